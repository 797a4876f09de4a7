"""The same journeys with forms and links alone."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from annotations.models import Annotation, Comment
from commentary.models import Article, Paragraph, User
from tests.browser.acting import more_without_javascript


@pytest.fixture
def reading(plain: BrowserContext, article: Article, reader: User, sign_in: Any) -> Page:
    sign_in(plain, reader)
    page = plain.new_page()
    page.goto(article.get_absolute_url())
    return page


def test_a_passage_across_two_paragraphs_is_highlighted_word_by_word(reading: Page) -> None:
    reading.locator("#count-1").click()
    reading.get_by_role("link", name="Choose words").click()
    reading.get_by_role("link", name="befriend", exact=True).click()
    expect(reading.get_by_role("heading", level=1)).to_have_text("Which word comes last?")
    reading.locator(".choose").nth(1).get_by_role("link", name="allies", exact=True).click()
    expect(reading.locator("blockquote.quote")).to_have_text(
        ["befriend the US centre of power.", "Among potential allies"]
    )
    reading.get_by_role("button", name="Post").click()
    expect(reading.locator("#p1 mark.mine")).to_have_text("befriend the US centre of power.")
    expect(reading.locator("#p2 mark.mine")).to_have_text("Among potential allies")
    assert Annotation.objects.count() == 1


def test_sentences_are_ticked_where_the_paragraph_stands_and_narrowed_to_words(
    reading: Page,
) -> None:
    reading.locator("#p1").hover()
    reading.locator("#p1").get_by_role("link", name="Choose words").click()
    reading.get_by_role("button", name="Choose these sentences").click()
    expect(reading.get_by_text("Tick at least one sentence.")).to_be_visible()
    reading.get_by_label("Donald Trump’s second term, however, is a game-changer.").check()
    reading.get_by_role("button", name="Choose words in them").click()
    reading.get_by_role("link", name="second", exact=True).click()
    reading.get_by_role("link", name="term,", exact=True).click()
    reading.get_by_role("button", name="Post").click()
    expect(reading.locator("#p1 mark.mine")).to_have_text("second term,")


def test_comment_and_reply_to_a_reply(
    reading: Page, first_body: Paragraph, other_reader: User
) -> None:
    reading.locator("#count-1").click()
    reading.get_by_label("Your comment").fill("A plain remark.")
    reading.get_by_role("button", name="Post").click()
    expect(reading.get_by_text("A plain remark.")).to_be_visible()
    Comment.objects.get().reply(author=other_reader, body="An answer.")
    reading.reload()
    reading.locator(".comment", has_text="An answer.").get_by_role("link", name="Reply").click()
    reading.get_by_label("Your reply").fill("And an answer to it.")
    reading.get_by_role("button", name="Reply").click()
    reply = reading.locator(".comment", has_text="And an answer to it.")
    expect(reply).to_have_attribute("data-indent", "2")


def test_an_own_comment_is_edited_removed_and_restored(
    reading: Page, first_body: Paragraph, reader: User
) -> None:
    comment = Comment.objects.post(author=reader, paragraph=first_body, body="Before.")
    reading.goto(comment.get_absolute_url())
    more_without_javascript(reading.locator(".comment")).get_by_role("link", name="Edit").click()
    reading.get_by_label("Your comment").fill("After.")
    reading.get_by_role("button", name="Save").click()
    expect(reading.locator(".comment .body")).to_contain_text("After.")
    more_without_javascript(reading.locator(".comment")).get_by_role(
        "button", name="Remove"
    ).click()
    reading.get_by_role("button", name="Undo").click()
    expect(reading.locator(".comment .body")).to_contain_text("After.")


def test_a_highlight_is_opened_recoloured_and_removed_with_undo(
    reading: Page, article: Article, reader: User
) -> None:
    test_a_passage_across_two_paragraphs_is_highlighted_word_by_word(reading)
    reading.locator("#p1 mark.mine a").click()
    reading.get_by_role("button", name="Question").click()
    expect(reading.locator("#p1 mark.mine.question")).to_be_visible()
    reading.locator("#p1 mark.mine a").click()
    reading.get_by_role("button", name="Remove").click()
    reading.get_by_role("button", name="Undo").click()
    expect(reading.locator("#p1 mark.mine.question")).to_be_visible()


def test_a_visitor_who_signs_in_comes_back_to_the_discussion(
    plain: BrowserContext, article: Article, reader: User
) -> None:
    page = plain.new_page()
    page.goto(article.get_absolute_url())
    page.locator("#count-2").click()
    page.get_by_role("link", name="Sign in to comment").click()
    page.locator("[name=login]").fill("reader")
    page.locator("[name=password]").fill("correct horse battery staple")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_label("Your comment")).to_be_visible()
