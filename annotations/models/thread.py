"""A thread as a whole: what its comments add up to, kept ready, and what was decided about it."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.act import MODERATE, Act
from annotations.models.contributing import Contributor, insist
from annotations.models.decision import Decision
from annotations.models.lockable import Lockable
from annotations.signals import thread_decided

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import Article, User


class ThreadQuerySet(models.QuerySet["Thread"]):
    def refresh(self, roots: Collection[int]) -> None:
        """Write anew what these threads (by the key of their first comment) add up to.

        To be called in the transaction of every change, after `article.record_activity()`, as
        `Margin.objects.refresh` is.
        """
        from annotations.models.comment import Comment  # noqa: PLC0415  (it imports this)

        standing = {
            root: (count, latest)
            for root, count, latest in Comment.objects.in_threads(roots)
            .standing()
            .order_by()
            .values_list(Coalesce(F("root"), F("pk")))
            .annotate(Count("pk"), Max("created_at"))
        }
        begun = Comment.objects.filter(pk__in=roots).values_list("pk", "created_at", "tally")
        self.bulk_create(
            [
                Thread(
                    root_id=root, comments=count, latest_at=latest, agreements=tally.get("agree", 0)
                )
                for root, created_at, tally in begun
                for count, latest in [standing.get(root, (0, created_at))]
            ],
            update_conflicts=True,
            unique_fields=["root"],
            update_fields=["comments", "latest_at", "agreements"],
        )


class Thread(Lockable):
    """One row for each comment that opens a thread, made with it.

    So a discussion of any size is sorted and counted without reading what was said in it.
    People resolve it when it is settled, and editors say what became of it.
    """

    class Status(models.TextChoices):
        """What editors do about it; each is also the act of a decision."""

        NOTED = "noted", _("Noted")
        IN_WORK = "in-work", _("In work")
        CHANGED = "changed", _("Changed")

    root = models.OneToOneField(
        "annotations.Comment", on_delete=models.CASCADE, primary_key=True, related_name="opened"
    )
    comments = models.PositiveIntegerField(
        _("comments"), default=0, help_text=_("Those that stand, the first one included.")
    )
    latest_at = models.DateTimeField(
        _("latest comment"), help_text=_("When the latest comment that stands was made.")
    )
    agreements = models.PositiveIntegerField(
        _("agreements"), default=0, help_text=_("How many agree with its first comment.")
    )

    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, blank=True)
    changed_in = models.PositiveIntegerField(
        _("changed in revision"), null=True, help_text=_("The one that did what was asked for.")
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [models.Index(fields=["-latest_at"], name="thread_by_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="resolution_has_a_moment_and_a_person",
            ),
            models.CheckConstraint(
                condition=Q(status="changed", changed_in__isnull=False)
                | (~Q(status="changed") & Q(changed_in=None)),
                name="thread_changed_names_its_revision",
            ),
        ]

    def __str__(self) -> str:
        return str(self.root_id)

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    # Who may: asked of a thread loaded with its first comment, the passage and the article

    def is_resolvable_by(self, user: "User | AnonymousUser") -> bool:
        """Resolve and reopen: its author, who marked the words, editors and moderators."""
        annotation = self.root.annotation
        people = {self.root.author_id, annotation.creator_id if annotation else None}
        is_theirs = user.is_authenticated and user.pk in people
        return is_theirs or self.is_tracked_by(user) or user.has_perm(MODERATE)

    def is_tracked_by(self, user: "User | AnonymousUser") -> bool:
        """Say what becomes of it: editors."""
        return self.root.paragraph.article.is_editable_by(user)

    # What may be done with it

    @transaction.atomic
    def resolve(self, *, by: "User") -> None:
        """Say that it is settled. Who was first has resolved it. Raises RefusedError."""
        self._wait(by)
        if not self.is_resolved:
            self.resolved_at, self.resolved_by = timezone.now(), by
            self._decide(Decision.Act.RESOLVED, by)

    @transaction.atomic
    def reopen(self, *, by: "User") -> None:
        """Undo `resolve`. Raises RefusedError."""
        self._wait(by)
        if self.is_resolved:
            self.resolved_at, self.resolved_by = None, None
            self._decide(Decision.Act.REOPENED, by)

    @transaction.atomic
    def track(self, status: str, *, by: "User", changed_in: int | None = None) -> None:
        """Say what became of it; an empty status takes that back. Raises RefusedError."""
        self._wait(by)
        if (status, changed_in) != (self.status, self.changed_in):
            self.status, self.changed_in = status, changed_in
            self._decide(status or Decision.Act.CLEARED, by)

    def _wait(self, by: "User") -> None:
        """Until nobody else can write; then take the thread as it is, if they still may."""
        root = self.root
        insist(Contributor.of(by).refusal_to_settle(root.as_it_is_now()))
        self.refresh_from_db(fields=["resolved_at", "resolved_by", "status", "changed_in"])
        self.root = root  # being the key as well, it was let go with what was read anew

    def _decide(self, act: str, by: "User") -> None:
        self.save(update_fields=["resolved_at", "resolved_by", "status", "changed_in"])
        type(self.root).objects.filter(pk=self.pk).update(
            changed=self.root.paragraph.article.activity
        )
        revision_number = self.changed_in if act == Decision.Act.CHANGED else None
        Decision.objects.create(thread=self, act=act, revision_number=revision_number, by=by)
        thread_decided.send(sender=Thread, thread=self, by=by, act=act)

    # What moderators may do with it: see Lockable

    LOCK, UNLOCK = Act.Kind.LOCK, Act.Kind.UNLOCK

    def locked_place(self) -> "tuple[Article, dict[str, Any]]":
        return self.root.paragraph.article, {
            "paragraph": self.root.paragraph,
            "comment": self.root,
            "person": self.root.author,
        }
