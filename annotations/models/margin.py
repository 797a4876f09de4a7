from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from annotations.highlighting import Run, Stretch, cover
from annotations.models.act import Act
from annotations.models.lockable import Lockable
from annotations.models.target import Target
from commentary.models import Article, Paragraph


class MarginQuerySet(models.QuerySet["Margin"]):
    def comments_on(self, article: Article) -> int:
        """How many comments an article has, on what stands in it and what was taken out."""
        total: int = self.filter(paragraph__article=article).aggregate(
            total=Sum("comments", default=0)
        )["total"]
        return total

    def refresh(self, paragraphs: Collection[int]) -> None:
        """Write anew what everyone sees beside these paragraphs (given by key).

        To be called in the transaction of every change, after `article.record_activity()`, which
        makes writers of the same article wait for each other.
        """
        from annotations.models.annotation import Annotation  # noqa: PLC0415  (it imports this)
        from annotations.models.comment import Comment  # noqa: PLC0415  (it imports this)

        counts = dict(
            Comment.objects.counted()
            .filter(paragraph__in=paragraphs)
            .order_by()
            .values_list("paragraph")
            .annotate(Count("pk"))
        )
        stretches: dict[int, list[Stretch]] = defaultdict(list)
        for paragraph, start, end, kind, reader in (
            Target.objects.standing()
            .filter(
                paragraph__in=paragraphs,
                annotation__visibility=Annotation.Visibility.PUBLIC,
            )
            .values_list("paragraph", "start", "end", "annotation__kind", "annotation__creator")
        ):
            stretches[paragraph].append(Stretch(start, end, kind, reader))
        changed = []
        # Only what looks different is written: open pages ask what has changed since.
        rows = Paragraph.objects.filter(pk__in=paragraphs).select_related("article", "margin")
        for row in rows:
            runs = cover(stretches[row.pk], plain=Annotation.Kind.HIGHLIGHT)
            fresh = Margin(
                paragraph_id=row.pk,
                comments=counts.get(row.pk, 0),
                coverage=[[run.start, run.end, run.readers, run.kind] for run in runs],
                changed_at=row.article.activity,
            )
            before = row.margin if hasattr(row, "margin") else Margin()
            if (fresh.comments, fresh.coverage) != (before.comments, before.coverage):
                changed.append(fresh)
        self.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["paragraph"],
            update_fields=["comments", "coverage", "changed_at"],
        )


class Margin(Lockable):
    """What everyone sees of the discussion beside a paragraph, kept ready for the page.

    A page reads one row per paragraph, however many annotations and comments there are. A
    paragraph about which nothing was ever said has none.
    """

    paragraph = models.OneToOneField(
        "commentary.Paragraph", on_delete=models.CASCADE, primary_key=True, related_name="margin"
    )
    comments = models.PositiveIntegerField(_("comments"), default=0)
    coverage = models.JSONField(_("coverage"), default=list)
    changed_at = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The article's activity at its last change."
    )

    objects = MarginQuerySet.as_manager()

    class Meta:
        verbose_name = _("margin")
        verbose_name_plural = _("margins")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def runs(self) -> tuple[Run, ...]:
        return tuple(Run(*run) for run in self.coverage)

    # What moderators may do with the paragraph: see Lockable

    LOCK, UNLOCK = Act.Kind.LOCK_PARAGRAPH, Act.Kind.UNLOCK_PARAGRAPH

    def locked_place(self) -> tuple[Article, dict[str, Any]]:
        return self.paragraph.article, {"paragraph": self.paragraph}

    def keep_lock(self) -> None:
        # Open pages ask what has changed: they offer only what is accepted there now.
        self.changed_at = self.paragraph.article.activity
        self.save(update_fields=["locked_by", "changed_at"])
