"""How someone reads: chosen on the page, in effect at once, and still so on the next page."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from commentary.models import Article, User
from tests.browser.acting import highlight, mark, my_marks, select_words

pytestmark = pytest.mark.any_database

MINE = "Donald Trump’s second term"
THEIRS = "Inauguration ceremonies"


@pytest.fixture
def reading(page: Page, sign_in: Any, reader: User, other_reader: User, article: Article) -> Page:
    mark(article, reader, 1, MINE)
    mark(article, other_reader, 1, THEIRS)
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    return page


def choose(page: Page, *names: str) -> None:
    page.get_by_label("Reading settings").click()
    for name in names:
        page.locator("#looks").get_by_label(name, exact=True).click()
    page.keyboard.press("Escape")
    expect(page.locator("#looks form")).to_be_hidden()


def a_mark(page: Page, words: str) -> Locator:
    return page.locator("#article mark", has_text=words)


def test_only_mine_hides_the_others_marks_and_outlives_highlighting(reading: Page) -> None:
    choose(reading, "Only mine")
    expect(a_mark(reading, THEIRS)).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(a_mark(reading, THEIRS)).to_have_css("pointer-events", "none")
    expect(a_mark(reading, MINE)).to_have_css("pointer-events", "auto")
    select_words(reading, 2, "US foreign policy")
    highlight(reading)
    assert my_marks(reading, 2) == "US foreign policy"
    reading.reload()
    expect(a_mark(reading, THEIRS)).to_have_css("pointer-events", "none")
    expect(a_mark(reading, MINE)).to_have_css("pointer-events", "auto")


def test_hidden_marks_are_no_stop_for_tab(reading: Page) -> None:
    stops = reading.locator("#p1 mark a[tabindex='0']")
    expect(stops).to_have_count(2)
    choose(reading, "None")
    expect(stops).to_have_count(0)
    choose(reading, "Everyone’s")
    expect(stops).to_have_count(2)


def test_a_kind_can_be_left_out(reading: Page, article: Article, other_reader: User) -> None:
    mark(article, other_reader, 3, "a decades-old debate", kind="question")
    reading.reload()
    choose(reading, "Question")
    expect(a_mark(reading, "decades-old")).to_have_css("pointer-events", "none")
    expect(a_mark(reading, THEIRS)).to_have_css("pointer-events", "auto")


def test_size_width_and_colours_take_effect_at_once_and_last(reading: Page) -> None:
    text = reading.locator("#p1 .text")
    expect(text).to_have_css("font-size", "19px")
    choose(reading, "Huge", "Dark")
    expect(text).to_have_css("font-size", "26px")
    expect(reading.locator("body")).to_have_css("background-color", "rgb(22, 23, 26)")
    reading.goto("/notes/")
    expect(reading.locator("body")).to_have_css("background-color", "rgb(22, 23, 26)")
    choose(reading, "Light")
    reading.goto("/")
    expect(reading.locator("body")).to_have_css("background-color", "rgb(252, 251, 248)")


def test_it_all_works_without_javascript(plain: BrowserContext, article: Article) -> None:
    page = plain.new_page()
    page.goto(article.get_absolute_url())
    page.get_by_label("Reading settings").click()
    page.locator("#looks").get_by_label("Large").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#p1 .text")).to_have_css("font-size", "22px")
    assert page.url.endswith(article.get_absolute_url())
