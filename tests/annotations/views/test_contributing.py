"""Who may say something, and what those are told who may not: at every form of a contribution."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from annotations.models import Act, Annotation, Comment, DiscussionRules, Margin, Thread
from annotations.moderating.limits import OF_AN_ADDRESS, Standing
from annotations.selectors import dump
from commentary.apps import make_cache_table
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, edit, htmx_for, mark, say, words_of
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
TYPED = "What I had to say."
RUSH = Standing.NEW.value.comments[0].most


@pytest.fixture
def annotation(story: Article, other_reader: User) -> Annotation:
    return mark(other_reader, story, OIL)


@pytest.fixture
def comment(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph)


@pytest.fixture
def forms(
    story: Article, annotation: Annotation, comment: Comment
) -> dict[str, tuple[str, dict[str, str]]]:
    """Every form with which words are contributed: its address, and what it sends."""
    targets = dump(words_of(story, OIL))
    return {
        "discussion": (reverse("discussion", args=[story.slug, 3]), {}),
        "reply": (reverse("reply", args=[comment.pk]), {}),
        "remark": (reverse("comment-on-annotation", args=[annotation.pk]), {}),
        "annotate": (
            reverse("annotate", args=[story.slug]),
            {"revision": "1", "targets": targets},
        ),
    }


@pytest.fixture
def send(
    forms: dict[str, tuple[str, dict[str, str]]], reader: User, client_of: ClientOf
) -> Callable[..., Any]:
    def send(form: str, **fields: str) -> Any:
        url, others = forms[form]
        return client_of(reader).post(url, {**others, "body": TYPED, **fields})

    return send


EVERY_FORM = pytest.mark.parametrize("form", ["discussion", "reply", "remark", "annotate"])


def suspend(person: User, by: User, days: int | None = 7) -> None:
    until = timezone.now() + timedelta(days=days) if days else None
    assert Act.objects.suspend(person, by=by, reason="Rude again.", until=until)


@EVERY_FORM
def test_who_is_suspended_reads_why_keeps_what_they_typed_and_says_nothing(
    form: str, send: Callable[..., Any], reader: User, moderator: User
) -> None:
    before = Comment.objects.count()
    suspend(reader, moderator)
    response = send(form)
    assert response.status_code == 403
    assert "Rude again." in response.text
    assert TYPED in response.text
    assert Comment.objects.count() == before


@EVERY_FORM
def test_a_newcomer_is_told_when_to_try_again_and_keeps_what_they_typed(
    form: str, send: Callable[..., Any], paragraph: Paragraph, reader: User
) -> None:
    for _ in range(RUSH):
        say(reader, paragraph)
    before = Comment.objects.count(), Annotation.objects.count()
    response = send(form)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    assert "You can go on at" in response.text
    assert TYPED in response.text
    assert (Comment.objects.count(), Annotation.objects.count()) == before


@EVERY_FORM
def test_slow_mode_says_when_to_try_again(
    form: str, send: Callable[..., Any], paragraph: Paragraph, reader: User, moderator: User
) -> None:
    rules = DiscussionRules.objects.of(paragraph.article)
    rules.change(by=moderator, reason="Heated.", slow_mode=300)
    assert send(form).status_code in {200, 302}
    response = send(form)
    assert (response.status_code, TYPED in response.text) == (429, True)
    assert "a comment every 5 minutes" in response.text
    Comment.objects.filter(author=reader).update(created_at=timezone.now() - timedelta(minutes=6))
    assert send(form).status_code in {200, 302}


@EVERY_FORM
def test_where_a_paragraph_is_locked_only_moderators_and_editors_go_on(
    form: str,
    send: Callable[..., Any],
    forms: dict[str, tuple[str, dict[str, str]]],
    paragraph: Paragraph,
    moderator: User,
    client_of: ClientOf,
) -> None:
    margin = Margin.objects.get(paragraph=paragraph)
    assert margin.lock(by=moderator, reason="Enough.")
    response = send(form)
    assert response.status_code == 403
    assert "Enough." in response.text
    assert TYPED in response.text
    url, others = forms[form]
    assert client_of(moderator).post(url, {**others, "body": "Settled."}).status_code == 302
    assert margin.unlock(by=moderator, reason="Calm again.")
    assert send(form).status_code == 302


@EVERY_FORM
def test_what_comes_with_the_hidden_field_filled_waits_for_a_moderator(
    form: str, send: Callable[..., Any], reader: User, visitor: Client, paragraph: Paragraph
) -> None:
    send(form, homepage="https://spam.example")
    comment = Comment.objects.get(author=reader)
    assert comment.held_for == Comment.Hold.TRAP
    address = reverse("discussion", args=[paragraph.article.slug, 3])
    assert TYPED not in visitor.get(address).text


@EVERY_FORM
def test_every_form_has_the_hidden_field_out_of_everyone_s_reach(
    form: str,
    forms: dict[str, tuple[str, dict[str, str]]],
    reader: User,
    client_of: ClientOf,
) -> None:
    url, others = forms[form]
    page = client_of(reader).get(url, others).text
    assert 'class="trap" aria-hidden="true"' in page
    assert 'tabindex="-1"' in page[page.index('name="homepage"') - 200 :][:400]


def test_a_locked_thread_takes_no_reply_and_offers_none_and_others_go_on(
    send: Callable[..., Any],
    paragraph: Paragraph,
    comment: Comment,
    reader: User,
    moderator: User,
    client_of: ClientOf,
) -> None:
    comment.opened.lock(by=moderator, reason="You have said it all.")
    assert send("reply").status_code == 403
    asked = client_of(reader).get(reverse("reply", args=[comment.pk]))
    assert asked.status_code == 403
    page = client_of(reader).get(reverse("discussion", args=[paragraph.article.slug, 3])).text
    assert "You have said it all." in page
    assert reverse("reply", args=[comment.pk]) not in page
    assert send("discussion").status_code == 302


def test_where_one_would_write_stands_why_one_may_not(
    paragraph: Paragraph, comment: Comment, reader: User, moderator: User, client_of: ClientOf
) -> None:
    url = reverse("discussion", args=[paragraph.article.slug, 3])
    suspend(reader, moderator, days=None)
    panel = client_of(reader).get(url, headers=htmx_for("discussion")).text
    assert "You are suspended and can only read. Reason: Rude again." in panel
    assert '<form class="composer"' not in panel
    slot = client_of(reader).get(
        reverse("reply", args=[comment.pk]), headers=htmx_for(f"reply-{comment.pk}")
    )
    assert "Rude again." in slot.text
    assert "<textarea" not in slot.text


def test_a_suspension_ends_by_itself_and_can_be_lifted(
    send: Callable[..., Any], reader: User, moderator: User
) -> None:
    suspend(reader, moderator, days=7)
    assert Act.objects.lift(reader, by=moderator, reason="A mistake.")
    assert send("discussion").status_code == 302
    suspend(reader, moderator, days=7)
    Act.objects.filter(kind="suspend").update(until=timezone.now() - timedelta(seconds=1))
    assert send("discussion").status_code == 302


def test_who_is_suspended_still_marks_words_for_themselves_and_for_nobody_else(
    send: Callable[..., Any], reader: User, moderator: User, client_of: ClientOf, story: Article
) -> None:
    suspend(reader, moderator)
    assert send("annotate", body="", visibility="private").status_code == 302
    assert send("annotate", body="").status_code == 403
    own = Annotation.objects.get(creator=reader)
    edit = reverse("edit-annotation", args=[own.pk])
    refused = client_of(reader).post(edit, {"visibility": "public"}, headers=HTMX)
    assert refused.status_code == 403
    assert "Rude again." in refused.text
    own.refresh_from_db()
    assert own.visibility == "private"


@pytest.fixture
def own(paragraph: Paragraph, reader: User) -> Comment:
    return say(reader, paragraph, "As I said.")


def silence(how: str, own: Comment, by: User) -> None:
    match how:
        case "suspended":
            suspend(own.author, by)
        case "locked thread":
            own.opened.lock(by=by, reason="Rude again.")
        case "locked paragraph":
            Margin.objects.get(paragraph=own.paragraph).lock(by=by, reason="Rude again.")


SILENCED = pytest.mark.parametrize("how", ["suspended", "locked thread", "locked paragraph"])


@SILENCED
def test_who_may_say_nothing_puts_no_other_words_in_the_place_of_their_own_but_removes_them(
    how: str, own: Comment, reader: User, moderator: User, client_of: ClientOf
) -> None:
    silence(how, own, moderator)
    client, url = client_of(reader), reverse("edit-comment", args=[own.pk])
    asked = client.get(url, headers=htmx_for(f"body-{own.pk}"))
    assert (asked.status_code, "<textarea" in asked.text) == (403, False)
    response = client.post(url, {"body": TYPED})
    assert response.status_code == 403
    for page in (asked.text, response.text):
        assert "Rude again." in page
    assert f"{TYPED}</textarea>" in response.text
    own.refresh_from_db()
    assert own.body == "As I said."
    assert client.post(reverse("remove-comment", args=[own.pk])).status_code == 302


@SILENCED
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_who_may_say_nothing_decides_nothing_about_their_thread(
    how: str,
    headers: dict[str, str],
    own: Comment,
    reader: User,
    moderator: User,
    client_of: ClientOf,
) -> None:
    silence(how, own, moderator)
    for name, was in (("resolve-thread", False), ("reopen-thread", True)):
        url = reverse(name, args=[own.pk])
        response = client_of(reader).post(url, headers=headers)
        assert (response.status_code, "Rude again." in response.text) == (403, True)
        thread = Thread.objects.get(pk=own.pk)
        assert thread.is_resolved == was
        thread.resolve(by=moderator)
    assert client_of(moderator).post(url).status_code == 302


def test_what_was_said_on_a_private_highlight_is_not_shown_where_the_paragraph_is_locked(
    story: Article, paragraph: Paragraph, reader: User, moderator: User, client_of: ClientOf
) -> None:
    silent, noted = (mark(reader, story, OIL, visibility="private") for _ in range(2))
    say(reader, paragraph, TYPED, noted)
    margin, _is_new = Margin.objects.get_or_create(paragraph=paragraph)
    margin.lock(by=moderator, reason="Enough.")
    client = client_of(reader)
    for annotation, answer in ((silent, 302), (noted, 403)):
        url = reverse("edit-annotation", args=[annotation.pk])
        response = client.post(url, {"visibility": "public"})
        assert response.status_code == answer
    assert "Enough." in response.text
    noted.refresh_from_db()
    assert noted.visibility == "private"


def test_who_is_suspended_proposes_no_place_for_an_orphan(
    story: Article,
    annotation: Annotation,
    reader: User,
    moderator: User,
    client_of: ClientOf,
) -> None:
    edit(story, None, {3: "The council forgot to tell the ships."})
    suspend(reader, moderator)
    story.refresh_from_db()
    form = {"revision": "2", "targets": dump(words_of(story, "to tell the ships"))}
    response = client_of(reader).post(reverse("place", args=[annotation.pk]), form)
    assert response.status_code == 403
    assert "Rude again." in response.text


def test_who_marks_very_much_is_told_when_to_go_on(
    send: Callable[..., Any], story: Article, reader: User
) -> None:
    for _ in range(Standing.NEW.value.marks[0].most):
        mark(reader, story, OIL)
    assert send("annotate", body="").status_code == 429


def test_moderators_have_no_limit(
    forms: dict[str, tuple[str, dict[str, str]]],
    paragraph: Paragraph,
    moderator: User,
    client_of: ClientOf,
) -> None:
    for _ in range(RUSH):
        say(moderator, paragraph)
    url, _others = forms["discussion"]
    assert client_of(moderator).post(url, {"body": TYPED}).status_code == 302


def test_newcomers_behind_one_address_share_a_limit_and_those_who_are_known_do_not(
    send: Callable[..., Any], reader: User, paragraph: Paragraph, settings: Settings
) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    now = timezone.now()
    cache.set("newcomers-from-127.0.0.1", [now] * (OF_AN_ADDRESS.most - 1))
    assert send("discussion").status_code == 302
    assert send("discussion").status_code == 429
    User.objects.filter(pk=reader.pk).update(date_joined=now - timedelta(days=3))
    for _ in range(5):
        say(reader, paragraph)
    Comment.objects.update(created_at=now - timedelta(days=2))
    assert send("discussion").status_code == 302
    cache.clear()


def test_what_limits_count_is_shared_through_the_database(settings: Settings) -> None:
    backend = "django.core.cache.backends.db.DatabaseCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "cache"}}
    make_cache_table()
    cache.set("newcomers-from-10.0.0.1", [timezone.now()])
    assert len(cache.get("newcomers-from-10.0.0.1")) == 1


def test_the_form_that_comes_back_after_posting_in_slow_mode_says_when_to_go_on(
    forms: dict[str, tuple[str, dict[str, str]]],
    paragraph: Paragraph,
    moderator: User,
    person: MakePerson,
    client_of: ClientOf,
) -> None:
    rules = DiscussionRules.objects.of(paragraph.article)
    rules.change(by=moderator, reason="Heated.", slow_mode=300)
    client = client_of(person("patient"))
    url, _others = forms["discussion"]
    answer = client.post(url, {"body": TYPED}, headers=htmx_for("composer")).text
    assert '<form class="composer"' in answer
    assert "You can post again at" in answer
