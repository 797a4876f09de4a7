"""Reading the article in a browser."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from commentary.models import Article

pytestmark = pytest.mark.any_database


def test_each_paragraph_on_the_page_is_exactly_its_stored_text(
    page: Page, article: Article
) -> None:
    page.goto(article.get_absolute_url())
    shown = page.eval_on_selector_all(
        "[data-paragraph]", "all => all.map(each => [+each.dataset.paragraph, each.textContent])"
    )
    stored = article.paragraphs.in_text().in_order().values_list("identity", "text")
    assert [tuple(each) for each in shown] == list(stored)


def test_the_article_element_holds_no_words_but_those_of_the_text(
    page: Page, article: Article
) -> None:
    page.goto(article.get_absolute_url())
    words = page.eval_on_selector("#article", "article => article.textContent").split()
    stored = " ".join(article.paragraphs.in_text().in_order().values_list("text", flat=True))
    assert words == stored.split()


def test_a_paragraph_number_is_its_permalink(page: Page, article: Article) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Link to paragraph 16").click()
    assert page.url.endswith("#p21")
    expect(page.locator("#p21")).to_be_in_viewport()


def test_the_page_does_not_scroll_sideways_on_a_phone(
    phone: BrowserContext, article: Article
) -> None:
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_loaded_from_another_host(
    page: Page, article: Article, live_server: Any
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(article.get_absolute_url(), wait_until="networkidle")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


def test_the_list_of_articles_leads_to_the_article(page: Page, article: Article) -> None:
    page.goto("/")
    page.get_by_role("link", name=article.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(article.title)
