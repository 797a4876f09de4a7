"""Where annotations stood before they were moved."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.target import Target

# What is kept of a target: all of it but its own key and its annotation's.
KEPT_FIELDS = (
    "position",
    "paragraph_id",
    "start",
    "end",
    "exact",
    "prefix",
    "suffix",
    "state",
    "orphaned_in",
)


class PastTargetsQuerySet(models.QuerySet["PastTargets"]):
    def keep(self, held: Mapping[int, Sequence[Target]], *, until_revision: int) -> None:
        """Remember the targets of these annotations (by key) before they are written anew.

        What is kept for a revision already stays: a person may move an annotation again in the
        same revision, and then it is as if it had been moved once.
        """
        self.bulk_create(
            [
                PastTargets(
                    annotation_id=annotation,
                    until_revision=until_revision,
                    targets=[kept(target) for target in targets],
                )
                for annotation, targets in held.items()
            ],
            ignore_conflicts=True,
        )

    def at(self, revision_number: int) -> dict[int, list[Target]]:
        """Key of the annotation -> its targets in that revision, for those that differ by now.

        The targets are not saved. An annotation that was made later is among them with the first
        targets that it had.
        """
        later = self.filter(until_revision__gte=revision_number).order_by("-until_revision")
        # Of several, the oldest held in that revision, and it comes last.
        return {past.annotation_id: past.as_targets() for past in later}


class PastTargets(models.Model):
    """The targets of an annotation as they stood until an edit, or a person, changed them.

    They held up to `until_revision`, from the revision after the row before this one, or from the
    annotation's own. What did not change is not written down, so in a revision an annotation's
    targets are the oldest ones kept until then or later; where there are none, the current ones.
    """

    annotation = models.ForeignKey(
        "annotations.Annotation", on_delete=models.CASCADE, related_name="past_targets"
    )
    until_revision = models.PositiveIntegerField(_("until revision"))
    targets = models.JSONField(_("targets"))

    objects = PastTargetsQuerySet.as_manager()

    class Meta:
        verbose_name = _("past targets")
        verbose_name_plural = _("past targets")
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "until_revision"],
                name="past_targets_are_kept_once_for_a_revision",
            ),
        ]

    def __str__(self) -> str:
        return "\n".join(target["exact"] for target in self.targets)

    def as_targets(self) -> list[Target]:
        """In order, not saved."""
        return [Target(annotation_id=self.annotation_id, **fields) for fields in self.targets]


def kept(target: Target) -> dict[str, Any]:
    return {field: getattr(target, field) for field in KEPT_FIELDS}


def is_same(some: Iterable[Target], others: Iterable[Target]) -> bool:
    """Whether an annotation would stand in the same place with either."""
    return [kept(target) for target in some] == [kept(target) for target in others]
