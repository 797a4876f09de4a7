"""The contents beside the text, or over it."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from commentary.models import Article, User
from tests.browser.acting import discussion

pytestmark = pytest.mark.any_database


def test_an_entry_leads_to_its_section_is_marked_there_and_counts_what_is_said_in_it(
    page: Page, article: Article, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    contents = page.get_by_role("navigation", name="Contents")
    entry = contents.get_by_role("link", name="Can Trump Lead")
    entry.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#p4")).to_be_in_viewport()
    expect(entry).to_have_attribute("aria-current", "location")
    expect(contents.locator("[aria-current]")).to_have_count(1)
    expect(entry).not_to_contain_text("Comments:", use_inner_text=True)
    page.locator("#count-5").click()
    # The discussion takes the place of the contents.
    expect(contents).to_be_hidden()
    discussion(page).get_by_label("Your comment").fill("Said below a crosshead.")
    discussion(page).get_by_role("button", name="Post").click()
    expect(page.locator("#count-5")).to_have_attribute("data-count", "1")
    page.keyboard.press("Escape")
    expect(entry.locator("[data-comments] b")).to_have_text("1")


def test_on_a_phone_the_contents_are_one_line_until_asked_for(
    phone: BrowserContext, article: Article
) -> None:
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    entry = page.get_by_role("link", name="Can Trump Lead")
    expect(entry).to_be_hidden()
    page.locator("#contents summary").tap()
    entry.tap()
    expect(page.locator("#p4")).to_be_in_viewport()
