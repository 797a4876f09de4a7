"""What was decided about a thread, by whom and when: nothing of it is ever changed."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from annotations.models.thread import Thread


class DecisionQuerySet(models.QuerySet["Decision"]):
    def about(self, thread: "Thread") -> Self:
        return self.filter(thread=thread)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class Decision(models.Model):
    class Act(models.TextChoices):
        RESOLVED = "resolved", _("Resolved")
        REOPENED = "reopened", _("Reopened")
        NOTED = "noted", _("Noted")
        IN_WORK = "in-work", _("In work")
        CHANGED = "changed", _("Changed")
        CLEARED = "cleared", _("Status taken back")

    thread = models.ForeignKey(
        "annotations.Thread", on_delete=models.CASCADE, related_name="decisions"
    )
    act = models.CharField(_("what"), max_length=10, choices=Act)
    revision_number = models.PositiveIntegerField(
        _("in revision"), null=True, help_text=_("The one in which the text was changed.")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["thread", "-made_at"], name="decision_by_thread")]
        constraints = [
            models.CheckConstraint(
                condition=Q(act="changed", revision_number__isnull=False)
                | (~Q(act="changed") & Q(revision_number=None)),
                name="decision_changed_names_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return self.get_act_display()
