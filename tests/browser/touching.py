"""A finger needs 44 px, however small what it touches may look."""

from playwright.sync_api import Page

# Goes from the middle of each target as far as a touch still hits it. A link in a sentence is as
# high as its line, as WCAG 2.5.5 has it: there is text around it that is no link.
TOO_SMALL = r"""(root) => {
    const TARGETS = `a[href], button, summary, input:not([type=hidden]), select, textarea,
        [role=link], [role=option]`;
    const HIDDEN = ".trap *, .skip, .visually-hidden, [inert] *";
    const letters = (node) => node.textContent.replace(/[^\p{L}\p{N}]/gu, "").length;
    const isInSentence = (target) => {
        if (getComputedStyle(target).display !== "inline") return false;
        let block = target.parentElement;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const links = [...block.querySelectorAll("a, button")];
        const linked = links.reduce((sum, link) => sum + letters(link), 0);
        return block.matches(".text") || letters(block) > linked;
    };
    const isHit = (target, x, y) => {
        const hit = document.elementFromPoint(x, y);
        return target.contains(hit) || (hit?.closest("label")?.control === target);
    };
    const found = [];
    for (const target of document.querySelector(root).querySelectorAll(TARGETS)) {
        if (target.disabled || target.closest(HIDDEN) || isInSentence(target)) continue;
        if (!target.checkVisibility({ visibilityProperty: true })) continue;
        target.scrollIntoView({ block: "center", behavior: "instant" });
        const [{ left, right, top, bottom }] = target.getClientRects();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const reach = (dx, dy) => {
            let way = 0;
            while (way < 44 && isHit(target, x + dx * way, y + dy * way)) way += 1;
            return way;
        };
        const [width, height] = [reach(-1, 0) + reach(1, 0) - 1, reach(0, -1) + reach(0, 1) - 1];
        const element = target.outerHTML.slice(0, 120);
        if (width < 44 || height < 44) found.push(`${width} x ${height}: ${element}`);
    }
    return found;
}"""


def too_small(page: Page, root: str = "body") -> list[str]:
    """Every visible target below `root` that is less than 44 px wide or high, with its size."""
    found: list[str] = page.evaluate(TOO_SMALL, root)
    return found
