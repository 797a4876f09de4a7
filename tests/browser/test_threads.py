"""Threads in the panel and on pages: settling, folding, sorting, more of them, and permalinks."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from annotations.discussions import REPLIES_A_PAGE, REPLIES_AMONG_THREADS, THREADS_A_PAGE
from annotations.models import Comment, Thread
from commentary.models import Article, Paragraph, User
from tests.browser.acting import discussion

pytestmark = pytest.mark.any_database

LONG = "\n\n" + "Well. " * 40


def say(author: User, paragraph: Paragraph, body: str) -> Comment:
    return Comment.objects.post(author=author, paragraph=paragraph, body=body)


def thread_of(page: Page, comment: Comment) -> Locator:
    return page.locator(f"#thread-{comment.thread_pk}")


def open_panel(page: Page, article: Article) -> None:
    page.goto(article.get_absolute_url())
    page.locator("#count-1").click()
    expect(discussion(page)).to_be_visible()


@pytest.fixture
def root(article: Article, first_body: Paragraph, reader: User) -> Comment:
    return say(reader, first_body, "Who says so?")


# Settling


def test_a_thread_is_resolved_in_place_and_comes_folded_the_next_time(
    page: Page, article: Article, root: Comment, reader: User, sign_in: Any
) -> None:
    sign_in(page.context, reader)
    open_panel(page, article)
    page.get_by_role("button", name="Resolve this thread").click()
    expect(discussion(page)).to_contain_text("Resolved by reader on")
    expect(page.get_by_role("button", name="Reopen this thread")).to_be_focused()
    expect(page.get_by_text("Who says so?")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Who says so?")).to_be_hidden()
    thread_of(page, root).locator(".fold > summary").click()
    expect(page.get_by_text("Who says so?")).to_be_visible()
    page.get_by_role("button", name="Reopen this thread").click()
    expect(page.get_by_role("button", name="Resolve this thread")).to_be_visible()
    assert not Thread.objects.get(pk=root.pk).is_resolved


def test_an_editor_says_what_becomes_of_it_in_one_step(
    page: Page, article: Article, root: Comment, editor: User, sign_in: Any
) -> None:
    sign_in(page.context, editor)
    open_panel(page, article)
    discussion(page).get_by_text("Status of this thread").click()
    page.get_by_role("button", name="In work").click()
    expect(discussion(page)).to_contain_text("The editors are working on it")
    assert Thread.objects.get(pk=root.pk).status == "in-work"


def test_a_reply_to_a_resolved_thread_reopens_it(
    page: Page, article: Article, root: Comment, reader: User, sign_in: Any
) -> None:
    Thread.objects.get(pk=root.pk).resolve(by=reader)
    sign_in(page.context, reader)
    open_panel(page, article)
    thread_of(page, root).locator(".fold > summary").click()
    page.get_by_role("link", name="Reply").click()
    expect(discussion(page)).to_contain_text("This thread is resolved.")
    page.get_by_label("Reopen it").check()
    page.get_by_label("Your reply").fill("Not quite.")
    page.locator(".answer").get_by_role("button", name="Reply").click()
    expect(page.get_by_text("Not quite.")).to_be_visible()
    expect(page.get_by_role("button", name="Resolve this thread")).to_be_visible()


def test_without_javascript_a_thread_is_resolved_and_followed_up_by_forms(
    plain: BrowserContext, article: Article, root: Comment, editor: User, sign_in: Any
) -> None:
    sign_in(plain, editor)
    page = plain.new_page()
    page.goto(root.get_absolute_url())
    page.get_by_role("button", name="Resolve this thread").click()
    expect(page.locator("#discussion")).to_contain_text("Resolved by editor on")
    expect(page.get_by_text("Who says so?")).to_be_visible()
    page.locator("#discussion").get_by_text("Status of this thread").click()
    page.get_by_role("button", name="Noted").click()
    expect(page.locator("#discussion")).to_contain_text("Noted by the editors")
    page.get_by_role("link", name="History").click()
    expect(page.locator(".acts li")).to_have_count(2)


# Folding


def test_a_folded_thread_is_one_line_and_stays_folded_in_this_browser(
    page: Page, article: Article, root: Comment, first_body: Paragraph, reader: User
) -> None:
    other = say(reader, first_body, "Another one.")
    open_panel(page, article)
    thread_of(page, root).locator(".fold > summary").click()
    expect(page.get_by_text("Who says so?")).to_be_hidden()
    expect(thread_of(page, root).locator(".fold > summary")).to_have_attribute(
        "aria-label", "1 comment · reader: Who says so?"
    )
    open_panel(page, article)
    expect(page.get_by_text("Who says so?")).to_be_hidden()
    expect(page.get_by_text("Another one.")).to_be_visible()
    page.goto(other.get_absolute_url())
    expect(page.get_by_text("Who says so?")).to_be_hidden()
    page.goto(root.get_absolute_url())
    expect(page.get_by_text("Who says so?")).to_be_in_viewport()


# Which threads


def test_order_and_filter_are_chosen_in_place_and_stand_in_the_address(
    page: Page,
    article: Article,
    root: Comment,
    first_body: Paragraph,
    reader: User,
    other_reader: User,
    sign_in: Any,
) -> None:
    say(other_reader, first_body, "Another one.")
    sign_in(page.context, reader)
    open_panel(page, article)
    page.get_by_label("Your comment").fill("Half a thought")
    page.get_by_text("Sort and filter").click()
    page.get_by_label("Order").focus()
    page.get_by_label("Order").select_option("Newest first")
    expect(page.locator(".thread .body").first).to_contain_text("Another one.")
    expect(page.get_by_label("Order")).to_be_focused()
    expect(page.get_by_label("Your comment")).to_have_value("Half a thought")
    assert page.url.endswith("?paragraph=1&sort=newest")
    page.get_by_label("Show", exact=True).select_option("Mine")
    expect(page.locator(".thread")).to_have_count(1)
    assert page.url.endswith("?paragraph=1&sort=newest&show=mine")
    page.reload()
    expect(page.locator(".thread")).to_have_count(1)
    expect(page.get_by_label("Order")).to_have_value("newest")


def test_more_threads_are_appended_and_none_comes_twice(
    page: Page, article: Article, first_body: Paragraph, editor: User, sign_in: Any
) -> None:
    for number in range(THREADS_A_PAGE + 3):
        say(editor, first_body, f"Number {number}.")
    sign_in(page.context, editor)
    open_panel(page, article)
    page.get_by_label("Your comment").fill("Mine, meanwhile.")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_text("Mine, meanwhile.")).to_be_visible()
    page.get_by_role("link", name="More threads").click()
    expect(page.locator(".thread")).to_have_count(THREADS_A_PAGE + 4)
    expect(page.get_by_text("Mine, meanwhile.")).to_have_count(1)
    expect(page.locator(".thread").nth(THREADS_A_PAGE).locator(".fold > summary")).to_be_focused()


def test_the_whole_discussion_is_searched_and_a_hit_leads_to_its_place(
    page: Page, article: Article, root: Comment, first_body: Paragraph, reader: User
) -> None:
    root.reply(author=reader, body="The hemisphere does.")
    say(reader, article.paragraphs.get(identity=2), "Another one.")
    page.goto(article.get_absolute_url())
    page.locator("#comment-total").click()
    expect(page.locator(".thread")).to_have_count(2)
    page.get_by_text("Search, sort and filter").click()
    page.get_by_label("Search").fill("hemi")
    page.keyboard.press("Enter")
    expect(page.locator("mark.hit")).to_have_text("hemisphere")
    assert page.url.endswith("/discussion/?q=hemi")
    page.locator(".hit a").click()
    expect(page.locator("#article")).to_be_visible()
    expect(page.get_by_text("The hemisphere does.")).to_be_in_viewport()


def test_the_whole_discussion_is_searched_by_a_form_alone(
    plain: BrowserContext, article: Article, root: Comment
) -> None:
    page = plain.new_page()
    page.goto(f"{article.get_absolute_url()}discussion/")
    page.get_by_text("Search, sort and filter").click()
    page.get_by_label("Search").fill("says")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark.hit")).to_have_text("says")


# Permalinks


@pytest.fixture(params=["desk", "phone", "plain"])
def device(request: pytest.FixtureRequest) -> Page:
    """A browser on a desk, on a phone, and one without JavaScript."""
    if request.param == "desk":
        return request.getfixturevalue("page")
    context: BrowserContext = request.getfixturevalue(request.param)
    return context.new_page()


def expect_shown(page: Page, comment: Comment) -> None:
    shown = page.locator(f"#{comment.label}")
    expect(shown).to_be_in_viewport()
    assert shown.evaluate("comment => comment.matches(':target')")


def test_a_permalink_finds_its_page_among_many_threads(
    device: Page, article: Article, first_body: Paragraph, reader: User
) -> None:
    roots = [say(reader, first_body, f"Number {n}.{LONG}") for n in range(THREADS_A_PAGE + 6)]
    device.goto(roots[THREADS_A_PAGE + 4].get_absolute_url())
    expect(device.locator("#article")).to_be_attached()
    expect_shown(device, roots[THREADS_A_PAGE + 4])


def test_a_permalink_unfolds_a_resolved_thread(
    device: Page, article: Article, first_body: Paragraph, reader: User
) -> None:
    roots = [say(reader, first_body, f"Number {n}.{LONG}") for n in range(6)]
    reply = roots[4].reply(author=reader, body="An answer.")
    for root in roots:
        Thread.objects.get(pk=root.pk).resolve(by=reader)
    device.goto(reply.get_absolute_url())
    expect_shown(device, reply)


def test_a_permalink_finds_a_late_reply_on_a_later_page_of_its_thread(
    device: Page, article: Article, root: Comment, reader: User
) -> None:
    replies = [root.reply(author=reader, body=f"Reply {n}.") for n in range(REPLIES_A_PAGE + 20)]
    assert REPLIES_A_PAGE > REPLIES_AMONG_THREADS
    device.goto(replies[-5].get_absolute_url())
    expect_shown(device, replies[-5])


def test_the_comment_that_was_asked_for_has_the_focus(
    page: Page, article: Article, root: Comment
) -> None:
    page.goto(root.get_absolute_url())
    expect(page.locator(f"#{root.label}")).to_be_focused()
    # The focus has its bar; a second one would stand beside it.
    expect(page.locator(f"#{root.label} > article")).to_have_css("box-shadow", "none")
