"""The revisions of the article: a mark that lost its words, and an editor who brings them back."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from commentary.models import Article, User
from tests.annotations.acting import edit, mark, say
from tests.browser.acting import discussion, my_marks

pytestmark = pytest.mark.any_database

WORDS = "heads of states don’t usually attend"


@pytest.fixture
def edited(article: Article, reader: User, editor: User) -> Article:
    """The article after the paragraph that was marked and discussed was taken out."""
    annotation = mark(reader, article, WORDS)
    paragraph = annotation.first_paragraph()
    say(reader, paragraph, "Is that so?", annotation)
    edit(article, editor, {paragraph.identity: None}, note="Too long.")
    return article


def identity_of(article: Article) -> int:
    return article.paragraphs.withdrawn().get().identity


def test_a_trace_leads_to_the_discussion_and_the_words_as_they_were(
    page: Page, sign_in: Any, edited: Article, reader: User
) -> None:
    sign_in(page.context, reader)
    page.goto(edited.get_absolute_url())
    page.get_by_role("link", name="1 paragraph taken out · 1 comment").click()
    expect(discussion(page).get_by_text("Is that so?")).to_be_visible()
    expect(page.locator("#article .trace")).to_have_class("trace active")
    page.keyboard.press("Escape")
    expect(page.locator("#article .active")).to_have_count(0)
    page.get_by_role("link", name="1 paragraph taken out · 1 comment").click()
    discussion(page).get_by_role("link", name="as it was when this was said").click()
    expect(page.get_by_text("This is an earlier text: revision 1 of 2.")).to_be_visible()
    expect(page.locator("#shown")).to_have_text(WORDS)
    expect(page.locator("#shown")).to_be_in_viewport()


def test_the_article_element_holds_no_words_but_those_of_the_text_with_traces_in_it(
    page: Page, edited: Article
) -> None:
    page.goto(edited.get_absolute_url())
    expect(page.locator("#article .trace")).to_be_visible()
    words = page.eval_on_selector("#article", "article => article.textContent").split()
    stored = " ".join(edited.paragraphs.in_text().in_order().values_list("text", flat=True))
    assert words == stored.split()


def bring_back(page: Page, edited: Article) -> None:
    """From the article to its revisions, and the first one back."""
    identity = identity_of(edited)
    page.goto(edited.get_absolute_url())
    expect(page.locator(f"[data-paragraph='{identity}']")).to_have_count(0)
    page.get_by_role("link", name="Revision 2").click()
    expect(page.get_by_text("Too long.")).to_be_visible()
    page.get_by_role("link", name="1 paragraph changed").click()
    expect(page.locator("del")).to_contain_text(WORDS)
    page.get_by_role("link", name="Revision 1").click()
    page.get_by_role("link", name="Bring it back").click()
    expect(page.locator("ins")).to_contain_text(WORDS)
    page.get_by_label("Why").fill("It was not.")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("Revision 1 is back, as revision 3.")).to_be_visible()
    expect(page.locator(f"#p{identity} mark")).to_have_text(WORDS)
    expect(page.locator("#article .trace")).to_have_count(0)


def test_an_editor_brings_a_revision_back_and_the_mark_is_where_it_was(
    page: Page, sign_in: Any, edited: Article, editor: User, reader: User
) -> None:
    identity = identity_of(edited)
    sign_in(page.context, editor)
    bring_back(page, edited)
    page.context.clear_cookies()
    sign_in(page.context, reader)
    page.goto(edited.get_absolute_url())
    assert my_marks(page, identity) == WORDS


def test_without_javascript_a_revision_is_brought_back_the_same_way(
    plain: BrowserContext, sign_in: Any, edited: Article, editor: User
) -> None:
    sign_in(plain, editor)
    bring_back(plain.new_page(), edited)
