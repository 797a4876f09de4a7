"""What somebody said about a paragraph, as it is kept: where it stands, and whether it stands."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from annotations.models.lockable import Lock
from annotations.models.reaction import Reaction
from commentary.models import Paragraph


class Contribution(models.Model):
    """The row of a `Comment`, which says what may be done with it."""

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
    parent = models.ForeignKey(
        "annotations.Comment", on_delete=models.PROTECT, null=True, related_name="replies"
    )
    root = models.ForeignKey(
        "annotations.Comment", on_delete=models.PROTECT, null=True, related_name="thread"
    )
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

    class Meta:
        abstract = True
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
