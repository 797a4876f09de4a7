"""What stands where a moderator gave no reason, and need not."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from annotations.models import Act, Report
from commentary.models import Article, User
from tests.annotations.acting import say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db


def test_it_is_said_in_the_language_of_who_reads_it(
    story: Article, reader: User, other_reader: User, moderator: User, client_of: ClientOf
) -> None:
    said = say(other_reader, story.paragraphs.get(identity=3))
    Report.objects.make(said, by=reader, ground="rude")
    Report.objects.make(other_reader, by=reader, ground="rude", words="Everywhere.")
    presiding = client_of(moderator)
    spanish = {"Accept-Language": "es"}
    dismiss = {"act": "dismiss"}
    presiding.post(reverse("decide", args=[said.pk]), dismiss, headers=spanish)
    presiding.post(reverse("decide-person", args=[other_reader.pk]), dismiss, headers=spanish)
    assert [act.reason for act in Act.objects.all()] == ["", ""]
    client = client_of(reader)
    english = client.get(reverse("own-reports")).text
    for words in ("It keeps to the rules.", "We saw nothing against the rules."):
        assert f": {words}" in english
    assert ": Cumple las normas." in client.get(reverse("own-reports"), headers=spanish).text
    log = reverse("moderation-log", args=[story.slug])
    assert ": It keeps to the rules." in presiding.get(log).text


def test_what_needs_a_reason_has_one(story: Article, moderator: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.record(Act.Kind.CLOSE, by=moderator, reason="", article=story)


@pytest.mark.django_db(transaction=True)
def test_what_was_kept_in_the_moderator_s_language_is_unsaid_again(
    story: Article, moderator: User
) -> None:
    kept = ("It keeps to the rules.", "Cumple las normas.", "It is a quotation.", "")
    for reason in kept:
        Act.objects.record(Act.Kind.DISMISS, by=moderator, reason=reason, article=story)
    before = "0014_say_notifications_when_they_are_read"
    MigrationExecutor(connection).migrate([("annotations", before)])
    call_command("migrate", verbosity=0)
    reasons = Act.objects.order_by("pk").values_list("reason", flat=True)
    assert list(reasons) == ["", "", "It is a quotation.", ""]
