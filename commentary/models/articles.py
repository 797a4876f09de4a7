"""Articles as they are asked for, and how one comes to be."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify

from commentary.manuscript import Manuscript, fingerprint
from commentary.models.paragraph import ParagraphInput
from commentary.models.revision import FRONT_FIELDS

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from commentary.models.article import Article
    from commentary.models.user import User

SLUG_LENGTH = 80


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published ones for everyone; drafts for those who may edit them."""
        if user.has_perm("commentary.change_article"):
            return self
        return self.exclude(status=self.model.Status.DRAFT)

    def newest_first(self) -> Self:
        return self.order_by("-published_on", "-pk")

    def like(self, manuscript: Manuscript) -> Self:
        """The article that was imported from this same text, if there is one."""
        return self.filter(fingerprint=fingerprint(manuscript))

    @transaction.atomic
    def publish(
        self,
        manuscript: Manuscript,
        *,
        by: "User | None" = None,
        note: str = "",
        **fields: object,
    ) -> "Article":
        """Make an article of a manuscript, with its first revision. `fields` override its own.

        Raises django.db.IntegrityError if the same text was imported before (see `like`).
        """
        front = {name: getattr(manuscript, name) for name in FRONT_FIELDS}
        article = self.create(
            **{
                "slug": self.free_slug(manuscript.title),
                "language": manuscript.language or settings.LANGUAGE_CODE,
                "fingerprint": fingerprint(manuscript),
                "published_on": timezone.localdate(),
                **front,
                **fields,
            }
        )
        article.revise(
            by=by,
            paragraphs=[
                ParagraphInput(paragraph.style, paragraph.source)
                for paragraph in manuscript.paragraphs
            ],
            based_on=0,
            note=note,
        )
        return article

    def free_slug(self, title: str) -> str:
        """A slug for the title that no article has yet."""
        stem = slugify(title)[:SLUG_LENGTH].strip("-") or "article"
        taken = set(self.filter(slug__startswith=stem).values_list("slug", flat=True))
        if stem not in taken:
            return stem
        return next(
            slug for number in range(2, len(taken) + 3) if (slug := f"{stem}-{number}") not in taken
        )
