"""What waits for moderators: comments that were reported or are held, the longest wait first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from annotations.models import Act, Comment, CommentQuerySet, Report
from commentary.models import Article, User

# The header says "99+" of more.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Record:
    """What a person did here so far, for who decides about what they said."""

    stand: int
    removed: int
    suspension: Act | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment that waits, and who said it. `is_shown` says that others see it meanwhile."""

    comment: Comment
    reports: list[Report]
    record: Record

    @property
    def is_shown(self) -> bool:
        return not self.comment.held_for


def waiting(user: User | AnonymousUser) -> CommentQuerySet:
    """What this moderator should look at. Nobody's private remarks, and nothing removed."""
    reports = Report.objects.open().filter(comment=OuterRef("pk")).order_by("made_at")
    # A union is read from two small indexes, where "or" would read every comment.
    reported = Report.objects.open().order_by().values("comment")
    held = Comment.objects.exclude(held_for="").order_by().values("pk")
    return (
        Comment.objects.visible_to(user)
        .filter(removed_at=None, paragraph__article__in=Article.objects.visible_to(user))
        .filter(pk__in=reported.union(held))
        .annotate(waits_since=Coalesce(Subquery(reports.values("made_at")[:1]), "created_at"))
        .order_by("waits_since", "pk")
    )


def place_of_next(comment: Comment, user: User) -> tuple[int, int] | None:
    """The one that waits behind this comment: how many stand before it once this is decided, key.

    None where nothing waits behind it, or it does not wait itself.
    """
    queue = waiting(user)
    since = queue.filter(pk=comment.pk).values_list(F("waits_since"), flat=True).first()
    if since is None:
        return None
    behind = Q(waits_since__gt=since) | Q(waits_since=since, pk__gt=comment.pk)
    following = queue.filter(behind).values_list("pk", flat=True).first()
    if following is None:
        return None
    return queue.exclude(behind).count() - 1, following


def described(comments: Iterable[Comment]) -> list[Waiting]:
    """These comments, loaded `for_reading`, with their open reports and their authors' records."""
    listed = list(comments)
    reports = list(
        Report.objects.open()
        .filter(comment__in=[comment.pk for comment in listed])
        .select_related("reporter")
        .order_by("made_at", "pk")
    )
    records = records_of({comment.author_id for comment in listed})
    return [
        Waiting(
            comment,
            [report for report in reports if report.comment_id == comment.pk],
            records[comment.author_id],
        )
        for comment in listed
    ]


def records_of(people: set[int]) -> dict[int, Record]:
    stand = Comment.objects.counted().filter(author__in=people).order_by()
    removed = Act.objects.filter(person__in=people, kind=Act.Kind.REMOVE).order_by()
    stand_of = dict(stand.values_list("author").annotate(Count("pk")))
    removed_of = dict(removed.values_list("person").annotate(Count("pk")))
    suspensions = Act.objects.suspensions(people)
    return {
        person: Record(stand_of.get(person, 0), removed_of.get(person, 0), suspensions.get(person))
        for person in people
    }


def waiting_for_moderators(request: HttpRequest) -> dict[str, Any]:
    """How many wait, for the header of a moderator's page; asked only where it is printed."""

    def count() -> str:
        number = waiting(request.user)[:MOST_COUNTED].count()
        return f"{MOST_COUNTED - 1}+" if number == MOST_COUNTED else str(number or "")

    return {"waiting_for_moderators": SimpleLazyObject(count)}
