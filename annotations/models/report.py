"""Somebody says that a comment should not stand, and learns what became of that."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.act import Act
from annotations.models.comment import Comment

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """Those that no moderator has answered."""
        return self.filter(settled_by=None)

    def by(self, user: "User | AnonymousUser") -> Self:
        return self.filter(reporter=user.pk) if user.pk else self.none()

    @transaction.atomic
    def make(
        self, comment: Comment, *, by: "User", ground: str, words: str = ""
    ) -> "Report | None":
        """Report a comment, once while that is open; None if it was removed in the meantime.

        Raises RefusedError.
        """
        from annotations.moderating.contributing import Contributor, insist  # noqa: PLC0415  (it imports this)

        if comment.is_removed_now():
            return None
        insist(Contributor.of(by).refusal_to_report())
        report, _is_new = self.get_or_create(
            comment=comment,
            reporter=by,
            settled_by=None,
            defaults={"ground": ground, "words": words},
        )
        return report

    @transaction.atomic
    def dismiss(self, comment: Comment, *, by: "User", reason: str) -> Act | None:
        """Let a comment stand. None where another moderator has answered its reports already."""
        comment.paragraph.article.record_activity()
        reports = self.open().filter(comment=comment)
        if not reports.exists():
            return None
        act = comment.record_act(Act.Kind.DISMISS, by=by, reason=reason, concerns_author=False)
        reports.settle(act)
        return act

    def settle(self, act: Act) -> None:
        """Let these open reports be answered by an act, and tell those who made them."""
        from annotations.telling.announcing import announce_answer  # noqa: PLC0415  (it imports this)

        reporters = [report.reporter for report in self.select_related("reporter")]
        self.update(settled_by=act)
        announce_answer(act, reporters)


class Report(models.Model):
    class Ground(models.TextChoices):
        RUDE = "rude", _("It is rude to somebody")
        HATE = "hate", _("It is hateful or threatens")
        SPAM = "spam", _("It advertises, or is spam")
        PRIVATE = "private", _("It tells something private")
        OFF = "off", _("It has nothing to do with the text")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports"
    )
    ground = models.CharField(_("what is wrong"), max_length=10, choices=Ground)
    words = models.CharField(_("in your words"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    settled_by = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, related_name="reports", verbose_name=_("answer")
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [
            models.Index(
                fields=["comment", "made_at"], name="open_report", condition=Q(settled_by=None)
            ),
            models.Index(fields=["reporter", "-made_at", "-id"], name="report_by_reporter"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=Q(settled_by=None),
                name="person_has_one_open_report_of_a_comment",
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()
