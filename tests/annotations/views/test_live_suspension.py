"""Who is suspended hears of it on the pages they have open, and so when it is over. Nobody else."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.models import Act, Comment
from commentary.models import Paragraph, User
from tests.annotations.acting import HTMX, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

WHY = "Enough of this."


class Page:
    """An open page on the root's thread, its paragraph, the whole discussion, or just the text."""

    def __init__(self, client: Client, root: Comment, address: str, **shows: int) -> None:
        self.client, self.root, self.article = client, root, root.paragraph.article
        page = client.get(address).text
        self.activity, self.reader, self.suspended = re.search(
            r'data-activity="(\d+)" data-reader="([^"]+)" data-suspended="(\d+)"', page
        ).groups()
        self.shows = {**shows, "opened": self.activity, "have": root.pk} if shows else {}

    def ask(self, client: Client | None = None) -> HttpResponse:
        said = {"since": self.activity, "reader": self.reader, "suspended": self.suspended}
        url = f"{self.article.get_absolute_url()}changes/"
        answer = (client or self.client).get(url, {**said, **self.shows}, headers=HTMX)
        self.suspended = answer.get("Commentary-Suspended", self.suspended)
        return answer


@pytest.fixture
def root(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph, "Who voted for this?")


@pytest.fixture
def pages(root: Comment, reader: User, client_of: ClientOf) -> list[Page]:
    client, article = client_of(reader), root.paragraph.article
    discussion, whole = (
        reverse(name, args=[article.slug, *more])
        for name, more in (("discussion", [3]), ("article-discussion", []))
    )
    return [
        Page(client, root, article.get_absolute_url()),
        Page(client, root, discussion, paragraph=3),
        Page(client, root, reverse("thread", args=[root.pk]), thread=root.pk),
        Page(client, root, whole, whole=1),
    ]


def suspend(person: User, by: User) -> Act:
    act = Act.objects.suspend(person, by=by, reason=WHY, until=timezone.now() + timedelta(days=1))
    assert act
    return act


def test_every_open_page_says_so_once_and_that_it_is_over(
    pages: list[Page], root: Comment, reader: User, moderator: User
) -> None:
    reply = f'href="/comments/{root.pk}/reply/"'
    suspend(reader, moderator)
    for page in pages:
        answer = page.ask().text
        assert WHY in re.search(r'class="notice">([^<]*)<', answer)[1]
        assert reply not in answer
        offered = answer.split('<form id="marking" hx-swap-oob="true"')[1].split("</form>")[0]
        assert "Highlight for yourself" in offered
        assert "data-heeds-locks" not in offered
        if page.shows:
            note = rf'id="refused-reply-{root.pk}" hx-swap-oob="true">([^<]*)<'
            assert WHY in re.search(note, answer)[1]
        assert page.ask().status_code == 204
    assert WHY in re.search(r'id="refused-composer"[^>]*>([^<]*)<', refused(pages[1]))[1]
    Act.objects.lift(reader, by=moderator, reason="Calm.")
    for page in pages:
        answer = page.ask().text
        assert "You can contribute again." in answer
        assert (reply in answer) == bool(page.shows)
        assert "data-heeds-locks" in answer.split('<form id="marking" hx-swap-oob="true"')[1]
        assert page.ask().status_code == 204


def refused(page: Page) -> str:
    """Where one would write, as a page is told that was opened before."""
    page.suspended = "0"
    return page.ask().text


def test_a_suspension_that_is_over_by_itself_is_told_as_well(
    pages: list[Page], reader: User, moderator: User
) -> None:
    act = suspend(reader, moderator)
    assert pages[0].ask().status_code == 200
    Act.objects.filter(pk=act.pk).update(until=timezone.now())
    assert "You can contribute again." in pages[0].ask().text
    assert pages[0].ask().status_code == 204


def said_to(answer: HttpResponse) -> dict[str, str]:
    """All but when it was said."""
    said = {name: value for name, value in answer.headers.items() if name != "Expires"}
    return {**said, "status": str(answer.status_code), "words": answer.text}


def test_nobody_learns_by_asking_whether_somebody_else_is_suspended(
    pages: list[Page], reader: User, other_reader: User, moderator: User, client_of: ClientOf
) -> None:
    page, others = pages[0], client_of(other_reader)
    signed, name = page.reader, f"{reader.pk}"
    for stated in (signed, name, f"{name}:x", ""):
        page.reader = stated
        assert page.ask(others).content == b""
    page.reader = name
    before = said_to(page.ask(others))
    suspend(reader, moderator)
    assert said_to(page.ask(others)) == before
    page.reader = signed
    assert (page.ask(others).content, page.ask(Client()).content) == (b"", b"")
