"""What is new, and what arrives while a page is open."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

import annotations
from annotations.models import Act, Comment, ReadMark
from annotations.news.unread import news_of
from commentary.models import Article, Paragraph, User
from tests.browser.acting import discussion, mark, select_words, toolbar

NEW = ".new:not(.read)"
SCRIPTS = Path(annotations.__file__).parent / "static" / "annotations"
SOONER = {
    "const FIRST = 10;": "const FIRST = 1;",
    "const SETTLED = 3000;": "const SETTLED = 100;",
    "const BATCH = 3000;": "const BATCH = 50;",
}


@pytest.fixture(autouse=True)
def _pages_ask_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.views.live.pace", lambda _quiet: 1)


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """Pages ask for the first time at once, and mark as read without a pause."""

    def sooner(route: Any) -> None:
        body = (SCRIPTS / route.request.url.rpartition("/")[2]).read_text()
        for slow, soon in SOONER.items():
            body = body.replace(slow, soon)
        route.fulfill(body=body, content_type="text/javascript")

    context.route(re.compile(r"annotations/(live|seen)\.js"), sooner)
    return context


def say(author: User, article: Article, identity: int, body: str) -> Comment:
    paragraph = article.paragraphs.select_related("article").get(identity=identity)
    return Comment.objects.post(author=author, paragraph=paragraph, body=body)


def held_back(page: Page, address: str, act: Callable[[], None] = lambda: None) -> Route:
    """The next request to such an address, which gets no answer yet."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(address), hold, times=1)
    act()
    while not held:
        page.wait_for_timeout(50)
    return held[0]


@pytest.fixture
def reading(page: Page, article: Article, reader: User, sign_in: Any) -> Page:
    """The article open, for someone for whom things are new from now on."""
    sign_in(page.context, reader)
    with page.expect_response(re.compile("/read/")):
        page.goto(article.get_absolute_url())
    expect(page.locator("#news")).not_to_have_attribute("data-begins", "")
    return page


def unread(reader: User, article: Article) -> int:
    return len(news_of(Article.objects.get(pk=article.pk), reader).comments)


def test_what_is_read_is_no_longer_new(
    reading: Page, article: Article, reader: User, other_reader: User
) -> None:
    for number in range(12):
        say(other_reader, article, 2, f"Thought {number}.\n\n" + "It is long. " * 30)
    reading.goto(f"{article.get_absolute_url()}?paragraph=2")
    expect(discussion(reading).locator(".new")).to_have_count(12)
    with reading.expect_response(re.compile("/read/")):
        pass
    read = discussion(reading).locator(".new.read").count()
    assert 0 < read < 12, "what is out of sight is not read"
    left = 12 - unread(reader, article)
    assert left >= 1
    expect(reading.locator("#count-2")).to_have_attribute("data-new", re.compile(r"\d"))
    discussion(reading).locator(".comment").last.scroll_into_view_if_needed()
    with reading.expect_response(re.compile("/read/")):
        pass
    assert 12 - unread(reader, article) > left


def test_the_key_leads_through_what_is_new_across_paragraphs(
    reading: Page, article: Article, other_reader: User
) -> None:
    first, second = say(other_reader, article, 2, "First."), say(other_reader, article, 16, "Far.")
    reading.reload()
    reading.keyboard.press("n")
    expect(reading.locator(f"#{first.label}")).to_be_focused()
    reading.keyboard.press("n")
    expect(reading.locator(f"#{second.label}")).to_be_focused()
    expect(reading.get_by_role("heading", name="Paragraph 12")).to_be_visible()
    reading.keyboard.press("Escape")
    expect(discussion(reading)).to_be_hidden()


def test_keys_are_silent_while_one_types_and_when_turned_off(
    reading: Page, article: Article, other_reader: User
) -> None:
    say(other_reader, article, 2, "First.")
    reading.goto(f"{article.get_absolute_url()}?paragraph=5")
    reading.get_by_label("Your comment").press_sequentially("n?")
    expect(reading.get_by_label("Your comment")).to_have_value("n?")
    expect(reading.locator("dialog")).to_be_hidden()
    reading.get_by_role("heading", name="Paragraph 4").focus()
    reading.keyboard.press("?")
    reading.get_by_label("Use n, p and ?").uncheck()
    reading.keyboard.press("Escape")
    expect(discussion(reading)).to_be_visible()
    reading.reload()
    reading.get_by_role("heading", name="Paragraph 4").focus()
    reading.keyboard.press("?")
    expect(reading.locator("dialog")).to_be_hidden()
    reading.get_by_role("button", name="Keys").click()
    dialog = reading.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_role("heading", name="Keys")).to_be_focused()


def test_one_marked_as_unread_stays_so_while_it_is_looked_at(
    reading: Page, article: Article, reader: User, other_reader: User
) -> None:
    said = say(other_reader, article, 2, "First.")
    with reading.expect_response(re.compile("/read/")):
        reading.goto(f"{article.get_absolute_url()}?paragraph=2")
    assert unread(reader, article) == 0
    comment = reading.locator(f"#{said.label}")
    if comment.get_by_text("More").count():
        comment.get_by_text("More").click()
    comment.get_by_role("button", name="Mark as unread").click()
    expect(comment.locator(NEW)).to_be_attached()
    reading.wait_for_timeout(1500)
    assert unread(reader, article) == 1


def test_replies_and_threads_wait_for_a_click_and_then_stand_where_they_belong(
    reading: Page, article: Article, reader: User, other_reader: User
) -> None:
    root = say(reader, article, 2, "A claim.")
    older = root.reply(author=reader, body="The older reply.")
    reading.goto(f"{article.get_absolute_url()}?paragraph=2")
    reading.get_by_label("Your comment").fill("Half a thou")
    below = Comment.objects.get(pk=root.pk).reply(author=other_reader, body="A new reply.")
    thread = say(other_reader, article, 2, "A new thread.")
    line = reading.get_by_role("link", name="1 new reply")
    with reading.expect_request(re.compile("/changes/")) as asked:
        expect(line).to_be_visible()
    # So that many fit into an address.
    assert f"have={older.pk}.{root.pk}" in asked.value.url
    expect(reading.get_by_text("A new reply.")).to_be_hidden()
    expect(reading.locator("#live-status")).to_have_text("2 new comments here")
    expect(reading.locator("#count-2")).to_have_attribute("data-count", "4")
    line.click()
    expect(reading.locator(f"#{below.label}")).to_be_focused()
    labels = discussion(reading).locator(".comment").evaluate_all("all => all.map(e => e.id)")
    assert labels == [root.label, older.label, below.label]
    reading.get_by_role("link", name="1 new thread").click()
    expect(reading.locator(f"#{thread.label}")).to_be_focused()
    reading.wait_for_timeout(1500)
    expect(reading.locator(".arrived a")).to_have_count(0)
    expect(reading.get_by_label("Your comment")).to_have_value("Half a thou")

    # On the page of the whole discussion it comes below the words that are named already.
    reading.goto(f"{article.get_absolute_url()}discussion/?sort=newest")
    say(other_reader, article, 2, "A newer thread.")
    reading.get_by_role("link", name="1 new thread").click()
    expect(reading.locator("#threads .thread")).to_have_count(3)
    lines = reading.locator("#threads > li")
    brought = lines.evaluate_all("all => all.map(line => line.id || line.className)")
    reading.reload()
    assert lines.evaluate_all("all => all.map(line => line.id || line.className)") == brought


def test_a_late_answer_does_not_announce_again_what_was_put_in_its_place(
    reading: Page, article: Article, other_reader: User
) -> None:
    reading.goto(f"{article.get_absolute_url()}?paragraph=2")
    first = say(other_reader, article, 2, "The first thread.")
    line = reading.get_by_role("link", name="1 new thread")
    expect(line).to_be_visible()
    late = held_back(reading, "/changes/")
    say(other_reader, article, 5, "Elsewhere.")
    answer = late.fetch()
    assert "1 new thread" in answer.text()
    line.click()
    expect(reading.locator(f"#{first.label}")).to_be_focused()
    late.fulfill(response=answer)
    expect(reading.locator("#count-5")).to_have_attribute("data-count", "1")
    expect(reading.locator(".arrived a")).to_have_count(0)

    # The same while what a line announced is still on its way, and no focus keeps the line.
    second = say(other_reader, article, 2, "The second thread.")
    expect(line).to_be_visible()
    late = held_back(reading, "/arrived/", line.click)
    line.evaluate("line => line.blur()")
    say(other_reader, article, 5, "Elsewhere again.")
    for _each in range(2):
        with reading.expect_response(re.compile("/changes/")):
            pass
    late.continue_()
    expect(reading.locator(f"#{second.label}")).to_be_focused()
    expect(reading.locator("#count-5")).to_have_attribute("data-count", "2")
    expect(reading.locator(".arrived a")).to_have_count(0)

    # And where the line was clicked when there was nothing left to bring.
    third = say(other_reader, article, 2, "Soon regretted.")
    expect(line).to_be_visible()
    late = held_back(reading, "/changes/")
    say(other_reader, article, 5, "Elsewhere once more.")
    answer = late.fetch()
    third.remove(by=other_reader, reason="")
    line.click()
    expect(line).to_have_count(0)
    late.fulfill(response=answer)
    expect(reading.locator("#count-5")).to_have_attribute("data-count", "3")
    expect(reading.locator(".arrived a")).to_have_count(0)


def test_an_answer_about_a_panel_that_is_closed_by_now_is_left_out(
    reading: Page, article: Article, other_reader: User
) -> None:
    reading.goto(f"{article.get_absolute_url()}?paragraph=2")
    late = held_back(reading, "/changes/")
    say(other_reader, article, 2, "A thread.")
    answer = late.fetch()
    assert "1 new thread" in answer.text()
    reading.locator("#count-5").click()
    expect(discussion(reading)).to_have_attribute("data-paragraph", "5")
    late.fulfill(response=answer)
    expect(reading.locator("#count-2")).to_have_attribute("data-count", "1")
    expect(reading.locator(".arrived a")).to_have_count(0)


def test_news_moves_nothing_that_is_being_read(
    reading: Page, article: Article, other_reader: User
) -> None:
    say(other_reader, article, 2, "A claim.")
    reading.emulate_media(reduced_motion="reduce")
    reading.goto(f"{article.get_absolute_url()}?paragraph=2")
    expect(reading.locator("#p2")).to_be_in_viewport()
    expect(discussion(reading).locator(".new.read")).to_have_count(1)
    where = """[...document.querySelectorAll("#article .text, #threads .comment")].map(
        (each) => each.getBoundingClientRect().top)"""
    before = reading.evaluate(where)
    root = Comment.objects.get()
    root.reply(author=other_reader, body="A new reply.")
    say(other_reader, article, 5, "Elsewhere.")
    mark(article, other_reader, 2, "benign neglect")
    expect(reading.get_by_role("link", name="1 new reply")).to_be_visible()
    expect(reading.locator("#p2 mark")).to_have_count(1)
    assert reading.evaluate(where) == before


def test_a_paragraph_is_left_alone_while_words_of_it_are_chosen(
    reading: Page, article: Article, reader: User, other_reader: User, moderator: User
) -> None:
    select_words(reading, 2, "potential allies")
    expect(toolbar(reading)).to_be_visible()
    mark(article, other_reader, 2, "benign neglect")
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None)
    reading.wait_for_timeout(2500)
    assert reading.evaluate("getSelection().toString()") == "potential allies"
    expect(toolbar(reading).get_by_role("button", name="Comment")).to_be_visible()
    expect(reading.locator("#p2 mark")).to_have_count(0)
    reading.keyboard.press("Escape")
    expect(reading.locator("#p2 mark")).to_have_count(1)
    select_words(reading, 2, "potential allies")
    toolbar(reading).get_by_role("button", name="Highlight for yourself").click()
    expect(reading.locator("#p2 mark.mine")).to_have_text("potential allies")
    expect(toolbar(reading)).to_be_hidden()


def test_a_text_that_was_edited_is_offered_and_never_put_in_place_by_itself(
    reading: Page, article: Article, first_body: Paragraph
) -> None:
    article.refresh_from_db()
    from tests.annotations.acting import edit

    edit(article, None, {1: "Quite another beginning."})
    expect(reading.get_by_text("The text was changed.")).to_be_visible()
    assert first_body.text in (reading.locator("#p1 .text").text_content() or "")
    reading.get_by_role("link", name="Load the new version").click()
    expect(reading.locator("#p1 .text")).to_have_text("Quite another beginning.")
    reading.get_by_role("link", name="Text changed since you read it").click()
    reading.get_by_role("button", name="I have read this").click()
    expect(reading.get_by_text("Text changed since you read it")).to_be_hidden()


def test_news_that_cannot_be_put_in_its_place_is_said_to_be_missing(
    page: Page, article: Article, other_reader: User
) -> None:
    page.route(re.compile("(taking|threads|sheet).js"), lambda route: route.fulfill(status=404))
    page.goto(article.get_absolute_url())
    since = page.locator("#article").get_attribute("data-activity")
    say(other_reader, article, 2, "A claim.")
    expect(page.get_by_text("Part of this page did not arrive.")).to_be_visible()
    with page.expect_request(re.compile("/changes/")) as asked:
        pass
    assert f"since={since}&" not in f"{asked.value.url}&"
    page.locator("#count-2").click()
    expect(discussion(page).get_by_text("A claim.")).to_be_visible()


def test_a_visitor_s_page_is_told_too(page: Page, article: Article, other_reader: User) -> None:
    page.goto(article.get_absolute_url())
    say(other_reader, article, 2, "A claim.")
    expect(page.locator("#count-2")).to_have_attribute("data-count", "1")
    expect(page.locator("#comment-total")).to_have_text("1 comment")


def test_a_failing_server_is_asked_less_often_and_nobody_is_bothered(
    page: Page, article: Article
) -> None:
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(status=429)

    page.route("**/changes/**", refuse)
    page.goto(article.get_absolute_url())
    page.wait_for_timeout(5000)
    assert 1 <= len(asked) <= 3
    expect(page.locator(".notice")).to_have_count(0)


def test_without_javascript_everything_is_marked_as_read_by_a_button(
    plain: BrowserContext, article: Article, reader: User, other_reader: User, sign_in: Any
) -> None:
    sign_in(plain, reader)
    page = plain.new_page()
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Mark all as read").click()
    assert ReadMark.objects.count() == 1
    said = say(other_reader, article, 2, "A claim.")
    page.reload()
    page.locator("#news").get_by_role("link", name="1 new").click()
    expect(page.locator(f"#{said.label}")).to_be_visible()
    page.locator("#panel-news").get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("link", name="1 new")).to_have_count(0)
    assert unread(reader, article) == 0
