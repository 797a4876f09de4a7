from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from annotations.models import Act, Comment, Notification, Report
from commentary.models import Paragraph, User
from tests.annotations.acting import htmx_for, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

RUDE = {"ground": "rude", "words": "He calls me names."}


@pytest.fixture
def comment(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph, "You fool.")


@pytest.fixture
def url(comment: Comment) -> str:
    return reverse("report", args=[comment.pk])


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


def test_a_report_says_what_is_wrong_and_by_whom(url: str, client: Client, reader: User) -> None:
    page = client.post(url, RUDE, follow=True).text
    assert "Thank you. A moderator will look at it." in page
    report = Report.objects.get()
    assert (report.reporter, report.ground, report.words) == (reader, "rude", RUDE["words"])
    assert report.settled_by is None


def test_by_htmx_the_form_opens_below_the_comment_and_goes_with_thanks(
    url: str, comment: Comment, client: Client
) -> None:
    slot = htmx_for(f"report-{comment.pk}")
    form = client.get(url, headers=slot)
    assert form.text.strip().startswith(f'<li class="slot" id="report-{comment.pk}"')
    menu = reverse("comment-menu", args=[comment.pk])
    assert f'href="{url}"' in client.get(menu).text
    answer = client.post(url, RUDE, headers=slot).text
    assert f'id="verbs-{comment.pk}" hx-swap-oob="true"' in answer
    page = client.get(menu).text
    assert f'href="{url}"' not in page
    assert f'<a href="{reverse("own-reports")}">Reported</a>' in page
    assert f'id="report-{comment.pk}" hidden' in answer
    assert "Thank you." in answer
    assert "<html" not in answer


@pytest.mark.parametrize("wrong", [{}, {"ground": "no such"}, {"ground": "other"}])
def test_a_report_needs_a_ground_and_what_is_none_of_them_needs_words(
    wrong: dict[str, str], url: str, client: Client
) -> None:
    assert client.post(url, wrong).status_code == 422
    assert not Report.objects.exists()


def test_words_that_are_too_long_come_back(url: str, client: Client) -> None:
    response = client.post(url, {"ground": "rude", "words": "x" * 501})
    assert (response.status_code, "x" * 501 in response.text) == (422, True)


def test_a_person_has_one_open_report_of_a_comment(
    url: str, client: Client, comment: Comment, reader: User
) -> None:
    client.post(url, RUDE)
    assert "You have reported this." in client.post(url, RUDE, follow=True).text
    assert Report.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(comment=comment, reporter=reader, ground="spam")


def test_what_was_let_stand_can_be_reported_again(
    url: str, client: Client, comment: Comment, moderator: User
) -> None:
    client.post(url, RUDE)
    Report.objects.dismiss(comment, by=moderator, reason="It is a quotation.")
    client.post(url, RUDE)
    assert Report.objects.open().count() == 1


def test_what_was_removed_while_the_form_was_open_is_not_reported(
    url: str, client: Client, comment: Comment, other_reader: User, reader: User
) -> None:
    client.get(url)
    stale = Comment.objects.select_related("paragraph__article").get(pk=comment.pk)
    comment.remove(by=other_reader)
    assert "removed in the meantime" in client.post(url, RUDE, follow=True).text
    assert Report.objects.make(stale, by=reader, ground="rude") is None
    assert not Report.objects.exists()


def test_who_reported_sees_what_became_of_it(
    url: str, client: Client, comment: Comment, moderator: User, other_reader: User
) -> None:
    own = reverse("own-reports")
    client.post(url, RUDE)
    assert "A moderator will look at it" in client.get(own).text
    comment.remove(by=moderator, reason="No names here.")
    page = client.get(own).text
    assert "The comment was removed" in page
    assert "No names here." in page
    assert Report.objects.get().settled_by == Act.objects.get()


def test_who_reported_is_told_of_the_answer_and_nobody_else_is(
    url: str, client: Client, reader: User, comment: Comment, moderator: User
) -> None:
    client.post(url, RUDE)
    Report.objects.dismiss(comment, by=moderator, reason="It is a quotation.")
    told = Notification.objects.get()
    assert told.person == reader
    page = unescape(client.get(reverse("notifications")).text)
    assert "The comment of other_reader that you reported stands" in page
    assert "<q>It is a quotation.</q>" in page
    client.post(url, RUDE)
    comment.remove(by=moderator, reason="No names here.")
    page = client.get(reverse("notifications")).text
    assert "The comment of other_reader that you reported was removed" in page
    assert "<q>No names here.</q>" in page


def test_who_reported_sees_that_it_stands_or_that_its_author_was_faster(
    url: str, client: Client, comment: Comment, moderator: User, other_reader: User
) -> None:
    client.post(url, RUDE)
    comment.remove(by=other_reader)
    assert "Its author has removed it" in client.get(reverse("own-reports")).text
    comment.restore(by=other_reader)
    Report.objects.dismiss(comment, by=moderator, reason="It is a quotation.")
    page = client.get(reverse("own-reports")).text
    assert "The comment stands" in page
    assert "It is a quotation." in page


def test_nobody_else_learns_who_reported(
    url: str,
    client: Client,
    comment: Comment,
    moderator: User,
    other_reader: User,
    client_of: ClientOf,
) -> None:
    client.post(url, RUDE)
    comment.remove(by=moderator, reason="No names here.")
    author = client_of(other_reader)
    for address in (
        reverse("own-acts"),
        reverse("own-reports"),
        reverse("thread", args=[comment.pk]),
    ):
        assert "He calls me names." not in author.get(address).text
