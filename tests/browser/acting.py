"""What a person does with a page, in the words of the tests."""

from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation
from annotations.selectors import select
from commentary.models import Article, User

# Select from a word of one paragraph to a word of another as a dragged mouse would leave it.
SELECT = """([from, first, to, last]) => {
    const find = (identity, words, atEnd) => {
        const text = document.querySelector(`[data-paragraph="${identity}"]`);
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        let offset = text.textContent.indexOf(words) + (atEnd ? words.length : 0);
        let node = walker.nextNode();
        while (offset > node.length) { offset -= node.length; node = walker.nextNode(); }
        return [node, offset];
    };
    const range = document.createRange();
    range.setStart(...find(from, first, false));
    range.setEnd(...find(to, last, true));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def select_words(page: Page, identity: int, words: str) -> None:
    select_across(page, identity, words, identity, words)


def select_across(page: Page, first: int, first_words: str, last: int, last_words: str) -> None:
    page.evaluate(SELECT, [first, first_words, last, last_words])


def toolbar(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="With the selected words")


def highlight(page: Page) -> None:
    toolbar(page).get_by_role("button", name="Highlight").click()
    expect(page.get_by_text("Highlighted.")).to_be_visible()


def my_marks(page: Page, identity: int) -> str:
    """The words of a paragraph that are marked as one's own, run together."""
    return "".join(page.locator(f"#p{identity} mark.mine").all_text_contents())


def discussion(page: Page) -> Locator:
    return page.locator("#discussion")


def more(comment: Locator) -> Locator:
    """Open a comment's menu, which comes when it is asked for."""
    comment.get_by_text("More", exact=True).click()
    expect(comment.locator("details.more")).to_have_attribute("open", "")
    return comment.locator("details.more")


def more_without_javascript(comment: Locator) -> Locator:
    """Go to the page that a comment's menu is then."""
    comment.get_by_role("link", name="More").click()
    return comment.page.locator(".items")


def menu_of_mine(page: Page) -> Locator:
    """Open the menu behind one's disc."""
    page.locator(".account > summary").click()
    return page.locator(".account")


def mark(article: Article, creator: User, identity: int, words: str, **more: str) -> Annotation:
    text = article.paragraphs.get(identity=identity).text
    start = text.index(words)
    selector = select(identity, text, start, start + len(words))
    article.refresh_from_db()
    return Annotation.objects.mark(creator=creator, article=article, selectors=[selector], **more)
