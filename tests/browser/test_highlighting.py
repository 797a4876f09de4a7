"""Highlighting with a pointer: the toolbar, and exactly the words that were selected."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Annotation
from commentary.models import Article, ParagraphInput, User
from commentary.style import Style
from tests.browser.acting import (
    discussion,
    highlight,
    mark,
    my_marks,
    select_across,
    select_words,
    toolbar,
)

pytestmark = pytest.mark.any_database


@pytest.fixture
def reading(page: Page, article: Article, reader: User, sign_in: Any) -> Page:
    """The article, open before a reader who is signed in."""
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    return page


def test_dragging_the_mouse_over_words_brings_the_toolbar_and_highlights_them(
    reading: Page,
) -> None:
    box = reading.locator("#p1 .text").bounding_box()
    assert box
    reading.mouse.move(box["x"] + 60, box["y"] + 15)
    reading.mouse.down()
    reading.mouse.move(box["x"] + 300, box["y"] + 80, steps=6)
    expect(toolbar(reading)).to_be_hidden()
    reading.mouse.up()
    expect(toolbar(reading)).to_be_visible()
    selected = reading.evaluate("getSelection().toString()")
    highlight(reading)
    assert my_marks(reading, 1) == selected.strip()
    assert Annotation.objects.get().quote == selected.strip()


def test_the_toolbar_stands_close_to_the_selected_words_and_does_not_cover_them(
    reading: Page,
) -> None:
    for words in ("Inauguration ceremonies", "the US centre of power."):
        select_words(reading, 1, words)
        expect(toolbar(reading)).to_be_visible()
        reading.wait_for_timeout(300)
        gaps = reading.evaluate(
            """() => {
                const bar = document.getElementById("toolbar").getBoundingClientRect();
                return [...getSelection().getRangeAt(0).getClientRects()]
                    .filter((rect) => rect.left < bar.right && rect.right > bar.left)
                    .map((rect) => Math.max(rect.top - bar.bottom, bar.top - rect.bottom));
            }"""
        )
        assert gaps, "it stands over or under the words"
        assert 0 <= min(gaps) <= 12


def test_the_toolbar_goes_when_the_selection_goes(reading: Page) -> None:
    select_words(reading, 1, "a game-changer")
    expect(toolbar(reading)).to_be_visible()
    reading.keyboard.press("Escape")
    expect(toolbar(reading)).to_be_hidden()
    select_words(reading, 1, "a game-changer")
    expect(toolbar(reading)).to_be_visible()
    reading.locator("h1").click()
    expect(toolbar(reading)).to_be_hidden()


def test_a_selection_outside_the_article_or_of_blanks_brings_no_toolbar(reading: Page) -> None:
    reading.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    reading.wait_for_timeout(400)
    expect(toolbar(reading)).to_be_hidden()
    reading.evaluate(
        """() => {
            const text = document.querySelector('[data-paragraph="1"]').firstChild;
            const blank = text.data.indexOf(" ");
            getSelection().setBaseAndExtent(text, blank, text, blank + 1);
        }"""
    )
    reading.wait_for_timeout(400)
    expect(toolbar(reading)).to_be_hidden()


def test_a_passage_across_paragraphs_and_a_crosshead_is_marked_in_each(
    reading: Page, article: Article
) -> None:
    select_across(reading, 3, "the global counter-West movement.", 5, "Trump’s incoming")
    highlight(reading)
    assert my_marks(reading, 3) == "the global counter-West movement."
    assert my_marks(reading, 4) == "Can Trump Lead on Regional Security?"
    assert my_marks(reading, 5) == "Trump’s incoming"


def test_a_selection_may_begin_and_end_in_the_middle_of_marks(
    reading: Page, article: Article, other_reader: User
) -> None:
    mark(article, other_reader, 1, "a game-changer")
    mark(article, other_reader, 1, "Italy’s Prime Minister")
    reading.reload()
    select_across(reading, 1, "game-changer", 1, "Argentina’s President Javier Milei, Italy’s")
    highlight(reading)
    assert my_marks(reading, 1) == (
        "game-changer. Trump’s guest list included Argentina’s President Javier Milei, Italy’s"
    )


def test_emphasis_links_and_letters_beyond_the_bmp_are_counted_as_the_server_counts(
    reading: Page, article: Article, editor: User
) -> None:
    article.revise(
        by=editor,
        based_on=1,
        paragraphs=[
            ParagraphInput(
                Style.BODY,
                "🧭 Some *emphasised **strong** words*, e\u0301te\u0301, a "
                "[link](https://example.com) and 𝔉raktur: 👩‍👩‍👧 family.",
                identity=1,
            )
        ],
    )
    for words in (
        "strong words, e\u0301te\u0301",
        "a link and 𝔉raktur",
        "👩‍👩‍👧 family",
        "🧭 Some emph",
    ):
        reading.goto(article.get_absolute_url())
        select_words(reading, 1, words)
        highlight(reading)
        assert Annotation.objects.latest("pk").quote == words
        reading.get_by_role("button", name="Undo").click()
        expect(reading.get_by_text("Highlight removed.")).to_be_visible()
        assert my_marks(reading, 1) == ""


def test_removing_a_highlight_can_be_undone(reading: Page) -> None:
    select_words(reading, 1, "a game-changer")
    highlight(reading)
    reading.get_by_role("button", name="Undo").click()
    expect(reading.get_by_text("Highlight removed.")).to_be_visible()
    assert my_marks(reading, 1) == ""
    reading.get_by_role("button", name="Undo").click()
    expect(reading.get_by_text("Highlight restored.")).to_be_visible()
    assert my_marks(reading, 1) == "a game-changer"


def test_a_click_on_marked_words_lists_what_was_marked_there(
    reading: Page, article: Article, reader: User, other_reader: User
) -> None:
    mark(article, other_reader, 1, "however, is a game-changer", kind="question")
    mark(article, reader, 1, "a game-changer. Trump’s")
    reading.reload()
    both = reading.locator("#p1 mark", has_text="a game-changer")
    both.click()
    expect(both).to_have_attribute("title", "Highlight")  # what its line says: one's own word
    listed = discussion(reading).locator(".mark .quote")
    expect(listed).to_have_text(["a game-changer. Trump’s", "however, is a game-changer"])


def test_one_s_own_highlight_is_recoloured_hidden_and_removed_in_the_panel(
    reading: Page, article: Article, reader: User
) -> None:
    annotation = mark(article, reader, 1, "a game-changer")
    reading.reload()
    reading.locator("#p1 mark.mine").click()
    panel = discussion(reading)
    panel.get_by_role("button", name="Question").click()
    expect(reading.locator("#p1 mark.mine.question")).to_have_text("a game-changer")
    panel.get_by_role("button", name="Make private").click()
    expect(panel.get_by_role("button", name="Show to everyone")).to_be_visible()
    annotation.refresh_from_db()
    assert (annotation.kind, annotation.visibility) == ("question", "private")
    panel.get_by_role("button", name="Remove").click()
    expect(reading.locator("#p1 mark.mine")).to_have_count(0)


def test_a_click_that_ends_a_selection_inside_a_mark_opens_nothing(
    reading: Page, article: Article, other_reader: User
) -> None:
    mark(article, other_reader, 1, "Trump’s guest list included Argentina’s President")
    reading.reload()
    box = reading.locator("#p1 mark").bounding_box()
    assert box
    reading.mouse.move(box["x"] + 90, box["y"] + 12)
    reading.mouse.down()
    reading.mouse.move(box["x"] + 180, box["y"] + 12, steps=6)
    reading.mouse.up()
    expect(toolbar(reading)).to_be_visible()
    expect(discussion(reading)).to_be_hidden()


def test_a_highlight_s_permalink_shows_it(page: Page, article: Article, other_reader: User) -> None:
    annotation = mark(article, other_reader, 20, "security studies as convergence")
    page.goto(annotation.get_absolute_url())
    expect(page.locator("mark.shown")).to_have_text("security studies as convergence")
    expect(page.locator("mark.shown")).to_be_in_viewport()
    discussion(page).get_by_role("link", name="Close").click()
    expect(page.locator("mark.shown")).to_have_count(0)


def test_a_copied_link_shows_exactly_these_words_to_a_visitor(page: Page, article: Article) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(article.get_absolute_url())
    how = page.get_by_text("Select any words")
    expect(how).to_be_visible()
    select_across(page, 20, "control.", 20, "The US now")
    toolbar(page).get_by_role("link", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator("mark.shown")).to_have_text("control. The US now")
    expect(how).to_have_count(0)  # it is known by now


def test_signing_in_from_the_toolbar_comes_back_to_the_same_selection(
    page: Page, article: Article, reader: User
) -> None:
    page.goto(article.get_absolute_url())
    select_across(page, 1, "befriend the US centre of power.", 2, "Among potential allies")
    toolbar(page).get_by_role("link", name="Sign in").click()
    page.locator("[name=login]").fill("reader")
    page.locator("[name=password]").fill("correct horse battery staple")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(toolbar(page)).to_be_visible()
    highlight(page)
    assert my_marks(page, 1) == "befriend the US centre of power."
    assert my_marks(page, 2) == "Among potential allies"


def test_signing_up_from_the_toolbar_of_a_phone_leads_to_the_same_words_and_their_mark(
    phone: BrowserContext, article: Article
) -> None:
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    select_words(page, 2, "benign neglect")
    toolbar(page).get_by_role("link", name="Sign up").tap()
    page.get_by_label("Name").fill("newcomer")
    page.get_by_label("E-mail address").fill("newcomer@example.com")
    page.get_by_label("Password").fill("correct horse battery staple")
    page.get_by_role("button", name="Sign up").tap()
    button = toolbar(page).get_by_role("button", name="Highlight")
    expect(button).to_be_in_viewport(ratio=1)
    button.tap()
    expect(page.locator("#p2 mark.mine")).to_have_text("benign neglect")


def test_the_words_edited_away_in_the_meantime_are_refused_with_a_reason(
    reading: Page, article: Article, editor: User
) -> None:
    states = article.revisions.get().states
    article.revise(
        by=editor,
        based_on=1,
        paragraphs=[ParagraphInput(each.style, each.source, each.identity) for each in states[1:]],
    )
    select_words(reading, 1, "a game-changer")
    toolbar(reading).get_by_role("button", name="Highlight").click()
    expect(reading.get_by_role("alert")).to_contain_text("edited in the meantime")


def test_a_finger_s_toolbar_keeps_clear_of_the_words_and_of_the_system_s_menu(
    phone: BrowserContext, article: Article, reader: User, sign_in: Any
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(f"{article.get_absolute_url()}#p1")
    hand = phone.new_cdp_session(page)
    words = page.locator("#p1 .text").bounding_box()
    assert words
    # Held long enough, the system takes the finger over and selects the word below it, which its
    # handles then extend. No browser without a screen does so by itself; the rest is as on a phone.
    finger = {"x": words["x"] + 40, "y": words["y"] + 40}
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    select_words(page, 1, "game")
    hand.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
    bar = toolbar(page)
    expect(bar).to_have_class("toolbar docked")
    select_words(page, 1, "a game-changer")
    box = bar.bounding_box()
    assert box
    assert box["y"] > 700
    bar.get_by_role("button", name="Highlight").tap()
    expect(page.locator("#p1 mark.mine")).to_have_text("a game-changer")
    page.locator("#p1 mark.mine").tap()
    expect(discussion(page).locator(".mark .quote")).to_have_text("a game-changer")


def test_a_page_of_an_older_revision_is_loaded_anew_after_a_highlight(
    reading: Page, article: Article, editor: User
) -> None:
    states = article.revisions.get().states
    article.revise(
        by=editor,
        based_on=1,
        paragraphs=[
            ParagraphInput(each.style, "Once: " + each.source, each.identity) for each in states
        ],
    )
    select_words(reading, 1, "a game-changer")
    toolbar(reading).get_by_role("button", name="Highlight").click()
    expect(reading.locator("#p1 mark.shown")).to_have_text("a game-changer")
    select_words(reading, 1, "Once: Inauguration ceremonies")
    highlight(reading)
    assert my_marks(reading, 1) == "Once: Inauguration ceremoniesa game-changer"


def test_two_quick_clicks_make_one_highlight(reading: Page) -> None:
    select_words(reading, 1, "a game-changer")
    toolbar(reading).get_by_role("button", name="Highlight").dblclick()
    expect(reading.get_by_text("Highlighted.")).to_be_visible()
    assert Annotation.objects.count() == 1
