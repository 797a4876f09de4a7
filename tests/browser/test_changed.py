"""What becomes of comments while somebody reads them, in their browser."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Act, Comment, Reaction, Thread
from commentary.models import Article, User
from tests.browser.acting import discussion, more
from tests.browser.test_news import _pages_ask_soon, context, say

pytestmark = pytest.mark.any_database

__all__ = ["_pages_ask_soon", "context"]

LONG = "It is a long story, and nobody knows how it ends. " * 12
WHERE = """() => [...document.querySelectorAll("#threads .comment")].map(
    (each) => Math.round(each.getBoundingClientRect().top))"""


@pytest.fixture
def said(article: Article, editor: User) -> list[Comment]:
    return [say(editor, article, 2, f"Thought {number}.") for number in range(12)]


@pytest.fixture
def reading(page: Page, article: Article, said: list[Comment], reader: User, sign_in: Any) -> Page:
    sign_in(page.context, reader)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    expect(discussion(page).locator(".comment")).to_have_count(12)
    return page


def fresh(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_changes_arrive_and_move_nothing_that_is_being_read_or_typed(
    reading: Page, said: list[Comment], other_reader: User, moderator: User
) -> None:
    body = reading.locator(f"#body-{said[0].pk}")
    composer = reading.locator("#composer textarea")
    composer.fill("Half a thou")
    before = reading.evaluate(WHERE)

    fresh(said[0]).edit(body=LONG)
    fresh(said[1]).remove(by=moderator, reason="Off the subject.")
    fresh(said[2]).react(by=other_reader, kind=Reaction.Kind.AGREE)
    fresh(said[3]).edit(body="Thought three.")
    fresh(said[11]).edit(body=LONG)

    removed = reading.locator(f"#body-{said[1].pk}")
    expect(removed).to_have_text("Removed by a moderator: Off the subject.")
    expect(reading.locator(f"#reactions-{said[2].pk} .tally")).to_have_text("1")
    expect(reading.locator(f"#body-{said[11].pk}")).to_contain_text("a long story")
    late = reading.locator(f"#{said[0].label}").get_by_role("button", name="Edited just now")
    expect(late).to_be_visible()
    expect(body).to_have_text("Thought 0.")
    assert reading.evaluate(WHERE) == before
    expect(composer).to_be_focused()
    expect(composer).to_have_value("Half a thou")

    late.click()
    expect(body).to_contain_text("a long story")
    expect(late).to_have_count(0)
    expect(reading.locator(f"#{said[0].label}")).to_be_focused()


def test_what_somebody_edits_themselves_is_left_until_they_are_done(
    page: Page, article: Article, reader: User, moderator: User, sign_in: Any
) -> None:
    own = say(reader, article, 2, "My claim.")
    sign_in(page.context, reader)
    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    more(page.locator(f"#{own.label}")).get_by_role("link", name="Edit").click()
    form = page.locator(f"form#body-{own.pk}")
    form.locator("textarea").fill("My better claim.")
    with page.expect_response("**/changes/**"):
        fresh(own).remove(by=moderator, reason="Off the subject.")
    page.wait_for_timeout(2000)
    expect(form.locator("textarea")).to_have_value("My better claim.")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("This comment was removed in the meantime.")
    expect(form.locator("textarea")).to_have_value("My better claim.")
    form.get_by_role("link", name="Cancel").click()
    expect(page.locator(f"#body-{own.pk}")).to_have_text("Removed by a moderator: Off the subject.")


def test_a_thread_that_is_resolved_says_so_where_nothing_moves(
    reading: Page, said: list[Comment], editor: User
) -> None:
    before = reading.evaluate(WHERE)
    Thread.objects.select_related("root__paragraph__article").get(pk=said[0].pk).resolve(by=editor)
    thread = reading.locator(f"#thread-{said[0].pk}")
    late = thread.get_by_role("button", name="Changed just now")
    expect(late).to_be_visible()
    assert reading.evaluate(WHERE) == before
    late.click()
    expect(thread).to_contain_text("Resolved by editor")


def test_the_pages_of_a_thread_and_of_the_whole_discussion_are_alive_too(
    reading: Page,
    article: Article,
    said: list[Comment],
    reader: User,
    other_reader: User,
    moderator: User,
) -> None:
    root = fresh(said[0])
    reading.goto(f"/comments/{root.pk}/thread/")
    reading.locator(f"#{root.label}").get_by_role("link", name="Reply").click()
    typing = reading.locator(f"#reply-{root.pk} textarea")
    typing.fill("Half a thou")
    top = typing.bounding_box()
    below = root.reply(author=other_reader, body="A new reply.")
    line = reading.get_by_role("link", name="1 new reply")
    expect(line).to_be_in_viewport()
    Thread.objects.get(pk=root.pk).lock(by=moderator, reason="Enough of this.")
    form = reading.locator(f"#reply-{root.pk} form")
    expect(form).to_contain_text("This thread is locked. Reason: Enough of this.")
    expect(typing).to_be_focused()
    expect(typing).to_have_value("Half a thou")
    assert typing.bounding_box() == top
    expect(reading.locator("#notices")).to_have_text("Thread locked")
    above = reading.locator("#refused-here")
    expect(above).to_be_hidden()
    typing.blur()
    expect(above).to_have_text("This thread is locked. Reason: Enough of this.")
    line.click()
    expect(reading.locator(f"#{below.label}")).to_be_focused()
    expect(reading.locator(f"#verbs-{below.pk}").get_by_role("link", name="Reply")).to_have_count(0)
    Thread.objects.get(pk=root.pk).unlock(by=moderator, reason="Calm again.")
    expect(form).not_to_contain_text("locked")
    expect(above).to_be_hidden()
    expect(reading.locator(f"#verbs-{below.pk}").get_by_role("link", name="Reply")).to_be_visible()
    Act.objects.suspend(reader, by=moderator, reason="Too loud.", until=None)
    expect(form).to_contain_text("You are suspended and can only read. Reason: Too loud.")
    expect(typing).to_have_value("Half a thou")
    Act.objects.lift(reader, by=moderator, reason="Calm again.")
    expect(reading.locator("#notices")).to_contain_text("You can contribute again.")
    expect(form).not_to_contain_text("suspended")

    reading.goto(f"{article.get_absolute_url()}discussion/")
    before = reading.evaluate(WHERE)
    new = say(other_reader, article, 5, "Another matter.")
    Thread.objects.get(pk=root.pk).lock(by=moderator, reason="Enough of this.")
    late = reading.locator(f"#{root.label}").get_by_role("button", name="Locked just now")
    expect(late).to_be_visible()
    expect(reading.locator(f"#verbs-{root.pk}").get_by_role("link", name="Reply")).to_have_count(0)
    expect(reading.locator("#whole-count")).to_have_text("14 comments")
    line = reading.get_by_role("link", name="1 new thread")
    expect(line).to_be_in_viewport()
    assert reading.evaluate(WHERE) == before
    line.click()
    expect(reading.locator(f"#{new.label}")).to_be_focused()
    late.click()
    expect(reading.locator(f"#lock-{root.pk}")).to_have_text(
        "This thread is locked. Reason: Enough of this."
    )


def test_a_summary_that_has_the_focus_changes_when_it_goes(
    reading: Page, said: list[Comment], other_reader: User
) -> None:
    summary = reading.locator(f"#thread-summary-{said[11].pk}")
    summary.focus()
    with reading.expect_response("**/changes/**"):
        fresh(said[11]).edit(body="Better words.")
    reading.wait_for_timeout(1500)
    expect(summary).to_have_attribute("aria-label", "1 comment · editor: Thought 11.")
    expect(summary).to_be_focused()
    reading.locator("#discussion-title").focus()
    expect(summary).to_have_attribute("aria-label", "1 comment · editor: Better words.")


def test_the_verbs_of_a_restored_comment_come_with_its_words(
    page: Page, article: Article, said: list[Comment], moderator: User, reader: User, sign_in: Any
) -> None:
    fresh(said[0]).edit(body=LONG)
    fresh(said[0]).reply(author=moderator, body="So its place stays.")
    fresh(said[0]).remove(by=moderator, reason="Off the subject.")
    sign_in(page.context, reader)
    page.goto(f"{article.get_absolute_url()}?paragraph=2")
    comment = page.locator(f"#{said[0].label}")
    before = page.evaluate(WHERE)
    fresh(said[0]).restore(by=moderator, reason="A mistake.")
    late = comment.get_by_role("button", name="Edited just now")
    expect(late).to_be_visible()
    expect(comment.get_by_role("link", name="Reply")).to_have_count(0)
    assert page.evaluate(WHERE) == before
    late.click()
    expect(comment).to_contain_text("a long story")
    expect(comment.get_by_role("link", name="Reply")).to_be_visible()
