"""What a search found in threads: the first few comments of each, with the words marked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import F, Window
from django.db.models.functions import Coalesce, RowNumber

from annotations.discussions import Person
from annotations.models import Comment, Thread
from annotations.searching import Piece, Term, excerpt
from annotations.writing.bodies import to_text

HITS_A_THREAD = 3


@dataclass(frozen=True, slots=True)
class Hit:
    comment: Comment
    pieces: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class FoundThread:
    """A thread's first comment, and what was found in the thread; `has_more` beyond that."""

    root: Comment
    thread: Thread
    hits: Sequence[Hit]
    has_more: bool
    number: int | None


def found_in(
    roots: Iterable[Comment], terms: Sequence[Term], user: Person, numbers: Mapping[int, int]
) -> list[FoundThread]:
    """What these threads (opening comments that this person sees) have of what was looked for."""
    opening = list(roots)
    in_thread = Coalesce(F("root"), F("pk"))
    hits: dict[int, list[Hit]] = defaultdict(list)
    for comment in (
        Comment.objects.visible_to(user)
        .saying(terms)
        .in_threads([root.pk for root in opening])
        .annotate(
            place=Window(RowNumber(), partition_by=in_thread, order_by=[F("created_at"), F("pk")]),
        )
        .filter(place__lte=HITS_A_THREAD + 1)
        .select_related("author")
        .in_order()
        .fetch_mode(models.FETCH_RAISE)
    ):
        hits[comment.thread_pk].append(Hit(comment, excerpt(to_text(comment.body_html), terms)))
    return [
        FoundThread(
            root=root,
            thread=root.opened,
            hits=hits[root.pk][:HITS_A_THREAD],
            has_more=len(hits[root.pk]) > HITS_A_THREAD,
            number=numbers.get(root.paragraph_id),
        )
        for root in opening
    ]
