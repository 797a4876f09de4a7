"""What comes out on paper."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Comment
from commentary.models import Article, User
from tests.browser.acting import mark

pytestmark = pytest.mark.any_database


def test_on_paper_there_are_the_text_the_notes_and_nothing_of_the_site(
    page: Page, article: Article, reader: User, sign_in: Any
) -> None:
    words = "second term, however"
    annotation = mark(article, reader, 1, words, visibility="private")
    paragraph = article.paragraphs.get(identity=1)
    Comment.objects.post(author=reader, paragraph=paragraph, body="Mine.", annotation=annotation)
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Print", exact=True).click()
    page.get_by_role("link", name="With my notes").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    for chrome in (
        page.locator("header.site"),
        page.get_by_role("button"),
        page.get_by_role("link"),
    ):
        expect(chrome.filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("Mine.")).to_be_visible()
    number = "el => getComputedStyle(el, '::after').content"
    assert page.locator("mark", has_text=words).evaluate(number) == '"1"'
    assert page.pdf().startswith(b"%PDF")
    page.goto(article.get_absolute_url())
    chrome = page.locator("header.site, #contents, .news, .count, .toolbar, .imprint a")
    expect(chrome.filter(visible=True)).to_have_count(0)
