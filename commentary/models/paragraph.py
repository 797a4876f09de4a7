from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from commentary.style import Style


@dataclass(frozen=True, slots=True)
class ParagraphState:
    """A paragraph as it stands in one revision. `pk` is None for one that was not yet saved."""

    identity: int
    style: str
    source: str
    text: str
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class ParagraphInput:
    """A paragraph as an editor hands it in. `identity` is None for one that is new."""

    style: str
    source: str
    identity: int | None = None


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def in_text(self) -> Self:
        """Those that the article has now, not those taken out of it."""
        return self.filter(withdrawn_in=None)

    def withdrawn(self) -> Self:
        return self.exclude(withdrawn_in=None)

    def in_order(self) -> Self:
        return self.order_by("position")

    def pks(self, identities: Iterable[int]) -> dict[int, int]:
        """Identity -> key, of those with these identities. To be asked of one article's."""
        return dict(self.filter(identity__in=identities).values_list("identity", "pk"))


class Paragraph(models.Model):
    """One unit of the article's flow.

    It outlives every edit: `identity` never changes and is never given twice in an article, and one
    that leaves the text is withdrawn, not deleted. A withdrawn paragraph keeps its place in the
    order, so that the page can show where it stood.
    """

    article = models.ForeignKey(
        "commentary.Article", on_delete=models.CASCADE, related_name="paragraphs"
    )
    identity = models.PositiveIntegerField(_("identity"))
    position = models.PositiveIntegerField(_("position"), null=True)
    style = models.CharField(
        _("style"), max_length=20, choices=[(style.value, style.value) for style in Style]
    )
    source = models.TextField(_("source"), help_text=_("Inline Markdown."))
    text = models.TextField(_("text"), help_text=_("The plain text that all offsets count."))
    withdrawn_in = models.PositiveIntegerField(_("taken out in revision"), null=True)

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "identity"], name="paragraph_identity_is_unique_in_article"
            ),
            models.UniqueConstraint(
                fields=["article", "position"], name="paragraph_position_is_unique_in_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.text[:60]}"

    @property
    def label(self) -> str:
        """Its name in links and in the page (`#p7`)."""
        return f"p{self.identity}"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_in is not None

    @property
    def state(self) -> ParagraphState:
        return ParagraphState(
            identity=self.identity,
            style=self.style,
            source=self.source,
            text=self.text,
            pk=self.pk,
        )
