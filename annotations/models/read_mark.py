"""How far someone has read an article and its discussion, to the single comment."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.comment import Comment
from annotations.models.comments import CommentQuerySet
from annotations.news.seen import Seen
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models import User


class ReadMarkQuerySet(models.QuerySet["ReadMark"]):
    def of(self, person: "User | AnonymousUser", article: Article) -> "ReadMark | None":
        """The mark of this person; none for a visitor, or for who has not begun to read."""
        if not person.pk:
            return None
        mark = self.filter(person=person.pk, article=article).first()
        if mark:
            mark.person, mark.article = person, article
        return mark

    @transaction.atomic
    def change(self, person: "User", article: Article) -> "ReadMark":
        """To be changed in this transaction: one that begins now where there was none.

        Where it begins nothing is new: all that was said until then counts as read.
        """
        newest, number = Article.objects.values_list("activity", "revision_number").get(
            pk=article.pk
        )
        mark, _is_new = self.select_for_update().get_or_create(
            person=person, article=article, defaults={"until": newest, "revision_number": number}
        )
        return mark


class ReadMark(models.Model):
    """One row per person and article; `annotations.news.seen` says how the numbers are meant."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_marks"
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="read_marks")
    until = models.PositiveBigIntegerField(_("read until"))
    also = models.JSONField(_("read beyond it"), default=list)
    anew = models.JSONField(_("new again"), default=list)
    revision_number = models.PositiveIntegerField(_("revision last read"))

    objects = ReadMarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "article"], name="one_read_mark_per_person_and_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.article_id}"

    @property
    def seen(self) -> Seen:
        return Seen(self.until, frozenset(self.also), frozenset(self.anew))

    def is_unseen(self) -> Q:
        """As `annotations.news.seen` says it, for the database."""
        return Q(arrived__gt=self.until) & ~Q(arrived__in=self.also) | Q(arrived__in=self.anew)

    def unread(self) -> CommentQuerySet:
        """What others have said here since, that stands and that this person may read."""
        return (
            Comment.objects.visible_to(self.person)
            .filter(self.is_unseen(), paragraph__article=self.article_id, removed_at=None)
            .exclude(author=self.person_id)
        )

    # What a reader may do with it. Each is called on what `change` answered, in its transaction.

    def read(self, comments: Collection[int]) -> None:
        """These comments (by key) were read."""
        self._keep(self.seen.having_seen(self._numbers(Q(pk__in=comments))))

    def read_paragraphs(self, paragraphs: Collection[Paragraph]) -> None:
        """All that was said about these until now was read."""
        unread = self.unread().filter(paragraph__in=paragraphs)
        self._keep(self.seen.having_seen(unread.values_list("arrived", flat=True)))

    def read_all(self) -> None:
        """All that was said about the article until now was read."""
        self._keep(self.seen.having_seen_all(self._newest()))

    def read_text(self, revision_number: int) -> None:
        """The text was read as it stood in that revision."""
        self.revision_number = max(self.revision_number, revision_number)
        self.save(update_fields=["revision_number"])

    def unread_again(self, comment: Comment) -> None:
        """Show this one as new, as if it had not been read."""
        self._keep(self.seen.without(comment.arrived))

    def _numbers(self, which: Q) -> list[int]:
        comments = Comment.objects.filter(which, paragraph__article=self.article_id)
        return list(comments.values_list("arrived", flat=True))

    def _newest(self) -> int:
        return Article.objects.values_list("activity", flat=True).get(pk=self.article_id)

    def _keep(self, seen: Seen) -> None:
        self._write(seen)
        newest = self._newest()
        beyond = self.unread().filter(arrived__gt=self.until).order_by("arrived")
        first = beyond.values_list("arrived", flat=True).first()
        self._write(seen.moved_on(first, newest))
        self.save(update_fields=["until", "also", "anew"])

    def _write(self, seen: Seen) -> None:
        self.until, self.also, self.anew = seen.until, sorted(seen.also), sorted(seen.anew)
