"""An orphan finds its place: selected in the text, chosen word by word, proposed and accepted."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Annotation, Reattachment
from commentary.models import Article, ParagraphInput, User
from tests.browser.acting import discussion, mark, my_marks, select_words, toolbar

pytestmark = pytest.mark.any_database

BEFRIEND = "looking to befriend the US centre of power"
ALLIES = "Among potential allies"


@pytest.fixture
def orphan(article: Article, reader: User) -> Annotation:
    """Of the reader, in the first paragraph, which was written anew."""
    annotation = mark(article, reader, 1, BEFRIEND)
    inputs = [
        ParagraphInput(each.style, each.source, each.identity)
        for each in article.paragraphs.in_text().in_order()
    ]
    inputs[0] = ParagraphInput("body", "This was written anew, and nothing of it is as it was.", 1)
    article.revise(by=None, paragraphs=inputs, based_on=1)
    assert annotation.is_orphan()
    return annotation


def open_search(page: Page, article: Article) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Words no longer in the text").click()
    page.get_by_role("link", name="Find its place").click()
    expect(page.get_by_role("heading", name="Where are these words now?")).to_be_visible()
    expect(page.get_by_role("complementary").first).to_contain_text(BEFRIEND)


def test_its_creator_selects_its_place_with_the_mouse(
    page: Page, article: Article, orphan: Annotation, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    open_search(page, article)
    select_words(page, 2, ALLIES)
    expect(toolbar(page).get_by_role("button")).to_have_count(1)
    toolbar(page).get_by_role("button", name="It is here").click()
    expect(page.get_by_text("It has its place in the text again.")).to_be_visible()
    expect(page.locator("#p2 mark.mine.shown")).to_have_text(ALLIES)
    assert my_marks(page, 1) == ""


def test_its_creator_finds_its_place_with_the_keyboard(
    page: Page, article: Article, orphan: Annotation, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    open_search(page, article)
    select_words(page, 2, ALLIES)
    expect(toolbar(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(toolbar(page).get_by_role("button", name="It is here")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#p2 mark.mine.shown")).to_have_text(ALLIES)


def test_its_creator_finds_its_place_with_a_finger(
    phone: BrowserContext, article: Article, orphan: Annotation, reader: User, sign_in: Any
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    open_search(page, article)
    page.locator("#p2").scroll_into_view_if_needed()
    select_words(page, 2, ALLIES)
    toolbar(page).get_by_role("button", name="It is here").tap()
    expect(page.locator("#p2 mark.mine.shown")).to_have_text(ALLIES)


def test_a_discussion_that_is_opened_meanwhile_does_not_end_the_search(
    page: Page, article: Article, orphan: Annotation, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    open_search(page, article)
    page.locator("#count-1").click()
    expect(discussion(page)).to_contain_text(BEFRIEND)
    page.reload()
    expect(discussion(page)).to_contain_text(BEFRIEND)
    expect(page.get_by_role("heading", name="Where are these words now?")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Leave it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("No longer in the text")
    assert not Reattachment.objects.exists()


def test_its_creator_chooses_its_place_word_by_word_without_javascript(
    plain: BrowserContext, article: Article, orphan: Annotation, reader: User, sign_in: Any
) -> None:
    sign_in(plain, reader)
    page = plain.new_page()
    open_search(page, article)
    page.get_by_role("link", name="Choose word by word").click()
    page.get_by_text("Choose word by word").click()
    page.get_by_role("link", name=ALLIES).click()
    page.get_by_role("link", name="Among", exact=True).click()
    page.get_by_role("link", name="allies", exact=True).click()
    expect(page.get_by_role("heading", name="You chose")).to_be_visible()
    page.get_by_role("button", name="It is here").click()
    expect(page.locator("#p2 mark.mine.shown")).to_have_text(ALLIES)


def test_a_reader_proposes_and_the_creator_accepts(
    page: Page,
    plain: BrowserContext,
    article: Article,
    orphan: Annotation,
    reader: User,
    other_reader: User,
    sign_in: Any,
) -> None:
    sign_in(page.context, other_reader)
    open_search(page, article)
    select_words(page, 2, ALLIES)
    toolbar(page).get_by_role("button", name="Propose this place").click()
    expect(page.get_by_text("Whoever marked the words, or an editor, decides.")).to_be_visible()
    sign_in(plain, reader)
    theirs = plain.new_page()
    theirs.goto(article.get_absolute_url())
    theirs.get_by_role("link", name="Words no longer in the text").click()
    theirs.get_by_role("link", name="A place is proposed").click()
    expect(theirs.get_by_role("main")).to_contain_text(ALLIES)
    theirs.get_by_role("button", name="It is here").click()
    expect(theirs.locator("#p2 mark.mine.shown")).to_have_text(ALLIES)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("reader accepted it")
