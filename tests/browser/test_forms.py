"""Forms beside the reading page: where the focus is, and that what can be picked can be clicked."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Annotation, Comment, Report
from commentary.models import Article, User
from tests.annotations.acting import mark

pytestmark = pytest.mark.any_database


def test_the_focus_is_where_one_begins_and_then_at_the_first_mistake(
    page: Page, article: Article
) -> None:
    page.goto("/account/login/")
    name = page.get_by_label("E-mail address or name")
    expect(name).to_be_focused()
    page.keyboard.type("nobody")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(name).to_be_focused()
    expect(name).to_have_accessible_description(
        "This name and this password do not belong together."
    )
    page.goto("/account/signup/")
    page.keyboard.type("María")
    page.get_by_label("E-mail address").fill("nowhere@example")
    page.get_by_label("Password").fill("a long enough one")
    page.keyboard.press("Enter")
    address = page.get_by_label("E-mail address")
    expect(address).to_be_focused()
    expect(page.locator("[autofocus]")).to_have_count(1)
    expect(page.get_by_label("Password")).to_have_accessible_description(
        re.compile("Type your password again: it is never sent back to the page.")
    )


def test_after_the_last_decision_the_heading_of_the_queue_has_the_focus(
    page: Page, article: Article, reader: User, other_reader: User, moderator: User, sign_in: Any
) -> None:
    paragraph = article.paragraphs.get(identity=2)
    comment = Comment.objects.post(author=other_reader, paragraph=paragraph, body="You fool.")
    Report.objects.make(comment, by=reader, ground="rude")
    sign_in(page.context, moderator)
    page.goto("/moderation/")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_label("Why", exact=True)).to_be_focused()
    page.keyboard.type("No names here.")
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    page.get_by_role("link", name="Moderation log").click()
    expect(page.get_by_text("No names here.")).to_be_visible()


def test_highlights_are_picked_among_my_notes_and_changed_together(
    phone: BrowserContext, article: Article, reader: User, sign_in: Any
) -> None:
    made = mark(reader, article, "Latin America")
    sign_in(phone, reader)
    page = phone.new_page()
    page.set_viewport_size({"width": 390, "height": 320})
    page.goto("/notes/")
    words = page.get_by_label("Search")
    expect(words).to_be_hidden()  # where there is little room the notes come first
    page.get_by_text("Find a note").tap()
    words.fill("America")
    page.get_by_role("button", name="Search").tap()
    expect(words).to_have_value("America")
    expect(words).to_be_visible()
    page.get_by_role("checkbox", name="Choose").check()
    page.get_by_label("With the chosen highlights").last.select_option("Make private")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_text("1 highlight changed.")).to_be_visible()
    assert Annotation.objects.get(pk=made.pk).visibility == "private"
    # What was done is said at the head of the page, wherever one is on it, and never over its end.
    page.get_by_role("button", name="Apply").scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 0
    expect(page.get_by_text("1 highlight changed.")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Apply").tap(trial=True)
