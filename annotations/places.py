"""A place for an orphan, outside an edit: offered, proposed by readers, given by those who decide.

What an edit does by itself is in `moving`; what its editor answers before it is published, in
`reattaching`. Here people look at the text as it stands. Each act runs under the article's lock, on
words that are checked against the current text, and is written down.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from annotations.models import Annotation, Margin, OvertakenError, Reattachment, Target
from annotations.models.contributing import Contributor, insist
from annotations.models.reattachment import as_json
from annotations.models.target import targets_at
from annotations.moving import Outcome, places_for
from annotations.passages import locate
from annotations.selectors import Selector, SelectorError, dump_short
from annotations.settling import settle
from annotations.signals import place_settled

if TYPE_CHECKING:
    from commentary.models import Article, Revision, User


@dataclass(frozen=True, slots=True)
class StandingProposal:
    """A proposal that nobody has answered; `now` is its place in the current text, if any."""

    reattachment: Reattachment
    now: tuple[Selector, ...]

    @property
    def stands(self) -> bool:
        return bool(self.now)

    @property
    def passage(self) -> str:
        """Its place in the current text, as addresses say it."""
        return dump_short(self.now)

    @property
    def has_changed(self) -> bool:
        proposed = [selector.exact for selector in self.reattachment.selectors]
        return proposed != [selector.exact for selector in self.now]


def offered_places(annotation: Annotation) -> list[tuple[Selector, ...]]:
    """Where carrying thinks that an orphan could be in the current text; best first."""
    parts = annotation.targets.select_related("paragraph").in_order()
    orphaned_in = parts[0].orphaned_in
    if orphaned_in is None:
        return []
    article = annotation.article
    before = article.revisions.get(number=orphaned_in - 1)
    after = article.revisions.get(number=article.revision_number)
    return places_for(before.states, after.states, [part.selector for part in parts])


def standing_proposals(reattachments: Iterable[Reattachment]) -> list[StandingProposal]:
    """What was proposed, each carried to the text as it is now."""
    found = []
    for each in reattachments:
        try:
            now = locate(each.annotation.article, each.selectors, each.revision_number)
        except SelectorError:
            now = ()
        found.append(StandingProposal(each, now))
    return found


@transaction.atomic
def reattach(
    annotation: Annotation, *, by: "User", selectors: Sequence[Selector], revision_number: int
) -> Reattachment:
    """Put an orphan on a passage chosen in some revision.

    Raises OvertakenError, SelectorError and RefusedError.
    """
    article = _locked(annotation, by)
    place = locate(article, selectors, revision_number)
    reattachment = _new(annotation, article, by, place)
    _move(annotation, article, reattachment, by, place)
    return reattachment


@transaction.atomic
def propose(
    annotation: Annotation, *, by: "User", selectors: Sequence[Selector], revision_number: int
) -> Reattachment:
    """Propose a place; one that this person proposed before is taken back. Raises as `reattach`."""
    article = _locked(annotation, by)
    place = locate(article, selectors, revision_number)
    for earlier in annotation.reattachments.standing().filter(proposed_by=by):
        earlier.decline(by=by)
    proposal = _new(annotation, article, by, place)
    proposal.save()
    place_settled.send(sender=Reattachment, place=proposal)
    return proposal


@transaction.atomic
def accept(proposal: Reattachment, *, by: "User") -> None:
    """Put the orphan where it was proposed. Raises OvertakenError and RefusedError.

    And SelectorError where the proposed words have left the text since.
    """
    article = _locked(proposal.annotation, by)
    if not Reattachment.objects.standing().filter(pk=proposal.pk).exists():
        raise OvertakenError
    place = locate(article, proposal.selectors, proposal.revision_number)
    _move(proposal.annotation, article, proposal, by, place)


def record_answers(revision: "Revision", outcomes: Iterable[Outcome]) -> None:
    """Write down where an edit's editor put what it would have orphaned."""
    Reattachment.objects.bulk_create(
        Reattachment(
            annotation_id=outcome.annotation,
            proposed_by=revision.editor,
            revision_number=revision.number,
            place=as_json(outcome.now),
            answer=Reattachment.Answer.ACCEPTED,
            answered_by=revision.editor,
            answered_at=revision.created_at,
            moved_from=as_json(part.selector for part in outcome.parts),
            moved_to=as_json(outcome.now),
            moved_in=revision.number,
        )
        for outcome in outcomes
        if outcome.needs_a_place and outcome.spans
    )


def _locked(annotation: Annotation, by: "User") -> "Article":
    """The article as it is now, with other writers waiting.

    Raises OvertakenError for no orphan, and RefusedError.
    """
    article = annotation.article
    article.record_activity()
    article.refresh_from_db()
    orphans = Annotation.objects.visible_to(by).orphaned().select_related("article")
    orphan = orphans.filter(pk=annotation.pk).first()
    if orphan is None:
        raise OvertakenError
    insist(Contributor.of(by).refusal_to_place(orphan))
    return article


def _new(
    annotation: Annotation, article: "Article", by: "User", place: Sequence[Selector]
) -> Reattachment:
    return Reattachment(
        annotation=annotation,
        proposed_by=by,
        revision_number=article.revision_number,
        place=as_json(place),
    )


def _move(
    annotation: Annotation,
    article: "Article",
    reattachment: Reattachment,
    by: "User",
    place: Sequence[Selector],
) -> None:
    held = list(annotation.targets.select_related("paragraph").in_order())
    same = [part.exact for part in held] == [selector.exact for selector in place]
    rows = targets_at(
        place,
        article.paragraphs.pks([selector.paragraph for selector in place]),
        annotation=annotation.pk,
        state=Target.State.MOVED if same else Target.State.CHANGED,
    )
    touched = annotation.paragraph_pks()
    number = article.revision_number
    settle({annotation.pk: held}, {annotation.pk: rows}, until_revision=number - 1)
    Margin.objects.refresh({*touched, *annotation.paragraph_pks()})
    reattachment.record_move(
        by=by,
        revision_number=number,
        moved_from=[part.selector for part in held],
        moved_to=place,
    )
