"""What is said about a paragraph: how it is kept, whether it stands, what may be done with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.act import MODERATE, Act
from annotations.models.annotation import Annotation
from annotations.models.comments import CommentQuerySet
from annotations.models.contributing import Contributor, insist
from annotations.models.lockable import Lock
from annotations.models.margin import Margin
from annotations.models.reaction import Reaction
from annotations.models.thread import Thread
from annotations.models.wording import Wording
from annotations.signals import came_back, comment_arrived, comment_edited
from annotations.writing.mentioning import html_of
from commentary.models import Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User


class Comment(models.Model):
    """A root comment opens a thread; its replies carry it as `root`, at any depth.

    Removing one empties it for readers but leaves its place to its replies; where its author erased
    their account it is empty for good. One that is held waits for a moderator: until then nobody
    else sees it, and it is counted nowhere.
    """

    class Hold(models.TextChoices):
        FIRST = "first", _("Somebody's first contribution")
        LINKS = "links", _("Links, and its author is new")
        TRAP = "trap", _("A field was filled in that people do not see")

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="comments")
    annotation = models.ForeignKey(
        Annotation,
        on_delete=models.PROTECT,
        null=True,
        related_name="comments",
        help_text=_("The passage it is about; none for a remark on the paragraph."),
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="thread")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    body = models.TextField(_("comment"))
    body_html = models.TextField(editable=False)
    revision_number = models.PositiveIntegerField(_("made on revision"))
    arrived = models.PositiveBigIntegerField(
        default=0,
        editable=False,
        help_text="The article's activity when others could first read it: a number of its own.",
    )
    changed = models.PositiveBigIntegerField(
        default=0,
        editable=False,
        help_text=(
            "The article's activity when its words, whether it stands, its reactions, or what was"
            " decided about the thread that it opens were last changed."
        ),
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    edited_at = models.DateTimeField(_("edited"), null=True)
    removed_at = models.DateTimeField(_("removed"), null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removal_reason = models.CharField(_("reason"), max_length=300, blank=True)
    tally = models.JSONField(
        _("reactions"),
        default=dict,
        editable=False,
        help_text=_("How many of each kind, kept ready with every reaction."),
    )
    held_for = models.CharField(_("waits because of"), max_length=10, choices=Hold, blank=True)

    # Of its paragraph's lock or its thread's, in a comment loaded `with_lock`.
    lock_kind: str | None = None
    lock_reason: str | None = None

    # Of the person whom it was loaded for (see `for_reading`); a comment just made has none.
    own_reactions: Sequence[Reaction]

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", _("Can remove and restore anyone's comment"))]
        indexes = [
            models.Index(fields=["paragraph", "created_at", "id"], name="comment_by_paragraph"),
            models.Index(fields=["root", "created_at", "id"], name="comment_by_thread"),
            models.Index(fields=["paragraph", "arrived"], name="comment_by_arrival"),
            models.Index(fields=["paragraph", "changed"], name="comment_by_change"),
            models.Index(
                fields=["paragraph", "created_at", "id"],
                condition=Q(parent=None),
                name="opening_by_paragraph",
            ),
            models.Index(fields=["author", "-created_at"], name="comment_by_author"),
            models.Index(fields=["created_at"], name="comment_held", condition=~Q(held_for="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent=None, root=None) | Q(parent__isnull=False, root__isnull=False),
                name="reply_has_a_parent_and_a_root",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="removal_has_a_moment_and_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(body="") | Q(removed_at__isnull=False),
                name="comment_without_words_is_removed",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.pk])

    @property
    def label(self) -> str:
        """Its name in links and in the page (`#comment-7`)."""
        return f"comment-{self.pk}"

    @property
    def thread_pk(self) -> int:
        return self.root_id or self.pk

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None

    @property
    def stands(self) -> bool:
        return self.removed_at is None and not self.held_for

    @property
    def was_removed_by_author(self) -> bool:
        return self.removed_by_id == self.author_id

    @property
    def lock(self) -> Lock | None:
        """What keeps others than those who preside from saying more here."""
        return Lock(self.lock_kind, self.lock_reason or "") if self.lock_kind else None

    # Who may: whose it is; what keeps them from it now is asked of `contributing`

    def is_visible_to(self, user: "User | AnonymousUser") -> bool:
        is_theirs = (
            self.annotation is None
            or self.annotation.visibility == Annotation.Visibility.PUBLIC
            or self.annotation.creator_id == user.pk
        )
        is_shown = not self.held_for or self.author_id == user.pk or user.has_perm(MODERATE)
        return is_theirs and is_shown

    def shows_wordings_to(self, user: "User | AnonymousUser") -> bool:
        """What it said before: for everyone who may read what it says now."""
        return not self.is_removed or self.author_id == user.pk or user.has_perm(MODERATE)

    def is_editable_by(self, user: "User | AnonymousUser") -> bool:
        return self.author_id == user.pk

    def is_removable_by(self, user: "User | AnonymousUser") -> bool:
        return not self.is_removed and (self.author_id == user.pk or user.has_perm(MODERATE))

    def is_restorable_by(self, user: "User | AnonymousUser") -> bool:
        """Who removed it may take that back, and so may a moderator, while there are words."""
        return (
            self.is_removed
            and bool(self.body)
            and (self.removed_by_id == user.pk or user.has_perm(MODERATE))
        )

    def is_reportable_by(self, user: "User | AnonymousUser") -> bool:
        return user.is_authenticated and self.author_id != user.pk and self.stands

    # What may be done with it

    def reply(self, *, author: "User", body: str, held_for: str = "") -> "Comment":
        return Comment.objects.post(
            author=author,
            paragraph=self.paragraph,
            body=body,
            annotation=self.annotation,
            parent=self,
            held_for=held_for,
        )

    @transaction.atomic
    def edit(self, *, body: str) -> None:
        """Say it in other words. Raises RefusedError where it was removed or locked meanwhile.

        What it said until then stays readable. Whom it names only now is told of it.
        """
        before = self.as_it_is_now()
        insist(Contributor.of(self.author).refusal_to_edit(before))
        if body == before.body:
            return
        self.body, self.body_html = body, html_of(body)
        self.edited_at = timezone.now()
        self._save_change("body", "body_html", "edited_at")
        Wording.objects.create(
            comment=self, body=before.body, body_html=before.body_html, until=self.edited_at
        )
        comment_edited.send(sender=Comment, comment=self, before=before.body)

    @transaction.atomic
    def react(self, *, by: "User", kind: Reaction.Kind) -> None:
        """Say so; once is enough. Raises RefusedError."""
        insist(Contributor.of(by).refusal_to_reply(self.as_it_is_now()))
        self.reactions.get_or_create(person=by, kind=kind)
        self.count_reactions()

    @transaction.atomic
    def take_back(self, *, by: "User", kind: Reaction.Kind) -> None:
        """Undo `react`."""
        if not self.is_removed_now():
            self.reactions.by(by).filter(kind=kind).delete()
            self.count_reactions()

    @transaction.atomic
    def remove(self, *, by: "User", reason: str = "") -> bool:
        """Empty it for readers; its replies keep their place.

        Done to what somebody else said it is an act and has a reason, and answers the reports of
        it. Whether this removed it: not if somebody else was first.
        """
        if self.is_removed_now():
            return False
        self.removed_at, self.removed_by, self.removal_reason = timezone.now(), by, reason
        self._save_removal()
        if by.pk != self.author_id:
            act = self.record_act(Act.Kind.REMOVE, by=by, reason=reason)
            self.reports.open().settle(act)
        return True

    @transaction.atomic
    def restore(self, *, by: "User", reason: str = "") -> bool:
        """Undo `remove`. Whether this restored it; of what somebody else said, it is an act.

        Raises RefusedError. Of what was emptied for good nothing can be restored.
        """
        before = self.as_it_is_now()
        insist(Contributor.of(by).refusal_to_restore(before))
        if not before.is_restorable_by(by):
            return False
        self.removed_at, self.removed_by, self.removal_reason = None, None, ""
        self._save_removal()
        if by.pk != self.author_id:
            self.record_act(Act.Kind.RESTORE, by=by, reason=reason)
        came_back.send(sender=type(self), what=self)
        return True

    @transaction.atomic
    def approve(self, *, by: "User", reason: str) -> bool:
        """Show one that was held, where it would have stood. Whether this approved it.

        Not on words that became somebody's private ones: nobody else would see it there.
        """
        before = self.as_it_is_now()
        if before.is_removed or not before.held_for or not before.is_visible_to(by):
            return False
        self.held_for = ""
        self.save(update_fields=["held_for"])
        Comment.objects.filter(pk=self.pk).arrive(self.paragraph.article)
        self._refresh()
        self.record_act(Act.Kind.APPROVE, by=by, reason=reason)
        comment_arrived.send(sender=Comment, comment=self)
        return True

    def record_act(
        self, kind: Act.Kind, *, by: "User", reason: str, concerns_author: bool = True
    ) -> Act:
        """Write down what a moderator did about it, in the transaction of doing it."""
        return Act.objects.record(
            kind,
            by=by,
            reason=reason,
            article=self.paragraph.article,
            paragraph=self.paragraph,
            comment=self,
            person=self.author if concerns_author else None,
        )

    def as_it_is_now(self) -> "Comment":
        """With its lock and its mark, read when nobody else can write any more."""
        self.paragraph.article.record_activity()
        return Comment.objects.for_deciding().get(pk=self.pk)

    def is_removed_now(self) -> bool:
        """Whether it is removed, asked when nobody else can write any more."""
        self.paragraph.article.record_activity()
        return Comment.objects.filter(pk=self.pk).exclude(removed_at=None).exists()

    def count_reactions(self) -> None:
        """Write its tally anew, in the transaction of a change of its reactions."""
        self.tally = self.reactions.tally()
        self._save_change("tally")
        Thread.objects.refresh([self.thread_pk])

    def _save_change(self, *fields: str) -> None:
        """Write these, so that pages which show it find out; after `record_activity`."""
        self.changed = self.paragraph.article.activity
        self.save(update_fields=[*fields, "changed"])

    def _save_removal(self) -> None:
        self._save_change("removed_at", "removed_by", "removal_reason")
        self._refresh()

    def _refresh(self) -> None:
        Thread.objects.refresh([self.thread_pk])
        # An edit may have moved it with its words since it was read.
        paragraphs = Comment.objects.filter(pk=self.pk).values_list("paragraph", flat=True)
        Margin.objects.refresh(list(paragraphs))
