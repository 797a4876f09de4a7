"""Taking one's things along, and going: with and without JavaScript, large and small."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Comment
from commentary.models import Paragraph, User
from tests.annotations.acting import say
from tests.browser.acting import discussion
from tests.conftest import PASSWORD


def take_and_go(page: Page, words: str) -> None:
    """From one's address to one's data; the file; one try without the password; and gone."""
    page.goto("/following/")
    page.get_by_role("navigation", name="Your account").get_by_role(
        "link", name="Your data"
    ).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download (JSON)").click()
    taken = json.loads(Path(download.value.path()).read_text())
    assert [comment["text"] for comment in taken["comments"]] == ["First of all."]
    page.get_by_label(words).check()
    page.get_by_role("button", name="Erase my account for good").click()
    expect(page.get_by_text("Type your current password.")).to_be_visible()
    expect(page.get_by_label(words)).to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_role("button", name="Erase my account for good").click()
    expect(page.get_by_text("Your account is erased")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def begin(paragraph: Paragraph, reader: User, other_reader: User) -> tuple[Comment, Comment]:
    root = say(reader, paragraph, "First of all.")
    return root, root.reply(author=other_reader, body="And then?")


def test_words_go_and_the_answer_keeps_its_place(
    page: Page, sign_in: Any, first_body: Paragraph, reader: User, other_reader: User
) -> None:
    root, answer = begin(first_body, reader, other_reader)
    sign_in(page.context, reader)
    take_and_go(page, "Remove my words")
    page.goto(f"{first_body.article.get_absolute_url()}?paragraph=1")
    gone = discussion(page).locator(f"#{root.label}")
    expect(gone).to_contain_text("Former reader")
    expect(gone).to_contain_text("Removed by its author.")
    expect(discussion(page)).not_to_contain_text("First of all.")
    expect(discussion(page).locator(f"#{answer.label}")).to_contain_text("And then?")


def test_words_stay_without_a_name_and_nobody_signs_in_as_them(
    phone: BrowserContext, sign_in: Any, first_body: Paragraph, reader: User, other_reader: User
) -> None:
    root, _answer = begin(first_body, reader, other_reader)
    sign_in(phone, reader)
    page = phone.new_page()
    take_and_go(page, "Leave my words, without my name")
    page.goto("/account/login/")
    page.locator("[name=login]").fill("reader")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("do not belong together")).to_be_visible()
    page.goto(f"{first_body.article.get_absolute_url()}?paragraph=1")
    stays = discussion(page).locator(f"#{root.label}")
    expect(stays).to_contain_text("Former reader")
    expect(stays).to_contain_text("First of all.")


def test_without_javascript_one_takes_ones_things_and_goes(
    plain: BrowserContext, sign_in: Any, first_body: Paragraph, reader: User, other_reader: User
) -> None:
    begin(first_body, reader, other_reader)
    sign_in(plain, reader)
    page = plain.new_page()
    take_and_go(page, "Remove my words")
