"""A mark's words, passed on: what one reader copies is what the next one sees."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from commentary.models import Article, User
from tests.browser.acting import discussion, mark

pytestmark = pytest.mark.any_database

WORDS = "second term, however"


def test_a_link_copied_from_a_mark_shows_its_words_to_someone_without_an_account(
    page: Page, browser: Browser, live_server: Any, article: Article, reader: User, sign_in: Any
) -> None:
    annotation = mark(article, reader, 1, WORDS, visibility="private")
    sign_in(page.context, reader)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    page.locator("#p1 mark.mine a").click()
    discussion(page).get_by_role("link", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    expect(discussion(page)).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    annotation.remove()
    visitor = browser.new_context(base_url=live_server.url).new_page()
    visitor.goto(address)
    expect(visitor.locator("mark.shown")).to_have_text(WORDS)
    expect(visitor.locator("mark.shown")).to_be_in_viewport()
    visitor.context.close()
