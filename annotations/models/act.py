"""What moderators do, written down: who, when, why, on what, and until when."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Case, F, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.signals import act_recorded
from commentary.models import Article, Paragraph, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from annotations.models.comment import Comment

MODERATE = "annotations.moderate_comment"


class ActQuerySet(models.QuerySet["Act"]):
    def concerning(self, user: "User | AnonymousUser") -> Self:
        """Those that this person has to know of."""
        return self.filter(person=user.pk) if user.pk else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def for_reading(self) -> Self:
        return self.select_related(
            "by", "person", "article", "paragraph__article", "comment__paragraph__article"
        )

    def last_on(self, comment: "Comment") -> "Act | None":
        """What was last done about a comment: for whoever comes second."""
        return self.filter(comment=comment).for_reading().newest_first().first()

    def turning(self, article: Article, since: int) -> Self:
        """What has since been done on an article that decides who may say something there."""
        return self.filter(article=article, activity__gt=since, kind__in=Act.TURNS)

    def suspensions(self, people: Collection[int]) -> "dict[int, Act]":
        """Key of each of these people who is suspended now -> the act that keeps them so."""
        acts = self.filter(person__in=people, kind__in=(Act.Kind.SUSPEND, Act.Kind.LIFT))
        # Of several, the last one holds, and it comes last.
        last = {act.person_id: act for act in acts.order_by("at", "pk")}
        now = timezone.now()
        return {
            person: act
            for person, act in last.items()
            if person and act.kind == Act.Kind.SUSPEND and (act.until is None or act.until > now)
        }

    def key_of_suspension(self, person: int) -> Subquery:
        """Within another question: the act that keeps this person (by key) from contributing now.

        None if there is none.
        """
        ended = Q(kind=Act.Kind.LIFT) | Q(until__lte=timezone.now())
        acts = self.filter(person=person, kind__in=(Act.Kind.SUSPEND, Act.Kind.LIFT))
        last = acts.newest_first().annotate(holds=Case(When(ended, then=None), default=F("pk")))
        return Subquery(last.values("holds")[:1])

    def suspension_of(self, user: "User | AnonymousUser") -> "Act | None":
        """The act that keeps this person from contributing now, if there is one."""
        return self.suspensions([user.pk]).get(user.pk) if user.pk else None

    def record(
        self,
        kind: "Act.Kind",
        *,
        by: "User",
        reason: str,
        article: Article | None = None,
        **what: Any,
    ) -> "Act":
        """Write down what is being done, in its transaction. Every act is made here.

        Raises RefusedError for a moderator who is suspended: they can only read, as others.
        """
        from annotations.models.contributing import (  # noqa: PLC0415  (it imports this)
            Contributor,
            insist,
        )

        insist(Contributor.of(by).refusal_to_moderate())
        activity = article.activity if article else 0
        act = self.create(
            kind=kind, by=by, reason=reason, article=article, activity=activity, **what
        )
        act_recorded.send(sender=Act, act=act)
        return act

    @transaction.atomic
    def suspend(
        self, person: "User", *, by: "User", reason: str, until: datetime | None
    ) -> "Act | None":
        """Let somebody only read, until then or for good.

        None if they were suspended already, or have left. It answers the reports of this person.
        """
        from annotations.models.report import Report  # noqa: PLC0415  (it imports this)

        if self.wait_for(person).is_erased or self.suspension_of(person):
            return None
        act = self.record(Act.Kind.SUSPEND, by=by, reason=reason, person=person, until=until)
        Report.objects.open().about(person).settle(act)
        return act

    @transaction.atomic
    def lift(self, person: "User", *, by: "User", reason: str) -> "Act | None":
        """Undo `suspend`; None if they are not suspended any more."""
        self.wait_for(person)
        if not self.suspension_of(person):
            return None
        return self.record(Act.Kind.LIFT, by=by, reason=reason, person=person)

    def wait_for(self, person: "User") -> "User":
        """Until nobody else decides about this person, who is then as they are now."""
        # What others write may point to this person meanwhile: on PostgreSQL no key is locked.
        return User.objects.select_for_update(no_key=True).get(pk=person.pk)


class Act(models.Model):
    """Made by the verbs themselves, in the transaction of what they do; never changed.

    What a moderator does to what is their own is no act.
    """

    class Kind(models.TextChoices):
        REMOVE = "remove", _("Comment removed")
        RESTORE = "restore", _("Comment restored")
        APPROVE = "approve", _("Comment approved")
        DISMISS = "dismiss", _("Reports dismissed")
        DISMISS_PERSON = "dismiss-person", _("Reports of a person dismissed")
        LOCK = "lock", _("Thread locked")
        UNLOCK = "unlock", _("Thread unlocked")
        LOCK_PARAGRAPH = "lock-paragraph", _("Paragraph locked")
        UNLOCK_PARAGRAPH = "unlock-paragraph", _("Paragraph unlocked")
        SLOW = "slow", _("Slow mode changed")
        FIRST = "first", _("Approval of first contributions changed")
        LOG = "log", _("Publishing of this log changed")
        CLOSE = "close", _("Discussion closed")
        OPEN = "open", _("Discussion opened")
        SUSPEND = "suspend", _("Suspended")
        LIFT = "lift", _("Suspension lifted")

    TURNS = (
        *(Kind.LOCK, Kind.UNLOCK, Kind.LOCK_PARAGRAPH, Kind.UNLOCK_PARAGRAPH),
        *(Kind.SLOW, Kind.CLOSE, Kind.OPEN),
    )

    # Where nothing has to be said, it is said of what was done when it is read.
    UNSAID = {
        Kind.APPROVE: _("It keeps to the rules."),
        Kind.DISMISS: _("It keeps to the rules."),
        Kind.DISMISS_PERSON: _("We saw nothing against the rules."),
    }

    kind = models.CharField(_("what was done"), max_length=20, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acts")
    at = models.DateTimeField(_("when"), auto_now_add=True)
    reason = models.CharField(_("why"), max_length=300)
    until = models.DateTimeField(_("until"), null=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="acts")
    activity = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The article's activity when it was done."
    )
    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(
        "annotations.Comment",
        on_delete=models.CASCADE,
        null=True,
        related_name="acts",
        help_text=_("Of a thread, its first."),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="acts_concerning",
        help_text=_("Whom it concerns."),
    )

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act of moderation")
        verbose_name_plural = _("acts of moderation")
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="act_by_person"),
            models.Index(fields=["article", "-at", "-id"], name="act_by_article"),
            models.Index(fields=["article", "activity"], name="act_by_activity"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") | Q(kind__in=("approve", "dismiss", "dismiss-person")),
                name="act_has_a_reason_where_it_needs_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.why}"

    @property
    def why(self) -> str:
        """What the moderator said; where they need not, what is meant, in the active language."""
        return self.reason or str(self.UNSAID[Act.Kind(self.kind)])
