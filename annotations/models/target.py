from collections.abc import Mapping, Sequence

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.selectors import Selector, words_after, words_before


class TargetQuerySet(models.QuerySet["Target"]):
    def standing(self) -> "TargetQuerySet":
        """Those that lie on words of the current text and whose annotation was not removed."""
        return self.exclude(state=Target.State.ORPHANED).filter(annotation__removed_at=None)

    def overlapping(self, start: int, end: int) -> "TargetQuerySet":
        return self.filter(start__lt=end, end__gt=start)

    def in_order(self) -> "TargetQuerySet":
        return self.order_by("annotation_id", "position")


class Target(models.Model):
    """What an annotation is about: a passage of one paragraph, found by its selector.

    A passage that crosses paragraphs has one target in each, numbered by `position`. What was
    marked at first stays as the annotation's `quote`; `exact` is what stands there now. An orphan
    keeps the last paragraph and offsets at which its words stood.
    """

    class State(models.TextChoices):
        ANCHORED = "anchored", _("on its words")
        CHANGED = "changed", _("the words have changed")
        MOVED = "moved", _("moved with its words")
        ORPHANED = "orphaned", _("its words are gone")

    annotation = models.ForeignKey(
        "annotations.Annotation", on_delete=models.CASCADE, related_name="targets"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    paragraph = models.ForeignKey(
        "commentary.Paragraph", on_delete=models.PROTECT, related_name="targets"
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("exact"))
    prefix = models.CharField(_("prefix"), max_length=64, blank=True)
    suffix = models.CharField(_("suffix"), max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ANCHORED)

    orphaned_in = models.PositiveIntegerField(
        _("orphaned in revision"),
        null=True,
        help_text=_("The offsets then count in the revision before it."),
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "position"], name="target_position_is_unique_in_annotation"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")), name="target_has_at_least_one_character"
            ),
            models.CheckConstraint(
                condition=Q(state="orphaned", orphaned_in__isnull=False)
                | (~Q(state="orphaned") & Q(orphaned_in=None)),
                name="orphan_knows_the_revision_that_made_it_one",
            ),
        ]
        # Whether an article has orphans is asked on every page of it.
        indexes = [
            models.Index(
                fields=["paragraph"],
                condition=Q(state="orphaned"),
                name="orphan_by_paragraph",
            ),
        ]

    def __str__(self) -> str:
        return self.exact

    @property
    def is_orphaned(self) -> bool:
        return self.state == self.State.ORPHANED

    @property
    def before(self) -> str:
        return words_before(self.prefix)

    @property
    def after(self) -> str:
        return words_after(self.suffix)

    @property
    def selector(self) -> Selector:
        return Selector(
            paragraph=self.paragraph.identity,
            start=self.start,
            end=self.end,
            exact=self.exact,
            prefix=self.prefix,
            suffix=self.suffix,
        )


def targets_at(
    selectors: Sequence[Selector],
    paragraph_pks: Mapping[int, int],
    *,
    annotation: int,
    state: str = Target.State.ANCHORED,
) -> list[Target]:
    """An annotation's targets on these passages, in order and not saved.

    `paragraph_pks` are the keys of the paragraphs by identity.
    """
    return [
        Target(
            annotation_id=annotation,
            position=position,
            paragraph_id=paragraph_pks[selector.paragraph],
            start=selector.start,
            end=selector.end,
            exact=selector.exact,
            prefix=selector.prefix,
            suffix=selector.suffix,
            state=state,
        )
        for position, selector in enumerate(selectors)
    ]
