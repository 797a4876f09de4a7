"""A contribution to the discussion of a paragraph, and what may be done with it."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connections, models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.mentioning import html_of
from annotations.models.annotation import Annotation
from annotations.models.full_text import body_has
from annotations.models.margin import Margin
from annotations.models.reaction import Reaction
from annotations.models.thread import Thread
from annotations.models.wording import Wording
from annotations.searching import Term
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User

MODERATE = "annotations.moderate_comment"


class CommentQuerySet(models.QuerySet["Comment"]):
    def on(self, paragraph: Paragraph) -> Self:
        return self.filter(paragraph=paragraph)

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """All but remarks on other people's private highlights. Everything shown starts here."""
        private = Q(annotation__visibility=Annotation.Visibility.PRIVATE)
        mine = Q(annotation__creator=user.pk) if user.pk else Q(pk__in=())
        return self.filter(Q(annotation=None) | ~private | mine)

    def counted(self) -> Self:
        """Those that the numbers in the margin count: public, and not removed."""
        private = Q(annotation__visibility=Annotation.Visibility.PRIVATE)
        return self.filter(Q(annotation=None) | ~private, removed_at=None)

    def on_any_of(self, article: Article) -> Self:
        """On any paragraph of the article, in the text or taken out of it."""
        return self.filter(paragraph__article=article)

    def opening(self) -> Self:
        """Those that begin a thread."""
        return self.filter(parent=None)

    def in_threads(self, roots: Collection[int]) -> Self:
        """All of these threads, by the keys of their first comments, which are among them."""
        return self.filter(Q(pk__in=roots) | Q(root__in=roots))

    def saying(self, terms: Sequence[Term]) -> Self:
        """Those that stand and have all these terms in them; none where there are no terms."""
        if not terms:
            return self.none()
        return self.filter(body_has(terms, connections[self.db].vendor), removed_at=None)

    def first_replies(self, roots: Collection[int], most: int) -> Self:
        """The first `most` replies of each of these threads, and whatever was made just then.

        A long thread costs no more than a short one: only what is wanted of it is read.
        """
        last = self.filter(root=OuterRef("pk")).in_order().values("created_at")[most - 1 : most]
        ends = self.filter(pk__in=roots).order_by().values_list("pk", Subquery(last))
        wanted, whole = Q(), []
        for root, end in ends:
            if end is None:
                whole.append(root)
            else:
                wanted |= Q(root=root, created_at__lte=end)
        return self.filter(wanted | Q(root__in=whole))

    def before(self, comment: "Comment") -> Self:
        """Those that come before this one `in_order`."""
        earlier = Q(created_at__lt=comment.created_at)
        return self.filter(earlier | Q(created_at=comment.created_at, pk__lt=comment.pk))

    def in_order(self) -> Self:
        """As they were made; a reply always comes after what it answers."""
        return self.order_by("created_at", "pk")

    def for_reading(self, user: "User | AnonymousUser | None" = None) -> Self:
        """With all that the templates show; anything forgotten is an error, not a query.

        Without a person nobody's own reactions are among it.
        """
        return (
            self.select_related(
                "author", "annotation", "paragraph__article", "parent__author", "removed_by"
            )
            .prefetch_related(
                "annotation__targets",
                models.Prefetch("reactions", Reaction.objects.by(user), to_attr="own_reactions"),
            )
            .fetch_mode(models.FETCH_RAISE)
        )

    @transaction.atomic
    def post(
        self,
        *,
        author: "User",
        paragraph: Paragraph,
        body: str,
        annotation: Annotation | None = None,
        parent: "Comment | None" = None,
    ) -> "Comment":
        """Say something about a paragraph, about a passage of it, or in reply.

        Raises PermissionDenied where the passage has just become somebody else's private one.
        """
        paragraph.article.record_activity()
        if annotation and annotation.creator_id != author.pk:
            public = Annotation.Visibility.PUBLIC
            if not Annotation.objects.filter(pk=annotation.pk, visibility=public).exists():
                raise PermissionDenied
        if parent:
            # An edit may have moved the thread with its words since the parent was read.
            paragraph = Paragraph.objects.select_related("article").get(comments=parent.pk)
        comment = self.create(
            paragraph=paragraph,
            annotation=annotation,
            parent=parent,
            root_id=parent.thread_pk if parent else None,
            author=author,
            body=body,
            body_html=html_of(body),
            revision_number=paragraph.article.revision_number,
        )
        Thread.objects.refresh([comment.thread_pk])
        Margin.objects.refresh([paragraph.pk])
        return comment


class Comment(models.Model):
    """A root comment opens a thread; its replies carry it as `root`, at any depth.

    Removing one empties it for readers but leaves its place to its replies.
    """

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

    objects = CommentQuerySet.as_manager()

    # Of the person whom it was loaded for (see `for_reading`); a comment just made has none.
    own_reactions: Sequence[Reaction]

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        permissions = [("moderate_comment", _("Can remove and restore anyone's comment"))]
        indexes = [
            models.Index(fields=["paragraph", "created_at", "id"], name="comment_by_paragraph"),
            models.Index(fields=["root", "created_at", "id"], name="comment_by_thread"),
            models.Index(
                fields=["paragraph", "created_at", "id"],
                condition=Q(parent=None),
                name="opening_by_paragraph",
            ),
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
    def was_removed_by_author(self) -> bool:
        return self.removed_by_id == self.author_id

    # Who may

    def is_visible_to(self, user: "User | AnonymousUser") -> bool:
        return (
            self.annotation is None
            or self.annotation.visibility == Annotation.Visibility.PUBLIC
            or self.annotation.creator_id == user.pk
        )

    def is_answerable_by(self, user: "User | AnonymousUser") -> bool:
        return user.is_authenticated and not self.is_removed and self.paragraph.article.is_open

    def is_reactable_by(self, user: "User | AnonymousUser") -> bool:
        """Nobody agrees with themselves."""
        return self.author_id != user.pk and self.is_answerable_by(user)

    def shows_wordings_to(self, user: "User | AnonymousUser") -> bool:
        """What it said before: for everyone who may read what it says now."""
        return not self.is_removed or self.author_id == user.pk or user.has_perm(MODERATE)

    def is_editable_by(self, user: "User | AnonymousUser") -> bool:
        return self.author_id == user.pk and not self.is_removed

    def is_removable_by(self, user: "User | AnonymousUser") -> bool:
        return not self.is_removed and (self.author_id == user.pk or user.has_perm(MODERATE))

    def is_restorable_by(self, user: "User | AnonymousUser") -> bool:
        """Who removed it may take that back, and so may a moderator."""
        return self.is_removed and (self.removed_by_id == user.pk or user.has_perm(MODERATE))

    # What may be done with it

    def reply(self, *, author: "User", body: str) -> "Comment":
        return Comment.objects.post(
            author=author,
            paragraph=self.paragraph,
            body=body,
            annotation=self.annotation,
            parent=self,
        )

    @transaction.atomic
    def edit(self, *, body: str) -> None:
        """Say it in other words; nothing happens to one that was removed in the meantime.

        What it said until then stays readable.
        """
        if self._is_removed_now():
            return
        before = Comment.objects.only("body", "body_html").get(pk=self.pk)
        if body == before.body:
            return
        self.body, self.body_html = body, html_of(body)
        self.edited_at = timezone.now()
        self.save(update_fields=["body", "body_html", "edited_at"])
        Wording.objects.create(
            comment=self, body=before.body, body_html=before.body_html, until=self.edited_at
        )

    @transaction.atomic
    def react(self, *, by: "User", kind: Reaction.Kind) -> None:
        """Say so; once is enough."""
        if not self._is_removed_now():
            self.reactions.get_or_create(person=by, kind=kind)
            self._count_reactions()

    @transaction.atomic
    def take_back(self, *, by: "User", kind: Reaction.Kind) -> None:
        """Undo `react`."""
        if not self._is_removed_now():
            self.reactions.by(by).filter(kind=kind).delete()
            self._count_reactions()

    @transaction.atomic
    def remove(self, *, by: "User", reason: str = "") -> None:
        """Empty it for readers; its replies keep their place. Who was first has removed it."""
        if not self._is_removed_now():
            self.removed_at, self.removed_by, self.removal_reason = timezone.now(), by, reason
            self._save_removal()

    @transaction.atomic
    def restore(self) -> None:
        """Undo `remove`."""
        if self._is_removed_now():
            self.removed_at, self.removed_by, self.removal_reason = None, None, ""
            self._save_removal()

    def _is_removed_now(self) -> bool:
        """Whether it is removed, asked when nobody else can write any more."""
        self.paragraph.article.record_activity()
        return Comment.objects.filter(pk=self.pk).exclude(removed_at=None).exists()

    def _count_reactions(self) -> None:
        self.tally = self.reactions.tally()
        self.save(update_fields=["tally"])
        Thread.objects.refresh([self.thread_pk])

    def _save_removal(self) -> None:
        self.save(update_fields=["removed_at", "removed_by", "removal_reason"])
        Thread.objects.refresh([self.thread_pk])
        # An edit may have moved it with its words since it was read.
        paragraphs = Comment.objects.filter(pk=self.pk).values_list("paragraph", flat=True)
        Margin.objects.refresh(list(paragraphs))
