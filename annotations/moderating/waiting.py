"""What waits for moderators: what was reported or is held, the longest wait first.

Comments and people wait in one queue. Nobody sees reports of themselves or of their own words:
these are for the other moderators.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Count,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from annotations.models import Act, Comment, CommentQuerySet, Report
from annotations.models.discussion_rules import may_suspend, those_in_charge
from commentary.models import Article, User

# The header says "99+" of more.
MOST_COUNTED = 100
# Beside who was reported: what they said last.
MOST_RECENT = 5

COMMENT, PERSON = "comment", "person"


@dataclass(frozen=True, slots=True)
class Record:
    """What a person did here so far, for who decides about what they said.

    `may_suspend` says whether to suspend them, or to lift that, is theirs to decide.
    """

    stand: int
    removed: int
    suspension: Act | None
    may_suspend: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment that waits, and who said it."""

    comment: Comment
    reports: list[Report]
    record: Record


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    """A person who was reported, with what they said lately, as the moderator may read it."""

    person: User
    reports: list[Report]
    record: Record
    recent: list[Comment]


def waiting(user: User | AnonymousUser) -> CommentQuerySet:
    """Comments this moderator should look at. Nobody's private remarks, and nothing removed."""
    reports = Report.objects.open().filter(comment=OuterRef("pk")).order_by("made_at")
    # A union is read from two small indexes, where "or" would read every comment.
    reported = Report.objects.open().exclude(comment__author=user.pk).filter(person=None)
    held = Comment.objects.exclude(held_for="").order_by().values("pk")
    return (
        Comment.objects.visible_to(user)
        .filter(removed_at=None, paragraph__article__in=Article.objects.visible_to(user))
        .filter(pk__in=reported.order_by().values("comment").union(held))
        .annotate(waits_since=Coalesce(Subquery(reports.values("made_at")[:1]), "created_at"))
        .order_by("waits_since", "pk")
    )


def waiting_people(user: User | AnonymousUser) -> QuerySet[User]:
    """People this moderator should decide about. Whose account is gone needs no decision."""
    reports = Report.objects.open().filter(person=OuterRef("pk")).order_by("made_at")
    return (
        User.objects.filter(pk__in=Report.objects.open().order_by().values("person"))
        .exclude(pk=user.pk or 0)
        .filter(erased_at=None)
        .annotate(waits_since=Subquery(reports.values("made_at")[:1]))
        .order_by("waits_since", "pk")
    )


def queue_of(user: User | AnonymousUser) -> QuerySet[Any, Any]:
    """All that waits for this moderator: what it is, its key, and since when."""

    def keys(what: str, rows: Any) -> QuerySet[Any, Any]:
        named: QuerySet[Any, Any] = rows.order_by().annotate(what=Value(what))
        return named.values_list("what", "pk", "waits_since")

    comments, people = keys(COMMENT, waiting(user)), keys(PERSON, waiting_people(user))
    return comments.union(people, all=True).order_by("waits_since", "what", "pk")


def place_of_next(what: str, pk: int, user: User) -> tuple[int, str, int] | None:
    """What waits behind this one, and how many stand before that once this is decided.

    Answers with their number, what it is, and its key; None where nothing waits behind, or this
    does not wait itself.
    """
    queues: dict[str, QuerySet[Any]] = {COMMENT: waiting(user), PERSON: waiting_people(user)}
    since = queues[what].filter(pk=pk).values_list("waits_since", flat=True).first()
    if since is None:
        return None
    behind = {}
    for kind, queue in queues.items():
        at_the_same_time = Q(pk__gt=pk) if kind == what else Q(pk__isnull=kind < what)
        behind[kind] = queue.filter(
            Q(waits_since__gt=since) | Q(at_the_same_time, waits_since=since)
        )
    following = [
        (row["waits_since"], kind, row["pk"])
        for kind, queue in behind.items()
        if (row := queue.values("waits_since", "pk").first())
    ]
    if not following:
        return None
    _since, kind, key = min(following)
    before = sum(queues[each].count() - behind[each].count() for each in queues) - 1
    return before, kind, key


def described(comments: Iterable[Comment], user: User) -> list[Waiting]:
    """These comments, loaded `for_reading`, with their open reports and their authors' records."""
    listed = list(comments)
    reports = _reports(Q(comment__in=listed), user)
    records = records_of({comment.author for comment in listed}, user)
    return [
        Waiting(
            comment,
            [report for report in reports if report.comment_id == comment.pk],
            records[comment.author_id],
        )
        for comment in listed
    ]


def described_people(people: Iterable[User], user: User) -> list[WaitingPerson]:
    """These people, with the open reports of them, their records and what they said last."""
    listed = list(people)
    reports = _reports(Q(person__in=listed), user)
    records = records_of(listed, user)
    recent = _said_lately({person.pk for person in listed}, user)
    return [
        WaitingPerson(
            person,
            [report for report in reports if report.person_id == person.pk],
            records[person.pk],
            [comment for comment in recent if comment.author_id == person.pk],
        )
        for person in listed
    ]


def _said_lately(people: set[int], user: User) -> list[Comment]:
    """The last few comments of each, newest first, as far as the moderator may read them.

    Their keys are asked for one by one: to number all that somebody ever said takes longer the more
    that is, and what a database makes of many moments "or" one another is beyond foreseeing.
    """
    said = Comment.objects.visible_to(user).filter(
        removed_at=None, paragraph__article__in=Article.objects.visible_to(user)
    )
    latest = said.filter(author=OuterRef("pk")).order_by("-created_at", "-pk").values("pk")
    last = [Subquery(latest[number : number + 1]) for number in range(MOST_RECENT)]
    found = User.objects.filter(pk__in=people).order_by().values_list(*last)
    keys = {key for row in found for key in row if key is not None}
    return list(said.filter(pk__in=keys).order_by("-created_at", "-pk").for_reading())


def _reports(about: Q, user: User) -> list[Report]:
    """The open ones, but not of this moderator's own words."""
    reports = Report.objects.open().filter(about).exclude(comment__author=user)
    return list(reports.select_related("reporter").order_by("made_at", "pk"))


def records_of(people: Iterable[User], user: User) -> dict[int, Record]:
    """The record of each by their key, as this moderator needs it."""
    of = {person.pk: person for person in people}
    keys = set(of)
    stand = Comment.objects.counted().filter(author__in=keys).order_by()
    removed = Act.objects.filter(person__in=keys, kind=Act.Kind.REMOVE).order_by()
    stand_of = dict(stand.values_list("author").annotate(Count("pk")))
    removed_of = dict(removed.values_list("person").annotate(Count("pk")))
    suspensions = Act.objects.suspensions(keys)
    in_charge = set(those_in_charge().filter(pk__in=keys).values_list("pk", flat=True))
    return {
        pk: Record(
            stand_of.get(pk, 0),
            removed_of.get(pk, 0),
            suspensions.get(pk),
            may_suspend(user, person, is_in_charge=pk in in_charge),
        )
        for pk, person in of.items()
    }


def waiting_for_moderators(request: HttpRequest) -> dict[str, Any]:
    """How many wait, for the header of a moderator's page; asked only where it is printed."""

    def count() -> str:
        number = queue_of(request.user)[:MOST_COUNTED].count()
        return f"{MOST_COUNTED - 1}+" if number == MOST_COUNTED else str(number or "")

    return {"waiting_for_moderators": SimpleLazyObject(count)}
