"""What a person is told, once for each thing that happened, and whether they have seen it.

What happened is kept, and no words about it: those are found when somebody reads them, in the
language that they read then (`annotations.telling.saying`).
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.act import Act
from annotations.models.annotation import Annotation
from annotations.models.comment import Comment
from annotations.models.report import Report
from commentary.models import Article, Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User


class NotificationQuerySet(models.QuerySet["Notification"]):
    def shown_to(self, user: "User | AnonymousUser") -> Self:
        """What this person was told and may see now. Everything shown or mailed starts here.

        What was removed since, or is no longer open to them, has vanished. Of an act that concerns
        them, and of what became of a thread, they hear although the comment is removed.
        """
        comments = Comment.objects.visible_to(user)
        stays = Q(kind__in=(Notification.Kind.ACT, Notification.Kind.STATUS))
        return self.filter(
            Q(comment=None) | Q(comment__in=comments.counted()) | stays & Q(comment__in=comments),
            Q(annotation=None) | Q(annotation__in=Annotation.objects.visible_to(user)),
            Q(article=None) | Q(article__in=Article.objects.visible_to(user)),
            person=user.pk or None,
        )

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def waiting_for_mail(self) -> Self:
        """Not seen, and not mailed, since this person last began to want mail."""
        return self.unread().filter(
            mailed_at=None, created_at__gte=models.F("person__mailbox__since")
        )

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")

    def in_order(self) -> Self:
        return self.order_by("created_at", "pk")

    def for_reading(self) -> Self:
        """With all that lists and mails show; anything forgotten is an error, not a query."""
        return self.select_related(
            "actor",
            "act",
            "article",
            "annotation",
            "report__person",
            "revision",
            "comment__author",
            "comment__annotation",
            "comment__paragraph__article",
        ).fetch_mode(models.FETCH_RAISE)

    def mark_read(self) -> None:
        self.unread().update(read_at=timezone.now())

    def read_comments(self, user: "User | AnonymousUser", comments: Collection[int]) -> None:
        """Whoever has read a comment (given by key) need not be told of it any more."""
        if user.pk:
            self.filter(person=user.pk, comment__in=comments).mark_read()

    def tell(self, notifications: "Iterable[Notification]") -> None:
        """Keep them; whoever has been told the same before is not told again."""
        self.bulk_create(notifications, ignore_conflicts=True, batch_size=1000)


class Notification(models.Model):
    """One row for a person and an event. What it is about says where it leads."""

    class Kind(models.TextChoices):
        """Why they are told. Of several reasons for one comment, the first here counts."""

        REPLY = "reply", _("A reply to you")
        MENTION = "mention", _("Someone named you")
        ANNOTATION = "annotation", _("On words that you marked")
        THREAD = "thread", _("In a thread that you follow")
        PARAGRAPH = "paragraph", _("On a paragraph that you follow")
        ARTICLE = "article", _("On an article that you follow")
        STATUS = "status", _("What became of a thread")
        PLACE = "place", _("A place for words that had left the text")
        ACT = "act", _("An act of a moderator")
        REVISION = "revision", _("The text was changed")

    class Verb(models.TextChoices):
        """What was done, where the kind leaves that open. Of a thread, a `Decision.Act`."""

        RESOLVED = "resolved"
        REOPENED = "reopened"
        NOTED = "noted"
        IN_WORK = "in-work"
        CHANGED = "changed"
        CLEARED = "cleared"
        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        FOUND = "found"
        DECLINED = "declined"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    event = models.CharField(
        _("event"), max_length=80, help_text=_("Names what happened: told once to each person.")
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, null=True, related_name="+"
    )
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, related_name="+")
    act = models.ForeignKey(Act, on_delete=models.CASCADE, null=True, related_name="+")
    report = models.ForeignKey(
        Report,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text=_("Theirs, which the act answered."),
    )
    verb = models.CharField(
        _("verb"),
        max_length=10,
        blank=True,
        choices=Verb,
        help_text=_("What was done with a thread, or about a place."),
    )
    created_at = models.DateTimeField(_("told"), auto_now_add=True)
    read_at = models.DateTimeField(_("seen"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["person", "event"], name="told_once_to_each_person"),
            models.CheckConstraint(
                condition=Q(kind="act", act__isnull=False) | (~Q(kind="act") & Q(act=None)),
                name="who_is_told_of_an_act_is_told_which",
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=("place", "status")) & ~Q(verb=""))
                | (~Q(kind__in=("place", "status")) & Q(verb="")),
                name="who_is_told_of_a_thread_or_a_place_is_told_what_was_done",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notification_by_person"),
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notification_not_seen"
            ),
        ]

    def __str__(self) -> str:
        return self.event

    def get_absolute_url(self) -> str:
        if self.comment_id is not None:
            return reverse("comment", args=[self.comment_id])
        if self.annotation_id is not None:
            return reverse("annotation", args=[self.annotation_id])
        if self.revision and self.article:
            number = self.revision.number
            return reverse("comparison", args=[self.article.slug, number - 1, number])
        return reverse("own-reports" if self.report_id is not None else "own-acts")

    @property
    def reason(self) -> str:
        """What a moderator or an editor said of what they did; empty where they said nothing."""
        if self.act:
            return self.act.why
        return self.revision.note if self.revision else ""
