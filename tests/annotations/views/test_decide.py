"""Resolving, reopening and following up a thread, through its addresses."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Comment, Thread
from annotations.views.threads import DECISIONS_A_PAGE
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, edit, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "Who voted for this?")


def address(name: str, root: Comment) -> str:
    return reverse(name, args=[root.pk])


def test_resolved_by_a_form_it_leads_back_to_the_thread_and_says_by_whom_and_when(
    root: Comment, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    response = client_of(reader).post(address("resolve-thread", root), follow=True)
    assert "Resolved by reader on " in response.text
    panel = visitor.get(reverse("discussion", args=[root.paragraph.article.slug, 3])).text
    assert "Resolved by reader on " in panel
    assert "Resolved · 1 comment · reader: Who voted for this?" in panel
    assert f'data-thread="{root.pk}">' in panel, "folded"


def test_resolved_by_htmx_its_lines_come_back(
    root: Comment, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    response = client.post(address("resolve-thread", root), headers=HTMX)
    assert "<html" not in response.text
    assert response.text.strip().startswith(f'<footer class="state" id="thread-state-{root.pk}"')
    assert f'<summary id="thread-summary-{root.pk}" hx-swap-oob="true"' in response.text
    assert address("reopen-thread", root) in response.text
    again = client.post(address("reopen-thread", root), headers=HTMX)
    assert "Resolved" not in again.text
    assert address("resolve-thread", root) in again.text


@pytest.mark.parametrize("name", ["resolve-thread", "reopen-thread", "track-thread"])
def test_every_address_that_a_form_is_sent_to_shows_the_forms(
    root: Comment, editor: User, client_of: ClientOf, name: str
) -> None:
    page = client_of(editor).get(address(name, root)).text
    assert "Who voted for this?" in page
    assert address("resolve-thread", root) in page
    assert '<details class="status" open>' in page


@pytest.mark.parametrize("name", ["resolve-thread", "thread-history", "track-thread"])
def test_a_reply_is_no_thread(
    root: Comment, reader: User, editor: User, client_of: ClientOf, name: str
) -> None:
    reply = root.reply(author=reader, body="You did.")
    assert client_of(editor).get(address(name, reply)).status_code == 404


def test_an_editor_says_in_which_revision_it_was_changed_and_everyone_is_led_there(
    story: Article, root: Comment, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    edit(story, editor, {3: "The council pays."})
    given = {"status": "changed", "changed_in": "2"}
    assert client_of(editor).post(address("track-thread", root), given).status_code == 302
    panel = visitor.get(reverse("discussion", args=[story.slug, 3])).text
    assert f'<a href="{reverse("comparison", args=[story.slug, 1, 2])}">Changed in revision 2' in (
        panel
    )
    assert reverse("track-thread", args=[root.pk]) not in panel


@pytest.mark.parametrize(("status", "said"), [("noted", "Noted by"), ("in-work", "are working")])
def test_other_statuses_are_said_in_words_whatever_the_revision_field_says(
    root: Comment, editor: User, visitor: Client, client_of: ClientOf, status: str, said: str
) -> None:
    given = {"status": status, "changed_in": "1"}
    assert client_of(editor).post(address("track-thread", root), given).status_code == 302
    assert Thread.objects.get(pk=root.pk).changed_in is None
    assert said in visitor.get(reverse("discussion", args=[root.paragraph.article.slug, 3])).text


@pytest.mark.parametrize(
    "given",
    [
        {"status": "changed"},
        {"status": "changed", "changed_in": "1"},
        {"status": "changed", "changed_in": "3"},
        {"status": "changed", "changed_in": "9" * 50},
        {"status": "changed", "changed_in": "x"},
        {"status": "burnt"},
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_so_is_refused_and_nothing_is_changed(
    story: Article,
    root: Comment,
    editor: User,
    client_of: ClientOf,
    given: dict[str, str],
    headers: dict[str, str],
) -> None:
    edit(story, editor, {3: "The council pays."})
    response = client_of(editor).post(address("track-thread", root), given, headers=headers)
    assert response.status_code == 422
    assert ("<html" in response.text) == (not headers)
    assert "error" in response.text
    assert Thread.objects.get(pk=root.pk).status == ""


def test_the_history_names_who_decided_what_newest_first(
    story: Article,
    root: Comment,
    reader: User,
    editor: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    edit(story, editor, {3: "The council pays."})
    client_of(editor).post(address("track-thread", root), {"status": "changed", "changed_in": "2"})
    client_of(reader).post(address("resolve-thread", root))
    page = visitor.get(address("thread-history", root)).text.split('class="acts"')[1]
    resolved, changed = page.index("Resolved"), page.index("Changed in revision 2")
    assert resolved < page.index("reader") < changed < page.index("editor")
    assert reverse("comparison", args=[story.slug, 1, 2]) in page


def test_a_long_history_comes_page_by_page(root: Comment, reader: User, visitor: Client) -> None:
    thread = Thread.objects.get(pk=root.pk)
    for _ in range(DECISIONS_A_PAGE // 2 + 1):
        thread.resolve(by=reader)
        thread.reopen(by=reader)
    history = address("thread-history", root)
    counts = [visitor.get(f"{history}?page={page}").text.count("Reopened") for page in (1, 2)]
    assert counts == [DECISIONS_A_PAGE // 2, 1]


# Replying to a resolved thread


def test_a_reply_to_a_resolved_thread_is_told_so_and_may_reopen_it(
    root: Comment, reader: User, other_reader: User, client_of: ClientOf
) -> None:
    Thread.objects.get(pk=root.pk).resolve(by=reader)
    theirs = client_of(other_reader).get(address("reply", root)).text
    assert "This thread is resolved." in theirs
    assert 'name="reopen"' not in theirs
    mine = client_of(reader).get(address("reply", root)).text
    assert "This thread is resolved." in mine
    assert 'name="reopen"' in mine


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_stays_resolved_unless_one_who_may_reopens_it(
    root: Comment,
    reader: User,
    other_reader: User,
    client_of: ClientOf,
    headers: dict[str, str],
) -> None:
    thread = Thread.objects.get(pk=root.pk)
    thread.resolve(by=reader)
    url = address("reply", root)
    client_of(reader).post(url, {"body": "One more thing."}, headers=headers)
    client_of(other_reader).post(url, {"body": "And I?", "reopen": "on"}, headers=headers)
    thread.refresh_from_db()
    assert (thread.is_resolved, thread.comments) == (True, 3)
    client_of(reader).post(url, {"body": "After all.", "reopen": "on"}, headers=headers)
    thread.refresh_from_db()
    assert not thread.is_resolved


def test_a_reply_by_htmx_brings_the_thread_s_line_up_to_date(
    root: Comment, other_reader: User, client_of: ClientOf
) -> None:
    client = client_of(other_reader)
    response = client.post(address("reply", root), {"body": "You did."}, headers=HTMX)
    assert 'aria-label="2 comments · reader: Who voted for this?"' in response.text
