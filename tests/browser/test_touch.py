"""On a phone a finger finds everything: 44 px wide and high, however small it looks."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Comment
from commentary.models import Article, User
from tests.browser.acting import discussion, highlight, mark, select_words, toolbar

pytestmark = pytest.mark.any_database

# Goes from the middle of each target as far as a touch still hits it. Words of running text, which
# touch their neighbours, are left out, as WCAG 2.5.5 has it.
TOO_SMALL = """(root) => {
    const TARGETS = "a[href], button, summary, input:not([type=hidden]), select, textarea";
    const RUNNING = ".text, .body, blockquote, p.hint, p.hint *, .trap *, .skip, .visually-hidden";
    const isHit = (target, x, y) => {
        const hit = document.elementFromPoint(x, y);
        return target.contains(hit) || (hit?.closest("label")?.control === target);
    };
    const found = [];
    for (const target of document.querySelector(root).querySelectorAll(TARGETS)) {
        if (target.closest(RUNNING)) continue;
        if (!target.checkVisibility({ visibilityProperty: true })) continue;
        target.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, right, top, bottom } = target.getBoundingClientRect();
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


def too_small(page: Page, root: str) -> list[str]:
    found: list[str] = page.evaluate(TOO_SMALL, root)
    return found


def test_every_target_of_the_article_page_takes_a_finger(
    phone: BrowserContext, article: Article, reader: User, other_reader: User, sign_in: Any
) -> None:
    annotation = mark(article, reader, 2, "Latin America", kind="question")
    said = Comment.objects.post(
        author=other_reader,
        paragraph=article.paragraphs.get(identity=2),
        body="Which of them?",
        annotation=annotation,
    )
    said.reply(author=reader, body="All.")
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    assert too_small(page, "body") == []

    page.locator("#looks > summary").tap()
    assert too_small(page, "#looks") == []
    page.locator("#looks > summary").tap()

    select_words(page, 2, "foreign policy")
    expect(toolbar(page)).to_be_visible()
    assert too_small(page, "#toolbar") == []
    toolbar(page).get_by_role("button", name="Comment").tap()
    expect(discussion(page).get_by_label("Your comment")).to_be_focused()
    assert too_small(page, "#discussion") == []

    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    assert too_small(page, "#discussion") == []
    discussion(page).get_by_role("link", name="Reply").first.tap()
    expect(discussion(page).get_by_label("Your reply")).to_be_focused()
    assert too_small(page, "#discussion") == []

    page.locator("#p2 mark").first.tap()
    expect(discussion(page).locator(".mark")).to_be_visible()
    assert too_small(page, "#discussion") == []


def test_what_has_just_happened_leaves_the_toolbar_free(
    phone: BrowserContext, article: Article, reader: User, sign_in: Any
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    select_words(page, 1, "foreign heads of states")
    highlight(page)
    select_words(page, 1, "the US centre of power")
    expect(toolbar(page)).to_be_visible()
    assert too_small(page, "#toolbar") == []
