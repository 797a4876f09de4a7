"""The "More" menu of a comment: opened and closed by pointer, touch and keyboard."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.browser.acting import discussion, more

pytestmark = pytest.mark.any_database


@pytest.fixture
def comment(article: Article, first_body: Paragraph, reader: User) -> Comment:
    return Comment.objects.post(author=reader, paragraph=first_body, body="Hasty words.")


@pytest.fixture
def reading(page: Page, comment: Comment, reader: User, sign_in: Any) -> Page:
    sign_in(page.context, reader)
    page.goto(comment.get_absolute_url())
    return page


def test_escape_closes_the_menu_and_leaves_the_panel_open(reading: Page) -> None:
    reading.get_by_text("More", exact=True).focus()
    reading.keyboard.press("Enter")
    first = reading.locator("details.more").get_by_role("link").first
    expect(first).to_be_visible()
    reading.keyboard.press("Tab")
    expect(first).to_be_focused()
    reading.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(reading.get_by_text("More", exact=True)).to_be_focused()
    expect(discussion(reading)).to_be_visible()


def test_arrows_go_through_a_menu_and_round(reading: Page) -> None:
    word = reading.get_by_text("More", exact=True)
    items = reading.locator("details.more").locator("a, li button")
    for menu, its_items in (
        (word, items),
        (reading.locator(".account > summary"), reading.locator(".account a")),
    ):
        menu.focus()
        for key, place in (
            ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1),
            ("ArrowDown", 0), ("End", -1), ("Home", 0),
        ):  # fmt: skip
            reading.keyboard.press(key)
            expect(its_items.nth(place)).to_be_focused()
        reading.keyboard.press("Escape")
        expect(menu).to_be_focused()
        expect(its_items.first).to_be_hidden()


def test_what_was_chosen_from_a_menu_is_said_and_closes_it(reading: Page) -> None:
    word = reading.get_by_text("More", exact=True)
    more(reading.locator(".comment")).get_by_role("button", name="Mute").press("Enter")
    expect(reading.get_by_text("You hear nothing of this thread.")).to_be_visible()
    expect(reading.locator("details.more > ul")).to_be_hidden()
    expect(word).to_be_focused()


def test_escape_puts_away_one_thing_at_a_time_and_leads_back(
    reading: Page, comment: Comment, other_reader: User
) -> None:
    comment.reply(author=other_reader, body="A calm answer.")
    reading.goto(comment.paragraph.article.get_absolute_url())
    reading.locator(f"#count-{comment.paragraph.identity}").press("Enter")
    answer = reading.locator(".comment", has_text="A calm answer.")
    word = answer.get_by_text("More", exact=True)
    more(answer).get_by_role("link", name="Report").press("Enter")
    reading.get_by_role("radio", name="Rude to somebody").check()
    reading.keyboard.press("Escape")
    expect(reading.get_by_role("radio").first).to_be_hidden()
    expect(word).to_be_focused()

    answer.get_by_role("link", name="Reply").press("Enter")
    expect(reading.get_by_label("Your reply")).to_be_focused()
    reading.keyboard.type("Half a thought")
    reading.keyboard.press("Escape")
    expect(reading.get_by_label("Your reply")).to_be_hidden()
    expect(answer.get_by_role("link", name="Reply")).to_be_focused()
    reading.keyboard.press("Enter")
    expect(reading.get_by_label("Your reply")).to_be_focused()
    expect(reading.get_by_label("Your reply")).to_have_value("Half a thought")
    reading.keyboard.press("Escape")

    hasty = reading.locator(".comment", has_text="Hasty words.")
    more(hasty).get_by_role("link", name="Edit").press("Enter")
    expect(hasty.get_by_role("textbox")).to_be_focused()
    reading.keyboard.type(" Or wise.")
    reading.keyboard.press("Escape")
    expect(hasty.get_by_text("More", exact=True)).to_be_focused()
    expect(hasty.locator(".body")).to_contain_text("Hasty words.")
    reading.keyboard.press("Escape")
    expect(discussion(reading)).to_be_hidden()
    expect(reading.locator(f"#count-{comment.paragraph.identity}")).to_be_focused()


def test_a_menu_closes_when_something_else_is_touched_or_entered(reading: Page) -> None:
    menu = more(reading.locator(".comment"))
    expect(menu).to_have_attribute("open", "")
    reading.get_by_text("Hasty words.").click()
    expect(menu).not_to_have_attribute("open", "")
    more(reading.locator(".comment"))
    reading.get_by_label("Your comment").focus()
    expect(menu).not_to_have_attribute("open", "")


def test_what_is_pressed_beside_an_open_menu_does_not_slip_away(
    reading: Page, comment: Comment, other_reader: User
) -> None:
    for number in range(9):
        comment.reply(author=other_reader, body=f"Answer {number}.")
    reading.reload()
    last = reading.locator(".comment", has_text="Answer 8.")
    more(last)  # it reaches below the last line of the discussion, which makes that longer
    last.get_by_role("link", name="Reply").click()
    expect(reading.get_by_label("Your reply")).to_be_focused()
    expect(last.locator("details.more > ul")).to_be_hidden()


def test_only_one_menu_is_open(reading: Page, comment: Comment, other_reader: User) -> None:
    comment.reply(author=other_reader, body="A calm answer.")
    reading.reload()
    calm = reading.locator(".comment", has_text="A calm answer.")
    hasty = reading.locator(".comment", has_text="Hasty words.")
    first = more(calm)
    second = more(hasty)
    expect(first).not_to_have_attribute("open", "")
    # Also where the first is still on its way: the last that was asked for.
    reading.reload()
    calm.get_by_text("More", exact=True).click()
    second = more(hasty)
    expect(second).to_have_attribute("open", "")
    expect(calm.locator("details.more[open]")).to_have_count(0)


def test_the_focus_comes_back_to_the_menu_when_a_removal_is_undone(reading: Page) -> None:
    more(reading.locator(".comment")).get_by_role("button", name="Remove").press("Enter")
    restore = reading.locator(".comment").get_by_role("button", name="Restore")
    expect(restore).to_be_focused()
    restore.press("Enter")
    expect(reading.get_by_text("Hasty words.")).to_be_visible()
    expect(reading.get_by_text("More", exact=True)).to_be_focused()


def test_on_a_phone_every_item_is_large_enough_and_in_sight(
    phone: BrowserContext, comment: Comment, reader: User, sign_in: Any
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(comment.get_absolute_url())
    word = page.get_by_text("More", exact=True)
    word.tap()
    expect(page.locator("details.more")).to_have_attribute("open", "")
    for item in page.locator("details.more").locator("a, li button").all():
        expect(item).to_be_in_viewport(ratio=1)
        assert item.bounding_box()["height"] >= 44  # type: ignore[index]  # it is in sight
    expect(page.get_by_text("Hasty words.")).to_be_in_viewport(ratio=1)  # so is what it is about
    word.tap()  # nothing lies over it
    expect(page.locator("details.more")).not_to_have_attribute("open", "")
    word.tap()
    page.set_viewport_size({"width": 390, "height": 500})  # as by a keyboard
    page.wait_for_timeout(100)
    expect(page.locator("details.more")).to_have_attribute("open", "")
    page.set_viewport_size({"width": 844, "height": 390})  # turned
    expect(page.locator("details.more")).not_to_have_attribute("open", "")
