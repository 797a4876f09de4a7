from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.leaving.erasing import erase
from annotations.models import Act, Comment, Report
from commentary.models import Paragraph, User
from tests.annotations.acting import say
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(reader: User) -> str:
    return reverse("suspension", args=[reader.pk])


@pytest.fixture
def client(moderator: User, client_of: ClientOf) -> Client:
    return client_of(moderator)


def test_a_person_is_suspended_for_a_time_with_a_reason(
    url: str, reader: User, moderator: User, client: Client
) -> None:
    client.post(url, {"act": "suspend", "term": "7", "reason": "Rude again."})
    act = Act.objects.suspension_of(reader)
    assert act
    assert act.until
    assert (act.by, act.reason) == (moderator, "Rude again.")
    assert timedelta(days=6) < act.until - timezone.now() <= timedelta(days=7)
    assert "moderator suspended reader until" in client.get(url).text


def test_a_person_is_suspended_for_good(url: str, reader: User, client: Client) -> None:
    client.post(url, {"act": "suspend", "term": "good", "reason": "A machine."})
    act = Act.objects.suspension_of(reader)
    assert act
    assert act.until is None
    assert "for good" in client.get(url).text


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"term": "8"}, {"reason": "x" * 301}])
def test_what_makes_no_sense_is_refused(wrong: dict[str, str], url: str, client: Client) -> None:
    form = {"act": "suspend", "term": "7", "reason": "Rude.", **wrong}
    assert client.post(url, form).status_code == 422
    assert not Act.objects.exists()


def test_who_comes_second_changes_nothing_and_is_told(
    url: str, client: Client, person: MakePerson, client_of: ClientOf
) -> None:
    client.post(url, {"act": "suspend", "term": "7", "reason": "Rude."})
    other = client_of(person("other_moderator", "Moderators"))
    answer = other.post(
        url, {"act": "suspend", "term": "good", "reason": "Rude!"}, follow=True
    ).text
    assert "Another moderator was faster." in answer
    assert "moderator suspended reader until" in answer
    other.post(url, {"act": "lift", "reason": "A mistake."})
    assert "faster" in client.post(url, {"act": "lift", "reason": "So."}, follow=True).text
    assert list(Act.objects.order_by("pk").values_list("kind", flat=True)) == ["suspend", "lift"]


def test_only_a_superuser_suspends_those_who_lead_and_nobody_themselves(
    client: Client, moderator: User, editor: User, person: MakePerson, client_of: ClientOf
) -> None:
    colleague = person("colleague", "Moderators")
    chief = person("chief", is_superuser=True, is_staff=True)
    form = {"act": "suspend", "term": "7", "reason": "Why not?"}
    for leader in (colleague, editor, chief, moderator):
        url = reverse("suspension", args=[leader.pk])
        assert client.post(url, form).status_code == 403
    own, other = (reverse("suspension", args=[each.pk]) for each in (chief, colleague))
    assert client_of(chief).post(own, form).status_code == 403
    assert client_of(chief).post(other, form).status_code == 302


def test_only_who_may_lift_a_suspension_is_offered_to(
    client: Client, paragraph: Paragraph, editor: User, reader: User, other_reader: User,
    moderator: User, client_of: ClientOf,
) -> None:  # fmt: skip
    superuser = User.objects.create_superuser("root")
    for each, by in ((editor, superuser), (reader, moderator)):
        said = say(each, paragraph, "A most rude remark.")
        Act.objects.suspend(each, by=by, reason="Too loud.", until=None)
        Report.objects.make(said, by=other_reader, ground="rude")
        Report.objects.make(each, by=other_reader, ground="rude", words="Everywhere.")
    links = [reverse("suspension", args=[each.pk]) for each in (editor, reader)]
    for who, offered in ((client, [0, 2]), (client_of(superuser), [2, 2])):
        queue = who.get(reverse("queue")).text
        assert [queue.count(f'href="{link}"') for link in links] == offered


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_a_suspension_binds_those_who_lead_as_well(
    who: str, paragraph: Paragraph, request: pytest.FixtureRequest, client_of: ClientOf
) -> None:
    leader: User = request.getfixturevalue(who)
    superuser = User.objects.create_superuser("root")
    Act.objects.suspend(leader, by=superuser, reason="Too loud.", until=None)
    url = reverse("discussion", args=[paragraph.article.slug, paragraph.identity])
    answer = client_of(leader).post(url, {"body": "And yet."})
    assert (answer.status_code, "Too loud." in answer.text) == (403, True)
    assert not Comment.objects.exists()


@pytest.fixture
def suspended(moderator: User, client_of: ClientOf) -> Client:
    """A moderator's, who was suspended."""
    superuser = User.objects.create_superuser("root")
    Act.objects.suspend(moderator, by=superuser, reason="Too loud.", until=None)
    return client_of(moderator)


def test_a_suspended_moderator_reads_the_queue_and_the_rules_and_why_that_is_all(
    paragraph: Paragraph, reader: User, other_reader: User, suspended: Client
) -> None:
    said = say(reader, paragraph, "A most rude remark.")
    Report.objects.make(said, by=other_reader, ground="rude")
    Report.objects.make(reader, by=other_reader, ground="rude", words="Everywhere.")
    queue = suspended.get(reverse("queue")).text
    assert "Everywhere." in queue
    assert "A most rude remark." in queue
    for page in (queue, suspended.get(reverse("rules", args=[paragraph.article.slug])).text):
        assert "Too loud." in page
        assert "<form" not in page.split("<main")[1]


def test_a_suspended_moderator_is_told_why_they_decide_nothing_and_loses_no_words(
    paragraph: Paragraph, reader: User, suspended: Client
) -> None:
    said, slug = say(reader, paragraph), paragraph.article.slug
    pages = {
        reverse("decide", args=[said.pk]): "remove",
        reverse("decide-person", args=[reader.pk]): "",
        reverse("remove-comment", args=[said.pk]): "",
        reverse("lock-thread", args=[said.pk]): "lock",
        reverse("lock-paragraph", args=[slug, paragraph.identity]): "lock",
        reverse("suspension", args=[reader.pk]): "suspend",
        reverse("rules", args=[slug]): "",
    }
    for url, act in pages.items():
        form = {"act": act, "slow_mode": "60", "reason": "Off the subject."}
        answer = suspended.post(url, form)
        assert (answer.status_code, "Too loud." in answer.text) == (403, True), url
        assert "Off the subject.</textarea>" in answer.text, url
        if url != reverse("rules", args=[slug]):
            assert suspended.get(url).status_code == 403, url
    assert Act.objects.count() == 1
    assert not Comment.objects.get(pk=said.pk).is_removed


@pytest.mark.parametrize("name", ["decide", "decide-person", "suspension"])
def test_a_decision_typed_before_signing_in_again_is_not_lost(
    name: str, paragraph: Paragraph, reader: User, other_reader: User, moderator: User,
    visitor: Client,
) -> None:  # fmt: skip
    said = say(reader, paragraph)
    Report.objects.make(said, by=other_reader, ground="rude")
    Report.objects.make(reader, by=other_reader, ground="rude", words="Everywhere.")
    url = reverse(name, args=[said.pk if name == "decide" else reader.pk])
    visitor.post(url, {"act": "suspend", "term": "7", "reason": "Rude again."})
    visitor.force_login(moderator)
    assert 'Rude again."' in visitor.get(url).text
    assert "Rude again." not in visitor.get(url).text


@pytest.mark.parametrize("signs_in", [False, True])
@pytest.mark.parametrize("name", ["decide-person", "suspension"])
def test_who_sends_a_form_that_was_overtaken_is_told_before_anything_else(
    name: str, reader: User, other_reader: User, moderator: User, client: Client, visitor: Client,
    *, signs_in: bool,
) -> None:  # fmt: skip
    Report.objects.make(reader, by=other_reader, ground="rude", words="Everywhere.")
    url, form = reverse(name, args=[reader.pk]), {"act": "suspend", "term": "", "reason": "Hm."}
    if signs_in:
        visitor.post(url, form)
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None)
    if signs_in:
        visitor.force_login(moderator)
        page = visitor.get(url, follow=True).text
    else:
        page = client.post(url, form, follow=True).text
    assert "Another moderator was faster. Nothing was changed." in page
    assert Act.objects.count() == 1


def test_a_lifting_that_was_overtaken_is_told_before_anything_else(
    url: str, client: Client
) -> None:
    page = client.post(url, {"act": "lift", "reason": ""}, follow=True).text
    assert "Another moderator was faster." in page


def test_who_decides_about_a_person_who_left_meanwhile_is_told(
    reader: User, other_reader: User, client: Client
) -> None:
    Report.objects.make(reader, by=other_reader, ground="rude", words="Everywhere.")
    erase(reader, keep_words=True)
    url = reverse("decide-person", args=[reader.pk])
    page = client.post(url, {"act": "suspend", "reason": "Rude."}, follow=True).text
    assert "They have left: there is nothing to decide." in page


def test_the_form_says_whoever_reads_the_reason(
    url: str, reader: User, other_reader: User, moderator: User, client: Client
) -> None:
    reporters = "Whoever reported them reads this"
    assert "They read this." in client.get(url).text
    Report.objects.make(reader, by=other_reader, ground="rude", words="Everywhere.")
    assert reporters in client.get(url).text
    assert reporters in client.post(url, {"act": "suspend", "reason": ""}).text
    Act.objects.suspend(reader, by=moderator, reason="Rude.", until=None)
    Report.objects.make(reader, by=other_reader, ground="rude", words="Still.")
    assert "They read this." in client.get(url).text, "Lifting answers no report."
