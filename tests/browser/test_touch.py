"""On a phone a finger finds everything: 44 px wide and high, however small it looks."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.browser.acting import (
    discussion,
    highlight,
    mark,
    menu_of_mine,
    more,
    select_words,
    toolbar,
)
from tests.browser.touching import too_small

pytestmark = pytest.mark.any_database


def test_every_target_of_the_article_page_takes_a_finger(
    phone: BrowserContext, article: Article, reader: User, other_reader: User, sign_in: Any
) -> None:
    annotation = mark(article, reader, 2, "Latin America", kind="question")
    said = Comment.objects.post(
        author=other_reader,
        paragraph=article.paragraphs.get(identity=2),
        body="Which of them?",
        annotation=annotation,
    )
    said.reply(author=reader, body="All.")
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    assert too_small(page, "body") == []

    page.locator("#looks > summary").tap()
    assert too_small(page, "#looks") == []
    page.locator("#looks > summary").tap()

    select_words(page, 2, "foreign policy")
    expect(toolbar(page)).to_be_visible()
    assert too_small(page, "#toolbar") == []
    toolbar(page).get_by_role("button", name="Comment").tap()
    expect(discussion(page).get_by_label("Your comment")).to_be_focused()
    assert too_small(page, "#discussion") == []

    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    assert too_small(page, "#discussion") == []
    discussion(page).get_by_role("link", name="Reply").first.tap()
    expect(discussion(page).get_by_label("Your reply")).to_be_focused()
    assert too_small(page, "#discussion") == []

    page.locator("#p2 mark").first.tap()
    expect(discussion(page).locator(".mark")).to_be_visible()
    assert too_small(page, "#discussion") == []

    page.goto(said.get_absolute_url())
    more(page.locator(f"#{said.label}"))
    page.wait_for_function("() => document.getAnimations().length === 0")
    assert too_small(page, "#discussion") == []
    menu_of_mine(page)
    assert too_small(page, ".site") == []


def test_every_target_of_a_visitor_takes_a_finger(
    phone: BrowserContext, article: Article, first_body: Paragraph, reader: User
) -> None:
    Comment.objects.post(author=reader, paragraph=first_body, body="Of whom?")
    page = phone.new_page()
    page.goto(f"{article.get_absolute_url()}?paragraph=1")
    page.get_by_label("Contents").get_by_text("Contents").tap()
    assert too_small(page) == []
    page.goto(article.get_absolute_url())
    select_words(page, 1, "a game-changer")
    expect(toolbar(page)).to_be_visible()
    assert too_small(page, "#toolbar") == []


def test_what_has_just_happened_leaves_the_toolbar_free(
    phone: BrowserContext, article: Article, reader: User, sign_in: Any
) -> None:
    sign_in(phone, reader)
    page = phone.new_page()
    page.goto(article.get_absolute_url())
    select_words(page, 1, "foreign heads of states")
    highlight(page)
    select_words(page, 1, "the US centre of power")
    expect(toolbar(page)).to_be_visible()
    assert too_small(page, "#toolbar") == []
