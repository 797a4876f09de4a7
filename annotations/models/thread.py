"""A thread as a whole: what its comments add up to, kept ready."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.models.act import Act
from annotations.models.lockable import Lockable

if TYPE_CHECKING:
    from commentary.models import Article


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
        begun = dict(Comment.objects.filter(pk__in=roots).values_list("pk", "created_at"))
        self.bulk_create(
            [
                Thread(root_id=root, comments=count, latest_at=latest)
                for root in begun
                for count, latest in [standing.get(root, (0, begun[root]))]
            ],
            update_conflicts=True,
            unique_fields=["root"],
            update_fields=["comments", "latest_at"],
        )


class Thread(Lockable):
    """One row for each comment that opens a thread, made with it.

    So a discussion of any size is sorted and counted without reading what was said in it.
    """

    root = models.OneToOneField(
        "annotations.Comment", on_delete=models.CASCADE, primary_key=True, related_name="opened"
    )
    comments = models.PositiveIntegerField(
        _("comments"), default=0, help_text=_("Those that stand, the first one included.")
    )
    latest_at = models.DateTimeField(
        _("latest comment"), help_text=_("When the latest comment that stands was made.")
    )

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        indexes = [models.Index(fields=["-latest_at"], name="thread_by_latest")]

    def __str__(self) -> str:
        return str(self.root_id)

    # What moderators may do with it: see Lockable

    LOCK, UNLOCK = Act.Kind.LOCK, Act.Kind.UNLOCK

    def locked_place(self) -> "tuple[Article, dict[str, Any]]":
        return self.root.paragraph.article, {
            "paragraph": self.root.paragraph,
            "comment": self.root,
            "person": self.root.author,
        }
