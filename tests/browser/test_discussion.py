"""Discussing in the panel beside the text."""

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.browser.acting import discussion, mark, more, select_words, toolbar

pytestmark = pytest.mark.any_database


@pytest.fixture
def reading(page: Page, article: Article, reader: User, sign_in: Any) -> Page:
    sign_in(page.context, reader)
    page.goto(article.get_absolute_url())
    return page


def say(page: Page, words: str) -> None:
    page.get_by_label("Your comment").fill(words)
    page.get_by_role("button", name="Post").click()
    expect(page.locator(".comment", has_text=words)).to_be_visible()


def test_a_paragraph_s_discussion_opens_beside_the_text_and_closes_again(reading: Page) -> None:
    reading.locator("#count-2").click()
    expect(reading.get_by_role("heading", name="Paragraph 2")).to_be_focused()
    assert "paragraph=2" in reading.url
    reading.keyboard.press("Escape")
    expect(discussion(reading)).to_be_hidden()
    expect(reading.locator("#count-2")).to_be_focused()
    assert "paragraph=2" not in reading.url


def test_the_back_button_closes_the_panel(reading: Page) -> None:
    reading.locator("#count-2").click()
    expect(discussion(reading)).to_be_visible()
    reading.go_back()
    expect(discussion(reading)).to_be_hidden()
    expect(reading.locator("#article")).to_be_visible()


def test_a_reload_finds_the_panel_open(reading: Page) -> None:
    reading.locator("#count-2").click()
    expect(discussion(reading)).to_be_visible()
    reading.reload()
    expect(reading.get_by_role("heading", name="Paragraph 2")).to_be_visible()


@pytest.mark.parametrize("identity", [2, 4, 6])
def test_body_crosshead_and_pull_quote_can_be_discussed(reading: Page, identity: int) -> None:
    reading.locator(f"#count-{identity}").click()
    say(reading, "Quite so.")
    expect(reading.locator(f"#count-{identity}")).to_have_attribute("data-count", "1")
    assert Comment.objects.get().paragraph.identity == identity


def test_posting_leaves_the_page_where_it_is(reading: Page) -> None:
    reading.locator("#p16").scroll_into_view_if_needed()
    reading.locator("#count-16").click()
    expect(reading.get_by_role("heading", name="Paragraph 12")).to_be_focused()
    before = reading.evaluate("scrollY")
    say(reading, "First.")
    say(reading, "Second.")
    assert reading.evaluate("scrollY") == before
    expect(reading.get_by_label("Your comment")).to_have_value("")
    expect(reading.locator("#discussion-count-16")).to_have_text("2 comments")
    expect(reading.locator("#comment-total")).to_have_text("2 comments")


def test_a_reply_to_a_reply_stands_under_it(
    reading: Page, article: Article, first_body: Paragraph, other_reader: User
) -> None:
    root = Comment.objects.post(author=other_reader, paragraph=first_body, body="A claim.")
    root.reply(author=other_reader, body="And more.")
    reading.reload()
    reading.locator("#count-1").click()
    reading.locator(".comment", has_text="And more.").get_by_role("link", name="Reply").click()
    expect(reading.get_by_label("Your reply")).to_be_focused()
    reading.get_by_label("Your reply").fill("I **doubt** it.")
    reading.locator(".answer").get_by_role("button", name="Reply").click()
    reply = reading.locator(".comment", has_text="I doubt it.")
    expect(reply).to_have_attribute("data-indent", "2")
    expect(reply.locator("strong")).to_have_text("doubt")
    expect(reading.locator("#count-1")).to_have_attribute("data-count", "3")


def test_a_comment_on_selected_words_shows_them(reading: Page) -> None:
    select_words(reading, 2, "‘benign neglect’")
    toolbar(reading).get_by_role("button", name="Comment").click()
    expect(discussion(reading).locator("blockquote")).to_have_text("‘benign neglect’")
    discussion(reading).get_by_label("Question").check()
    reading.get_by_label("Your comment").fill("Neglect by whom?")
    reading.get_by_role("button", name="Post").click()
    comment = reading.locator(".comment", has_text="Neglect by whom?")
    expect(comment.locator(".quote")).to_have_text("‘benign neglect’")
    expect(reading.locator("#p2 mark.mine.question")).to_have_text("‘benign neglect’")
    expect(reading.locator("#count-2")).to_have_attribute("data-count", "1")
    expect(reading.locator("#p2")).to_have_class("paragraph body active")


def test_an_empty_comment_is_refused_and_nothing_is_lost(reading: Page) -> None:
    reading.locator("#count-2").click()
    reading.get_by_role("button", name="Post").click()
    expect(discussion(reading)).to_contain_text("Write something first.")
    expect(reading.get_by_label("Your comment")).to_be_focused()
    # A forged length: the browser itself would not let anyone type so much.
    too_long = "x" * 10_001
    reading.get_by_label("Your comment").evaluate(
        "(field, words) => { field.removeAttribute('maxlength'); field.value = words; }", too_long
    )
    reading.get_by_role("button", name="Post").click()
    expect(discussion(reading)).to_contain_text("at most 10000 characters")
    expect(reading.get_by_label("Your comment")).to_have_value(too_long)


def test_one_s_comment_is_edited_in_place_and_the_edit_can_be_put_aside(reading: Page) -> None:
    reading.locator("#count-2").click()
    say(reading, "First wording.")
    more(reading.locator(".comment")).get_by_role("link", name="Edit").click()
    reading.get_by_role("link", name="Cancel").click()
    expect(reading.locator(".comment .body")).to_have_text("First wording.")
    more(reading.locator(".comment")).get_by_role("link", name="Edit").click()
    reading.locator(".answer").get_by_label("Your comment").fill("Second wording.")
    reading.get_by_role("button", name="Save").click()
    expect(reading.locator(".comment .body")).to_contain_text("Second wording.")
    expect(reading.locator(".comment .body")).to_contain_text("edited")


def test_a_removed_comment_leaves_its_place_to_its_replies_and_comes_back(
    reading: Page, reader: User, other_reader: User, first_body: Paragraph
) -> None:
    root = Comment.objects.post(author=reader, paragraph=first_body, body="Hasty words.")
    root.reply(author=other_reader, body="A calm answer.")
    reading.reload()
    reading.locator("#count-1").click()
    hasty = reading.locator(".comment", has_text="Hasty")
    more(hasty).get_by_role("button", name="Remove").click()
    expect(reading.get_by_text("Removed by its author.")).to_be_visible()
    expect(reading.get_by_text("A calm answer.")).to_be_visible()
    expect(reading.locator("#count-1")).to_have_attribute("data-count", "1")
    reading.get_by_role("button", name="Undo").click()
    expect(reading.get_by_text("Hasty words.")).to_be_visible()
    expect(reading.locator("#count-1")).to_have_attribute("data-count", "2")


def test_a_comment_s_permalink_opens_the_panel_at_it(
    page: Page, article: Article, first_body: Paragraph, other_reader: User
) -> None:
    for number in range(8):
        comment = Comment.objects.post(
            author=other_reader, paragraph=first_body, body=f"Remark {number}.\n\n" + "Well. " * 60
        )
    page.goto(comment.get_absolute_url())
    expect(page.locator(f"#{comment.label}")).to_be_in_viewport()
    expect(page.locator("#article")).to_be_visible()


def test_the_discussion_s_own_page_works_like_the_panel(
    page: Page, article: Article, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    page.goto(f"{article.get_absolute_url()}paragraphs/2/")
    say(page, "On its own page.")
    expect(page.locator("#discussion-count-2")).to_have_text("1 comment")


def test_closing_the_panel_never_leaves_the_article(reading: Page, article: Article) -> None:
    select_words(reading, 2, "‘benign neglect’")
    toolbar(reading).get_by_role("button", name="Comment").click()
    reading.get_by_label("Your comment").fill("Neglect by whom?")
    reading.get_by_role("button", name="Post").click()
    expect(reading.locator(".comment", has_text="Neglect by whom?")).to_be_visible()
    reading.get_by_role("link", name="Close the discussion").click()
    expect(discussion(reading)).to_be_hidden()
    expect(reading.locator("#article")).to_be_visible()


def test_words_that_were_not_sent_outlive_escape_and_another_paragraph_s_panel(
    reading: Page,
) -> None:
    reading.locator("#count-2").click()
    reading.get_by_label("Your comment").fill("Half a thought")
    reading.keyboard.press("Escape")
    expect(reading.get_by_label("Your comment")).to_have_value("Half a thought")
    reading.locator("#count-1").click()
    expect(reading.get_by_role("heading", name="Paragraph 1")).to_be_visible()
    reading.locator("#count-2").click()
    expect(reading.get_by_label("Your comment")).to_have_value("Half a thought")


def test_whoever_goes_on_while_their_words_are_on_their_way_finds_them_where_they_belong(
    reading: Page,
) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        (held.append if route.request.method == "POST" else Route.continue_)(route)

    reading.route("**/paragraphs/2/", hold)
    reading.locator("#count-2").click()
    reading.get_by_label("Your comment").fill("Said in passing.")
    with reading.expect_request(lambda request: request.method == "POST"):
        reading.get_by_role("button", name="Post").click()
    reading.locator("#count-1").click()
    expect(reading.get_by_role("heading", name="Paragraph 1")).to_be_visible()
    with reading.expect_response(lambda response: response.request.method == "POST"):
        held[0].continue_()
    expect(reading.locator("#nothing-said")).to_be_visible()
    reading.locator("#count-2").click()
    expect(reading.locator(".comment")).to_contain_text("Said in passing.")
    expect(reading.get_by_label("Your comment")).to_have_value("")


def test_reply_twice_leads_back_to_the_form_that_is_open(
    reading: Page, first_body: Paragraph, other_reader: User
) -> None:
    Comment.objects.post(author=other_reader, paragraph=first_body, body="A claim.")
    reading.locator("#count-1").click()
    reading.locator(".comment").get_by_role("link", name="Reply").click()
    reading.get_by_label("Your reply").fill("Half a thought")
    reading.locator(".comment").get_by_role("link", name="Reply").click()
    expect(reading.get_by_label("Your reply")).to_be_focused()
    expect(reading.get_by_label("Your reply")).to_have_value("Half a thought")


def test_a_request_that_fails_says_so_and_keeps_what_was_typed(reading: Page) -> None:
    reading.locator("#count-2").click()
    reading.get_by_label("Your comment").fill("Said in a tunnel.")
    reading.context.clear_cookies(name="csrftoken")
    reading.get_by_role("button", name="Post").click()
    expect(reading.get_by_text("That did not work.")).to_be_visible()
    expect(reading.get_by_label("Your comment")).to_have_value("Said in a tunnel.")


def test_the_focus_stays_with_the_form_after_posting(reading: Page) -> None:
    reading.locator("#count-2").click()
    say(reading, "First.")
    expect(reading.get_by_role("button", name="Post")).to_be_focused()


def test_marked_words_take_a_comment_and_then_stand_over_it_with_all_their_verbs(
    reading: Page, article: Article, reader: User
) -> None:
    mine = mark(article, reader, 1, "a game-changer")
    reading.reload()
    reading.locator("#p1 mark").click()
    panel = discussion(reading)
    panel.get_by_role("link", name="Comment").click()
    reading.get_by_label("Your comment").fill("For whom?")
    reading.get_by_role("button", name="Post").click()
    comment = reading.locator(".comment", has_text="For whom?")
    expect(comment).to_be_focused()
    expect(reading.locator("#count-1")).to_have_attribute("data-count", "1")
    words = panel.locator(".quote:visible")
    expect(words).to_have_text("a game-changer")
    over = panel.locator(f".thread > #annotation-{mine.pk}")
    expect(over.locator(".quote")).to_be_visible()
    panel.get_by_role("button", name="Question").click()
    question = over.get_by_role("button", name="Question")
    expect(question).to_have_attribute("aria-pressed", "true")
    # What is done to the comment leaves the words where they are.
    more(comment).get_by_role("button", name="Remove").click()
    reading.get_by_role("button", name="Undo").click()
    expect(comment.locator(".body")).to_have_text("For whom?")
    expect(words).to_have_count(1)
    panel.get_by_role("button", name="Make private").click()
    expect(over.get_by_text("Only you")).to_be_visible()


def test_what_is_talked_about_is_in_sight_beside_the_sheet(page: Page, article: Article) -> None:
    page.set_viewport_size({"width": 820, "height": 1100})
    page.goto(article.get_absolute_url())
    page.locator("#count-2").click()
    expect(discussion(page)).to_be_visible()
    page.wait_for_function(
        """() => document.querySelector("#p2").getBoundingClientRect().top
            < document.querySelector("#discussion").getBoundingClientRect().top - 96"""
    )
