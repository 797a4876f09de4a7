"""Choosing words, and opening what is marked, with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annotations.models import Annotation
from commentary.models import Article, User
from tests.browser.acting import discussion, mark, my_marks, toolbar

pytestmark = pytest.mark.any_database

FIRST = (
    "Inauguration ceremonies in the US don’t give away too much on how incoming presidents will "
    "pursue international ties, simply because foreign heads of states don’t usually attend."
)
SECOND = "Donald Trump’s second term, however, is a game-changer."
MOST_TABS = 40
# Above everything that lies over the text.
CLEAR = """() => {
    const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
    const over = [...document.querySelectorAll("#toolbar, #how-to-choose")];
    return top > 0 && over.every((each) => bottom < each.getBoundingClientRect().top);
}"""


def chosen(page: Page) -> str:
    words: str = page.evaluate("getSelection().toString()")
    return words


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    """The identity of the paragraph that has the focus; nothing if none has."""
    return str(page.evaluate("document.activeElement.dataset.paragraph ?? ''"))


def tab_to_the_text(page: Page) -> None:
    for _ in range(MOST_TABS):
        if focused(page):
            break
        press(page, "Tab")
    assert focused(page) == "1"


@pytest.fixture
def reading(page: Page, sign_in: Any, reader: User, article: Article) -> Page:
    """The article, with the focus brought to its first paragraph by Tab."""
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    tab_to_the_text(page)
    return page


def test_arrows_go_by_sentence(reading: Page) -> None:
    press(reading, "ArrowRight")
    assert chosen(reading) == FIRST
    press(reading, "ArrowRight")
    assert chosen(reading) == SECOND
    press(reading, "ArrowLeft")
    assert chosen(reading) == FIRST


def test_with_control_arrows_go_by_word(reading: Page) -> None:
    press(reading, "Control+ArrowRight", "Control+ArrowRight")
    assert chosen(reading) == "ceremonies"
    press(reading, "Control+ArrowLeft")
    assert chosen(reading) == "Inauguration"


def test_shift_takes_more_and_gives_back(reading: Page) -> None:
    press(reading, "ArrowRight", "Shift+ArrowRight")
    assert chosen(reading) == f"{FIRST} {SECOND}"
    press(reading, "Shift+Control+ArrowRight")
    assert chosen(reading) == f"{FIRST} {SECOND} Trump’s"
    press(reading, "Shift+ArrowLeft", "Shift+ArrowLeft")
    assert chosen(reading) == FIRST


def test_choosing_goes_on_into_the_next_paragraph(reading: Page, article: Article) -> None:
    second = article.paragraphs.get(identity=2).text
    press(reading, "ArrowDown")
    assert focused(reading) == "2"
    press(reading, "ArrowRight", "Shift+ArrowLeft")
    words = chosen(reading)
    assert words.endswith(second[: second.index(".") + 1])
    assert not words.startswith(second[:20])
    assert focused(reading) == "1"


def test_enter_opens_the_toolbar_and_marking_leads_back(
    reading: Page, article: Article, reader: User
) -> None:
    press(reading, "ArrowRight", "ArrowRight", "Enter")
    expect(toolbar(reading).get_by_role("button", name="Highlight")).to_be_focused()
    press(reading, "Enter")
    expect(reading.get_by_text("Highlighted.")).to_be_visible()
    assert my_marks(reading, 1) == SECOND
    assert focused(reading) == "1"
    assert Annotation.objects.get().quote == SECOND
    press(reading, "ArrowRight")
    assert chosen(reading) == FIRST


def test_arrows_go_along_the_toolbar(reading: Page) -> None:
    press(reading, "ArrowRight", "Enter", "ArrowRight")
    expect(toolbar(reading).get_by_role("button", name="Comment")).to_be_focused()
    press(reading, "ArrowLeft", "ArrowLeft")
    expect(toolbar(reading).get_by_role("link", name="Copy link")).to_be_focused()


def test_escape_lets_go_and_leads_back(reading: Page) -> None:
    press(reading, "ArrowRight", "Enter", "Escape")
    expect(toolbar(reading)).to_be_hidden()
    assert chosen(reading) == ""
    assert focused(reading) == "1"


def test_enter_before_anything_is_chosen_says_how_to_choose(reading: Page) -> None:
    press(reading, "Enter")
    told = reading.get_by_text("Nothing is chosen yet. Left and right choose sentences.")
    expect(told).to_be_visible()
    press(reading, "ArrowRight")
    expect(told).to_have_count(0)


def test_what_is_chosen_stays_clear_of_the_toolbar_and_of_what_says_how(reading: Page) -> None:
    reading.set_viewport_size({"width": 1360, "height": 480})
    for keys in (["ArrowDown", "ArrowDown"], *[["ArrowRight"]] * 4, ["ArrowUp"], ["ArrowLeft"]):
        press(reading, *keys)
        if keys[0] in {"ArrowRight", "ArrowLeft"}:
            expect(toolbar(reading)).to_be_visible()
            reading.wait_for_function(CLEAR)


def test_what_is_chosen_is_said_once(reading: Page) -> None:
    press(reading, "ArrowRight", "ArrowRight")
    expect(reading.locator("#chosen")).to_have_text(f"Chosen: {SECOND}")


def test_who_signs_up_with_words_chosen_has_the_focus_in_them_again_and_the_page_stays(
    page: Page, article: Article
) -> None:
    page.emulate_media(reduced_motion="reduce")  # the page is where it goes at once
    page.goto(article.get_absolute_url())
    tab_to_the_text(page)
    press(page, *["ArrowDown"] * 8, "ArrowRight")
    words = chosen(page)
    press(page, "Enter")
    expect(toolbar(page).get_by_role("link", name="Sign in")).to_be_focused()
    press(page, "ArrowRight")
    expect(toolbar(page).get_by_role("link", name="Sign up")).to_be_focused()
    press(page, "Enter")
    page.get_by_label("Name").fill("newcomer")
    page.get_by_label("E-mail address").fill("newcomer@example.com")
    page.get_by_label("Password").fill("correct horse battery staple")
    press(page, "Enter")
    expect(page.locator("[data-paragraph='9']")).to_be_focused()
    assert chosen(page) == words
    expect(toolbar(page)).to_have_class("toolbar docked")
    assert page.evaluate(CLEAR)
    here = page.evaluate("scrollY")
    press(page, "Tab")
    expect(toolbar(page).get_by_role("button", name="Highlight")).to_be_focused()
    assert page.evaluate("scrollY") == here
    press(page, "Enter")
    expect(page.get_by_text("Highlighted.")).to_be_visible()
    assert my_marks(page, 9) == words
    assert focused(page) == "9"


def test_the_article_is_one_stop_for_tab_beside_its_links(reading: Page) -> None:
    assert reading.locator("#article .text[tabindex='0']").count() == 1
    press(reading, "ArrowDown", "ArrowDown")
    assert reading.locator("#article .text[tabindex='0']").count() == 1
    assert focused(reading) == "3"


def test_a_paragraph_that_was_clicked_leaves_the_arrows_to_the_page(
    page: Page, sign_in: Any, reader: User, article: Article
) -> None:
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    page.locator("[data-paragraph='1']").click(position={"x": 5, "y": 5})
    press(page, "ArrowRight")
    assert chosen(page) == ""


def test_marks_in_pieces_are_one_stop_and_open_together(
    page: Page, sign_in: Any, reader: User, other_reader: User, article: Article
) -> None:
    mark(article, reader, 1, "Inauguration ceremonies in the US")
    mark(article, other_reader, 1, "ceremonies in the US don’t give away")
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    stops = page.locator("#p1 mark a[tabindex='0']")
    expect(page.locator("#p1 mark a")).to_have_count(3)
    expect(stops).to_have_count(1)
    expect(stops).to_have_attribute("role", "link")
    stops.focus()
    expect(page.locator("#p1 mark.in-hand")).to_have_count(3)
    press(page, "Enter")
    expect(discussion(page).locator(".marks .mark")).to_have_count(2)
    expect(page.locator("#p1 mark.in-hand")).to_have_count(3)
    press(page, "Escape")
    expect(stops).to_be_focused()
    press(page, "Tab")
    expect(page.locator("#p1 mark.in-hand")).to_have_count(0)


def test_what_is_said_of_chosen_words_leads_back_to_their_paragraph(reading: Page) -> None:
    press(reading, "ArrowRight", "ArrowRight", "Enter", "ArrowRight", "Enter")
    expect(discussion(reading).get_by_label("Your comment")).to_be_focused()
    assert reading.evaluate("[...CSS.highlights.get('chosen')].join()") == SECOND
    reading.keyboard.type("For whom?")
    discussion(reading).get_by_role("button", name="Post").press("Enter")
    expect(discussion(reading).locator(".comment")).to_be_focused()
    press(reading, "Escape")
    expect(discussion(reading)).to_be_hidden()
    assert focused(reading) == "1"
    press(reading, "ArrowRight")
    assert chosen(reading) == FIRST


def test_keys_that_come_before_what_hears_them_follow_the_focus(
    page: Page, article: Article
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/sentences.js", hold)
    third = article.paragraphs.get(identity=3).text
    for early, words, place in (
        (("ArrowDown", "ArrowDown", "ArrowRight"), third[: third.index(".") + 1], "3"),
        (("ArrowDown", "Shift+Tab"), "", ""),
        (("ArrowRight", "Enter", "Escape"), "", "1"),
    ):
        page.goto(article.get_absolute_url())
        with page.expect_request("**/sentences.js") as asked:
            page.locator("[data-paragraph='1']").focus()
        press(page, *early)
        assert chosen(page) == ""
        held.pop().continue_()
        page.evaluate("address => import(address).then(() => null)", asked.value.url)
        assert (chosen(page), focused(page)) == (words, place)
        expect(toolbar(page)).to_be_hidden()


def test_keys_that_nothing_can_hear_are_the_browser_s_and_it_is_said_once(
    page: Page, article: Article
) -> None:
    asked: list[Route] = []

    def refuse(route: Route) -> None:
        asked.append(route)
        route.fulfill(status=404)

    def move() -> None:
        for paragraph in page.locator("#article .text").all()[:4]:
            paragraph.hover()

    page.route("**/sentences.js", refuse)
    page.clock.install()
    page.goto(article.get_absolute_url())
    page.locator("[data-paragraph='1']").focus()
    notice = page.get_by_text("Part of this page did not arrive.")
    expect(notice).to_be_visible()
    page.evaluate("addEventListener('keydown', (key) => (window.taken = key.defaultPrevented))")
    press(page, "ArrowRight")
    assert page.evaluate("window.taken") is False
    move()
    page.clock.fast_forward(13_000)  # the notice is gone, and so is the pause
    expect(notice).to_have_count(0)
    move()
    assert len(asked) == 1
    press(page, "ArrowRight")
    page.clock.fast_forward(1000)
    expect(notice).to_have_count(0)
    assert len(asked) == 2
    page.unroute("**/sentences.js")
    page.clock.fast_forward(10_000)
    press(page, "ArrowRight")
    expect(page.locator("#chosen")).to_have_text(f"Chosen: {FIRST}")
