"""What people say about a comment without words."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User


class ReactionQuerySet(models.QuerySet["Reaction"]):
    def by(self, user: "User | AnonymousUser | None") -> Self:
        """Those that this person made; none for a visitor."""
        return self.filter(person=user.pk) if user and user.pk else self.none()

    def tally(self) -> dict[str, int]:
        """How many there are of each kind, of those that there are."""
        return dict(self.order_by().values_list("kind").annotate(Count("pk")))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Reaction(models.Model):
    """Once of each kind for a person. None speaks against a comment: for that there are words."""

    class Kind(models.TextChoices):
        AGREE = "agree", _("Agree")
        THANKS = "thanks", _("Thanks")
        WELL_PUT = "well-put", _("Well put")
        NEW_TO_ME = "new-to-me", _("New to me")

    comment = models.ForeignKey(
        "annotations.Comment", on_delete=models.CASCADE, related_name="reactions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reactions"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = ReactionQuerySet.as_manager()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "kind", "person"], name="one_reaction_of_a_kind_a_person"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("agree", "thanks", "well-put", "new-to-me")),
                name="reaction_has_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.comment_id}"
