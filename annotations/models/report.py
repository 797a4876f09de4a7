"""Somebody says that a comment should not stand, or how a person behaves, and learns the answer."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.models.act import Act
from annotations.models.comment import Comment
from annotations.models.contributing import Contributor, insist
from annotations.signals import reports_settled
from commentary.models import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


def _field(about: Comment | User) -> str:
    return "comment" if isinstance(about, Comment) else "person"


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """Those that no moderator has answered."""
        return self.filter(settled_by=None)

    def by(self, user: "User | AnonymousUser") -> Self:
        return self.filter(reporter=user.pk) if user.pk else self.none()

    def about(self, what: Comment | User) -> Self:
        """Reports of a comment, or of a person as such."""
        return self.filter(**{_field(what): what})

    @transaction.atomic
    def make(
        self, about: Comment | User, *, by: User, ground: str, words: str = ""
    ) -> "Report | None":
        """Report a comment, or how somebody behaves: once while that is open.

        None if the comment was removed meanwhile, or the account is gone. Raises RefusedError.
        """
        if isinstance(about, Comment):
            is_gone = about.is_removed_now()
        else:
            # Asked when nobody else decides about this person any more.
            is_gone = Act.objects.wait_for(about).is_erased
        if is_gone:
            return None
        insist(Contributor.of(by).refusal_to_report())
        report, _is_new = self.get_or_create(
            **{_field(about): about},
            reporter=by,
            settled_by=None,
            defaults={"ground": ground, "words": words},
        )
        return report

    @transaction.atomic
    def dismiss(self, comment: Comment, *, by: "User", reason: str) -> Act | None:
        """Let a comment stand. None where another moderator has answered its reports already."""
        comment.paragraph.article.record_activity()
        reports = self.open().about(comment)
        if not reports.exists():
            return None
        act = comment.record_act(Act.Kind.DISMISS, by=by, reason=reason, concerns_author=False)
        reports.settle(act)
        return act

    @transaction.atomic
    def dismiss_about(self, person: User, *, by: User, reason: str) -> Act | None:
        """Do nothing about a person. None where another moderator has answered that already.

        The act names nobody: who was reported does not learn of it.
        """
        Act.objects.wait_for(person)
        reports = self.open().about(person)
        if not reports.exists():
            return None
        act = Act.objects.record(Act.Kind.DISMISS_PERSON, by=by, reason=reason)
        reports.settle(act)
        return act

    def settle(self, act: Act) -> None:
        """Let these open reports be answered by an act, and tell those who made them."""
        reports = list(self.select_related("reporter"))
        self.update(settled_by=act)
        reports_settled.send(sender=Report, act=act, reports=reports)


class Report(models.Model):
    """About a comment, or about a person as such."""

    class Ground(models.TextChoices):
        RUDE = "rude", _("Rude to somebody")
        HATE = "hate", _("Hateful, or a threat")
        SPAM = "spam", _("Advertising, or spam")
        PRIVATE = "private", _("Something private about somebody")
        OFF = "off", _("Nothing to do with the text")
        OTHER = "other", _("Something else")

    comment = models.ForeignKey(
        Comment, on_delete=models.CASCADE, null=True, related_name="reports"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="reports_about",
        help_text=_("Whom it is about."),
    )
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
            models.Index(
                fields=["person", "made_at"],
                name="open_report_about_person",
                condition=Q(settled_by=None, person__isnull=False),
            ),
            models.Index(fields=["reporter", "-made_at", "-id"], name="report_by_reporter"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, person__isnull=False)
                | Q(comment__isnull=False, person=None),
                name="report_is_about_a_comment_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | ~Q(person=F("reporter")),
                name="nobody_reports_themselves",
            ),
            models.UniqueConstraint(
                fields=["person", "reporter"],
                condition=Q(settled_by=None),
                name="person_has_one_open_report_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=Q(settled_by=None),
                name="person_has_one_open_report_of_a_comment",
            ),
        ]

    def __str__(self) -> str:
        return self.get_ground_display()
