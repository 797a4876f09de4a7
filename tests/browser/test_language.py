"""The interface in the reader's language, and turned round where that is read from the right."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, User
from commentary.style import Style

pytestmark = pytest.mark.any_database

HEBREW = ("המגדלור עומד על הצוק. הוא כבה בחצות.", "שתי ספינות עלו על שרטון.")


@pytest.fixture
def hebrew(db: None) -> Article:
    words = tuple(ManuscriptParagraph(Style.BODY, text) for text in HEBREW)
    return Article.objects.publish(Manuscript("המגדלור", words, language="he"))


def test_a_language_is_chosen_without_sending_a_form_once_more(page: Page, db: None) -> None:
    page.goto("/account/login/")
    page.get_by_label("Password").fill("wrong")
    page.get_by_label("E-mail address or name").fill("nobody")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.get_by_label("Reading settings").click()
    page.locator("#looks").get_by_label("Español").click()
    expect(page.get_by_role("button", name="Entrar")).to_be_visible()
    assert [url.rsplit("/", 2)[1] for url in sent] == ["preferences"]


def test_a_language_is_in_effect_as_it_is_chosen_and_on_the_next_page(
    page: Page, article: Article
) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_label("Reading settings").click()
    page.locator("#looks").get_by_label("Español").click()
    expect(page.get_by_role("link", name="Entrar")).to_be_visible()
    expect(page.locator("#article .text").first).to_have_attribute("lang", article.language)
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).to_have_text("Artículos")


def test_by_arrow_keys_a_language_is_chosen_when_one_goes_on(page: Page, article: Article) -> None:
    page.goto(article.get_absolute_url())
    page.get_by_label("Reading settings").press("Enter")
    page.locator("#looks [name=language]").first.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#looks").get_by_label("Español")).to_be_focused()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("link", name="Entrar")).to_be_visible()


def test_the_interface_and_the_text_each_run_their_own_way(
    browser: Browser,
    live_server: Any,
    settings: Settings,
    sign_in: Any,
    reader: User,
    article: Article,
    hebrew: Article,
) -> None:
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    context = browser.new_context(
        base_url=live_server.url, locale="ar", viewport={"width": 1360, "height": 900}
    )
    sign_in(context, reader)
    page = context.new_page()
    page.goto(f"{article.get_absolute_url()}?paragraph=1")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    panel, text = (page.locator(each).bounding_box() for each in ("#discussion", "#article"))
    assert panel
    assert text
    assert panel["x"] == 0
    assert text["x"] >= panel["width"]
    expect(page.locator("#article")).to_have_css("direction", "ltr")
    expect(page.locator("#discussion")).to_have_css("direction", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(hebrew.get_absolute_url())
    first = page.locator(".text").first
    expect(first).to_have_css("direction", "rtl")
    first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("getSelection().toString()").strip() == "הוא כבה בחצות."
    context.close()
