"""Somebody says how a person behaves; moderators answer; who was reported learns nothing of it."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from annotations.leaving.erasing import erase
from annotations.models import Act, Comment, Notification, Report
from annotations.moderating.waiting import MOST_RECENT
from annotations.telling.saying import sentence
from commentary.models import Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db

QUEUE = "/moderation/"
SAID = {"ground": "rude", "words": "They mock me wherever I write."}


@pytest.fixture
def url(other_reader: User) -> str:
    return reverse("report-person", args=[other_reader.pk])


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


@pytest.fixture
def report(other_reader: User, reader: User) -> Report:
    made = Report.objects.make(other_reader, by=reader, **SAID)
    assert made
    return made


def answer(client: Client, report: Report, reason: str = "") -> str:
    url = reverse("decide-person", args=[report.person_id])
    return client.post(url, {"act": "dismiss", "reason": reason}, follow=True).text


def test_a_person_is_reported_from_their_page(
    url: str, client: Client, reader: User, other_reader: User, visitor: Client
) -> None:
    page = reverse("person", args=[other_reader.username])
    for someone in (client, visitor):
        assert f'href="{url}"' in someone.get(page).text
    answer = client.post(url, SAID, follow=True).text
    assert "Thank you. A moderator will look at it." in answer
    assert f'<a href="{reverse("own-reports")}">Your reports</a>' in answer
    report = Report.objects.get()
    assert (report.person, report.reporter, report.comment) == (other_reader, reader, None)
    assert (report.ground, report.words) == (SAID["ground"], SAID["words"])


def test_the_form_of_a_comment_s_report_leads_to_its_author_s(
    paragraph: Paragraph, url: str, other_reader: User, client: Client
) -> None:
    comment = say(other_reader, paragraph)
    assert f'href="{url}"' in client.get(reverse("report", args=[comment.pk])).text


@pytest.mark.parametrize(
    "wrong", [{"ground": "rude"}, {"words": "Hm."}, {**SAID, "words": "x" * 501}]
)
def test_a_report_of_a_person_says_what_they_do(
    wrong: dict[str, str], url: str, client: Client
) -> None:
    response = client.post(url, wrong)
    assert (response.status_code, Report.objects.exists()) == (422, False)
    assert wrong.get("words", "") in response.text


def test_nobody_reports_themselves_and_who_is_suspended_reports_nobody(
    url: str, client: Client, visitor: Client, client_of: ClientOf, other_reader: User,
    reader: User, moderator: User,
) -> None:  # fmt: skip
    own = client_of(other_reader)
    assert own.post(url, SAID).status_code == 403
    assert f'href="{url}"' not in own.get(reverse("person", args=["other_reader"])).text
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None)
    response = client.post(url, SAID)
    assert (response.status_code, SAID["words"] in response.text) == (403, True)
    # What they typed before they signed in is not lost either.
    visitor.post(url, SAID)
    visitor.force_login(reader)
    page = unescape(visitor.get(url).text)
    assert (SAID["words"] in page, "Rude." in page) == (True, True)
    assert SAID["words"] not in visitor.get(url).text
    assert not Report.objects.exists()


def test_a_person_has_one_open_report_of_another(
    url: str, client: Client, report: Report, moderator: User
) -> None:
    assert "You have reported this person." in client.post(url, SAID, follow=True).text
    assert Report.objects.count() == 1
    Report.objects.dismiss_about(report.person, by=moderator, reason="It is a joke among friends.")
    client.post(url, SAID)
    assert Report.objects.open().count() == 1


def test_the_database_holds_that_a_report_is_about_one_thing_and_once_and_not_about_oneself(
    paragraph: Paragraph, report: Report, reader: User, other_reader: User
) -> None:
    said = say(other_reader, paragraph)
    for about in (
        {},
        {"comment": said, "person": other_reader},
        {"person": reader},
        {"person": other_reader},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(reporter=reader, ground="rude", **about)


def test_moderators_see_it_in_their_queue_with_what_the_person_said_last(
    paragraph: Paragraph, report: Report, other_reader: User, reader: User, moderator: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    for number in range(MOST_RECENT + 1):
        say(other_reader, paragraph, f"Thought {number}.")
    private = mark(other_reader, paragraph.article, "pays for the oil", visibility="private")
    say(other_reader, paragraph, "My own business.", private)
    rude = say(other_reader, paragraph, "You fool.")
    say(other_reader, paragraph, "Taken back.").remove(by=other_reader)
    Report.objects.make(rude, by=reader, ground="rude")
    client = client_of(moderator)
    page = unescape(client.get(QUEUE).text)
    assert "2 <span>waiting</span></a>" in page
    assert page.index(SAID["words"]) < page.index(f'id="waiting-comment-{rude.pk}"'), (
        "the longest wait first"
    )
    assert "reader reported this" in page
    assert f"Thought {MOST_RECENT}." in page
    for words in ("Thought 0.", "My own business.", "Taken back."):
        assert words not in page
    assert "Suspend other_reader as well?" in page
    assert page.count('value="suspend"') == 1


def test_doing_nothing_tells_who_reported_and_names_nobody(
    report: Report, reader: User, other_reader: User, moderator: User, client: Client,
    client_of: ClientOf,
) -> None:  # fmt: skip
    assert "Nothing is done about other_reader." in answer(
        client_of(moderator), report, "It is a joke."
    )
    act = Act.objects.get()
    assert (act.kind, act.by, act.person, act.reason) == (
        "dismiss-person", moderator, None, "It is a joke.",
    )  # fmt: skip
    report.refresh_from_db()
    assert report.settled_by == act
    told = Notification.objects.get()
    assert told.person == reader
    assert sentence(told) == "About other_reader, whom you reported, nothing was done"
    assert told.reason == "It is a joke."
    own_reports = reverse("own-reports")
    assert client.get(reverse("notification", args=[told.pk]))["Location"] == own_reports
    assert "You reported other_reader" in client.get(own_reports).text
    assert "Another moderator was faster." in answer(client_of(moderator), report)


@pytest.mark.parametrize("where", ["suspension", "decide-person"])
def test_suspending_the_person_answers_it_wherever_that_is_done(
    where: str, report: Report, reader: User, other_reader: User, moderator: User, client: Client,
    client_of: ClientOf,
) -> None:  # fmt: skip
    url = reverse(where, args=[other_reader.pk])
    form = {"act": "suspend", "term": "7", "reason": "Leave others in peace."}
    for wrong in ({"reason": ""}, {"term": ""}):
        assert client_of(moderator).post(url, form | wrong).status_code == 422
    assert client_of(moderator).post(url, form)["Location"] == f"{QUEUE}#queue"
    assert "They were suspended" in client.get(reverse("own-reports")).text
    told = {told.person_id: sentence(told) for told in Notification.objects.for_reading()}
    assert told[reader.pk] == "other_reader, whom you reported, was suspended"
    assert told[other_reader.pk].startswith("You were suspended until ")
    assert "There is nothing to decide." in client_of(moderator).get(QUEUE).text


def test_who_was_reported_learns_nothing_of_it(
    report: Report, other_reader: User, moderator: User, client_of: ClientOf
) -> None:
    own = client_of(other_reader)
    pages = [
        reverse(name) for name in ("own-acts", "own-reports", "own-data-json", "notifications")
    ]
    for act in (None, lambda: answer(client_of(moderator), report)):
        if act:
            act()
        for page in (*pages, reverse("person", args=["other_reader"])):
            text = own.get(page).getvalue().decode()
            assert "mock me" not in text, page
            empty = "You have reported nothing. To report a comment"
            assert "reported" not in text.replace(empty, ""), page
    assert not Notification.objects.filter(person=other_reader).exists()


def test_a_moderator_who_was_reported_does_not_read_or_answer_it_others_do(
    paragraph: Paragraph, reader: User, moderator: User, person: MakePerson, client_of: ClientOf
) -> None:
    report = Report.objects.make(moderator, by=reader, **SAID)
    said = say(moderator, paragraph, "You fool.")
    Report.objects.make(said, by=reader, ground="rude", words="Names.")
    own, other = client_of(moderator), client_of(person("second", "Moderators"))
    pages = (QUEUE, reverse("decide", args=[said.pk]))
    assert not [page for page in pages if "reader reported" in own.get(page).text]
    assert '<b class="waiting">' not in own.get("/").text
    url = reverse("decide-person", args=[moderator.pk])
    assert {own.get(url).status_code, own.post(url).status_code} == {403}
    assert own.post(pages[1], {"act": "dismiss"}).status_code == 403
    page = other.get(QUEUE).text
    assert (page.count("reader reported"), page.count("for how long?")) == (2, 0)
    assert report
    answer(other, report)
    assert Report.objects.open().count() == 1


def test_who_has_left_is_reported_no_more_and_what_was_said_of_them_waits_no_more(
    url: str, report: Report, reader: User, other_reader: User, moderator: User, client: Client,
    client_of: ClientOf,
) -> None:  # fmt: skip
    erase(other_reader, keep_words=True)
    assert "There is nothing to decide." in client_of(moderator).get(QUEUE).text
    assert "They have left" in client.get(reverse("own-reports")).text
    assert client.post(url, SAID).status_code == 404
    assert Report.objects.make(other_reader, by=moderator, **SAID) is None


def test_one_s_own_data_name_whom_one_reported_and_go_with_oneself(
    report: Report, reader: User, client: Client
) -> None:
    data = json.loads(client.get(reverse("own-data-json")).getvalue())
    assert [(row["person"], row["comment"]) for row in data["reports"]] == [("other_reader", None)]
    erase(reader, keep_words=True)
    assert not Report.objects.exists()


def test_the_queue_costs_as_much_with_one_person_as_with_twenty(
    paragraph: Paragraph, reader: User, moderator: User, person: MakePerson, client_of: ClientOf
) -> None:
    client, costs = client_of(moderator), []
    for number in (1, 19):
        for each in range(number):
            someone = person(f"someone{number}-{each}")
            Comment.objects.bulk_create(
                Comment(
                    paragraph=paragraph,
                    author=someone,
                    body="So.",
                    body_html="So.",
                    revision_number=1,
                )
                for _ in range(2)
            )
            Report.objects.make(someone, by=reader, **SAID)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(QUEUE).text.count('id="waiting-person-') == (1 if number == 1 else 20)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_queue_shows_what_each_said_last_and_no_more(
    report: Report, paragraph: Paragraph, reader: User, other_reader: User, moderator: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    Report.objects.make(reader, by=other_reader, **SAID)
    for number in range(7):
        say(other_reader, paragraph, f"Mockery {number}.")
        say(reader, paragraph, f"Answer {number}.")
    page = client_of(moderator).get(QUEUE).text
    for said in ("Mockery", "Answer"):
        assert re.findall(rf"{said} (\d)", page) == ["6", "5", "4", "3", "2"]


def test_a_suspension_that_ended_can_be_followed_by_another_report(
    report: Report, other_reader: User, reader: User, moderator: User
) -> None:
    until = timezone.now() - timedelta(minutes=1)
    Act.objects.suspend(other_reader, by=moderator, reason="Rude.", until=until)
    assert Report.objects.make(other_reader, by=reader, **SAID) != report
