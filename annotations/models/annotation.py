"""Someone's mark on a passage (W3C: an annotation), and what may be done with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.act import Act
from annotations.models.contributing import Contributor, insist
from annotations.models.lockable import Lock
from annotations.models.margin import Margin
from annotations.models.target import Target, targets_at
from annotations.selectors import Selector, asking_for
from annotations.signals import came_back, comment_arrived
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from annotations.models.comments import CommentQuerySet
    from commentary.models import User


class AnsweredError(Exception):
    """Others have commented on the annotation, so it cannot become private."""


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Public ones that stand, and one's own. Everything shown starts here."""
        public = Q(visibility=Annotation.Visibility.PUBLIC)
        mine = Q(creator=user.pk) if user.pk else Q(pk__in=())
        return self.filter(public | mine, removed_at=None)

    def by(self, user: "User | AnonymousUser") -> Self:
        """Those that stand and were made by this person; none for a visitor."""
        return self.filter(creator=user.pk, removed_at=None) if user.pk else self.none()

    def orphaned(self) -> Self:
        """Those whose words have left the text."""
        return self.filter(targets__position=0, targets__state=Target.State.ORPHANED)

    def in_order(self) -> Self:
        return self.order_by("created_at", "pk")

    def in_text_order(self) -> Self:
        """Of `orphaned` ones: as their words last stood in the text."""
        return self.order_by("targets__paragraph__position", "targets__start", "pk")

    def for_listing(self) -> Self:
        """With all that the templates show of each, and that what may be done with it depends on.

        Whether a person ever placed it anew; whether anything is said about it, and by others; and
        why the paragraph where its words begin is locked.
        """
        from annotations.models.comment import Comment  # noqa: PLC0415  (it imports this)
        from annotations.models.reattachment import (  # noqa: PLC0415  (it imports this)
            Reattachment,
        )

        moves = Reattachment.objects.filter(annotation=OuterRef("pk"), answer="accepted")
        said = Comment.objects.filter(annotation=OuterRef("pk"))
        first = Target.objects.filter(annotation=OuterRef("pk"), position=0)
        return (
            self.select_related("creator", "article")
            .prefetch_related(Prefetch("targets", Target.objects.select_related("paragraph")))
            .annotate(
                was_reattached=Exists(moves),
                has_words=Exists(said.filter(removed_at=None)),
                is_answered=Exists(said.answering(OuterRef("creator"))),
                lock_reason=Subquery(first.values("paragraph__margin__locked_by__reason")),
            )
        )

    def opened_by(self, roots: "CommentQuerySet") -> Self:
        """Each with the key of the first of these opening comments that is about it."""
        about = roots.filter(annotation=OuterRef("pk")).order_by("pk").values("pk")
        return self.annotate(opens=Subquery(about[:1]))

    @transaction.atomic
    def mark(
        self,
        *,
        creator: "User",
        article: Article,
        selectors: Sequence[Selector],
        kind: "Annotation.Kind | str" = "highlight",
        visibility: "Annotation.Visibility | str" = "public",
    ) -> "Annotation":
        """Mark passages of the article's current text (checked selectors, in order).

        For a passage that somebody chose on a page, see `annotations.passages.annotate`.
        """
        is_public = visibility == Annotation.Visibility.PUBLIC
        (article.record_activity if is_public else article.wait_for_writers)()
        annotation = self.create(
            article=article,
            creator=creator,
            kind=kind,
            visibility=visibility,
            revision_number=article.revision_number,
            quote="\n".join(selector.exact for selector in selectors),
        )
        identities = [selector.paragraph for selector in selectors]
        pks = article.paragraphs.pks(identities)
        Target.objects.bulk_create(targets_at(selectors, pks, annotation=annotation.pk))
        Margin.objects.refresh(pks.values())
        return annotation


class Annotation(models.Model):
    class Kind(models.TextChoices):
        HIGHLIGHT = "highlight", _("Highlight")
        IMPORTANT = "important", _("Important")
        QUESTION = "question", _("Question")
        DISAGREE = "disagree", _("Disagree")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everyone")
        PRIVATE = "private", _("Only me")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="annotations")
    creator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.HIGHLIGHT)
    visibility = models.CharField(
        _("who sees it"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    revision_number = models.PositiveIntegerField(_("made on revision"))
    quote = models.TextField(
        _("quote"), help_text=_("The words as they were marked, a line for each paragraph.")
    )
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)

    # Of one loaded `for_listing`.
    has_words: bool
    is_answered: bool
    lock_reason: str | None
    # Of one loaded as `opened_by` comments.
    opens: int | None

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        indexes = [models.Index(fields=["article", "creator"], name="annotation_by_reader")]

    def __str__(self) -> str:
        return self.quote[:80]

    def get_absolute_url(self) -> str:
        return reverse("annotation", args=[self.pk])

    def get_passage_url(self) -> str:
        """Where its words are shown, to anyone, and nobody is told who marked them."""
        asked = asking_for([each.selector for each in self.parts()], self.article.revision_number)
        return f"{self.article.get_absolute_url()}?{asked}#shown"

    @property
    def is_public(self) -> bool:
        return self.visibility == self.Visibility.PUBLIC

    @property
    def lock(self) -> Lock | None:
        """What keeps others than those who preside from talking about it."""
        return Lock(Act.Kind.LOCK_PARAGRAPH, self.lock_reason) if self.lock_reason else None

    # Who may: whose it is; what keeps them from it now is asked of `contributing`

    def is_visible_to(self, user: "User | AnonymousUser") -> bool:
        return self.removed_at is None and (self.is_public or self.creator_id == user.pk)

    def is_editable_by(self, user: "User | AnonymousUser") -> bool:
        return self.creator_id == user.pk

    def is_reattachable_by(self, user: "User | AnonymousUser") -> bool:
        """Whether it is done where they say its words are now: its creator, and an editor.

        Others who see it propose.
        """
        is_theirs = self.creator_id == user.pk or self.article.is_editable_by(user)
        return is_theirs and self.is_visible_to(user)

    # Where it is

    def is_orphan(self) -> bool:
        """Whether its words have left the text. Asks its targets: prefetch them for a list."""
        return any(target.is_orphaned for target in self.targets.all())

    def parts(self) -> list[Target]:
        """Its targets in order. Prefetch them for a list."""
        return sorted(self.targets.all(), key=lambda target: target.position)

    def has_changed(self) -> bool:
        """Whether what was marked, blanks aside, does not stand there now. Asks its targets."""
        now = "".join(target.exact for target in self.parts())
        return self.is_orphan() or "".join(now.split()) != "".join(self.quote.split())

    def selectors_in(self, revision_number: int) -> tuple[Selector, ...]:
        """Where it stood in that revision; nothing if it was an orphan then, or not made yet."""
        if revision_number < self.revision_number:
            return ()
        targets = self.past_targets.at(revision_number).get(self.pk) or [*self.targets.in_order()]
        models.prefetch_related_objects(targets, "paragraph")
        return tuple(target.selector for target in targets if not target.is_orphaned)

    # What may be done with it

    @transaction.atomic
    def recolour(self, kind: str) -> None:
        """Give it another kind, and so another colour and line. Raises RefusedError."""
        insist(Contributor.of(self.creator).refusal_to_change(self.as_it_is_now()))
        self.kind = kind
        self._change("kind")

    @transaction.atomic
    def show_to(self, visibility: str) -> None:
        """Make it public or private.

        Raises AnsweredError where others would lose their words, and RefusedError where its creator
        may not say it to everyone.
        """
        before = self.as_it_is_now()
        if visibility == self.Visibility.PRIVATE and before.is_answered:
            raise AnsweredError
        if visibility == self.Visibility.PUBLIC:
            insist(Contributor.of(self.creator).refusal_to_show(before))
        self.visibility = visibility
        self._change("visibility")
        if self.is_public and not before.is_public:
            self.comments.all().arrive(self.article)
            for comment in self.comments.standing().select_related("author", "paragraph__article"):
                comment_arrived.send(sender=type(comment), comment=comment)
            came_back.send(sender=type(self), what=self)

    @transaction.atomic
    def remove(self) -> None:
        """Take the mark off the text. What was said about the passage keeps its quote."""
        self.article.record_activity()
        if self.removed_at is None:
            self.removed_at = timezone.now()
            self._change("removed_at")

    @transaction.atomic
    def restore(self) -> None:
        """Undo `remove`. Raises RefusedError."""
        insist(Contributor.of(self.creator).refusal_to_change(self.as_it_is_now()))
        if self.removed_at is not None:
            self.removed_at = None
            self._change("removed_at")
            came_back.send(sender=type(self), what=self)

    def as_it_is_now(self) -> "Annotation":
        """As `for_listing`, read when nobody else can write any more."""
        self.article.record_activity()
        return Annotation.objects.for_listing().get(pk=self.pk)

    def _change(self, field: str) -> None:
        """Write this, so that pages which show it find out; after `record_activity`."""
        self.save(update_fields=[field])
        Margin.objects.refresh(self.paragraph_pks())

    def first_paragraph(self) -> Paragraph:
        """The paragraph in which its passage begins, or last began."""
        loaded = self.targets.select_related("paragraph__article", "paragraph__margin__locked_by")
        return loaded.in_order()[0].paragraph

    def paragraph_pks(self) -> list[int]:
        """Keys of the paragraphs that show it or its comments."""
        return list(
            {
                *self.targets.values_list("paragraph", flat=True),
                *self.comments.values_list("paragraph", flat=True),
            }
        )
