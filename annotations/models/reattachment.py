"""Who gave an orphan its place, who proposed one, and what became of that: the record of it."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from annotations.models.contributing import Contributor, insist
from annotations.selectors import Selector
from annotations.signals import place_settled

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User


class OvertakenError(Exception):
    """Somebody was faster: it has a place again, or the proposal was answered. Nothing is done."""


class ReattachmentQuerySet(models.QuerySet["Reattachment"]):
    def standing(self) -> Self:
        """Proposals that nobody has answered."""
        return self.filter(answer="")

    def answered(self) -> Self:
        return self.exclude(answer="")

    def in_order(self) -> Self:
        return self.order_by("proposed_at", "pk")

    def newest_first(self) -> Self:
        return self.order_by("-proposed_at", "-pk")

    def for_reading(self) -> Self:
        """With all that the templates show; anything forgotten is an error, not a query."""
        return self.select_related("proposed_by", "answered_by").fetch_mode(models.FETCH_RAISE)


class Reattachment(models.Model):
    """A place for an orphan: proposed by someone, then given to it or declined.

    Who may decide proposes and accepts in one act. `place` keeps the words as they stood when they
    were proposed, in revision `revision_number`; `moved_from` and `moved_to` what the annotation
    was moved from and to, in revision `moved_in`, if it was. Each is a list of selectors.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        TAKEN_BACK = "taken back", _("taken back")

    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, related_name="reattachments"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("None where no person made the edit that moved it."),
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    revision_number = models.PositiveIntegerField(_("proposed in revision"))
    place = models.JSONField(_("place"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    moved_from = models.JSONField(_("moved from"), null=True)
    moved_to = models.JSONField(_("moved to"), null=True)
    moved_in = models.PositiveIntegerField(_("moved in revision"), null=True)

    objects = ReattachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("re-attachment")
        verbose_name_plural = _("re-attachments")
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "proposed_by"],
                condition=Q(answer=""),
                name="one_proposal_of_a_person_stands_for_an_annotation",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="answer_to_a_proposal_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(answer="accepted", moved_in__isnull=False)
                | (~Q(answer="accepted") & Q(moved_in=None)),
                name="accepted_proposal_knows_where_it_was_carried_out",
            ),
        ]

    def __str__(self) -> str:
        return "\n".join(part["exact"] for part in self.place)

    @property
    def selectors(self) -> tuple[Selector, ...]:
        """The proposed place, in the text of its revision."""
        return tuple(Selector(**part) for part in self.place)

    @property
    def was_direct(self) -> bool:
        """Whether who proposed it did it."""
        return self.answer == self.Answer.ACCEPTED and self.answered_by_id == self.proposed_by_id

    # Who may

    def is_declinable_by(self, user: "User | AnonymousUser") -> bool:
        """Who decides about the annotation may; who proposed it takes it back."""
        return self.proposed_by_id == user.pk or self.annotation.is_reattachable_by(user)

    # What may be done with it

    def record_move(
        self,
        *,
        by: "User",
        revision_number: int,
        moved_from: Iterable[Selector],
        moved_to: Iterable[Selector],
    ) -> None:
        """Write down that it was accepted and carried out, which `annotations.places` does."""
        self.moved_from, self.moved_to = as_json(moved_from), as_json(moved_to)
        self.moved_in = revision_number
        self._answer(self.Answer.ACCEPTED, by)

    @transaction.atomic
    def decline(self, *, by: "User") -> None:
        """Leave the orphan where it is.

        Raises OvertakenError where it was answered already, and RefusedError.
        """
        self.annotation = self.annotation.as_it_is_now()
        if not Reattachment.objects.standing().filter(pk=self.pk).exists():
            raise OvertakenError
        insist(Contributor.of(by).refusal_to_decline(self))
        is_own = by.pk == self.proposed_by_id
        self._answer(self.Answer.TAKEN_BACK if is_own else self.Answer.DECLINED, by)

    def _answer(self, answer: Answer, by: "User") -> None:
        self.answer, self.answered_by, self.answered_at = answer, by, timezone.now()
        self.save()
        place_settled.send(sender=Reattachment, place=self)


def as_json(selectors: Iterable[Selector]) -> list[dict[str, Any]]:
    return [asdict(selector) for selector in selectors]
