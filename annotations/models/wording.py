"""What a comment said before it was edited."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class WordingQuerySet(models.QuerySet["Wording"]):
    def latest_first(self) -> Self:
        return self.order_by("-pk")

    def after(self, wording: "Wording") -> Self:
        """Those that came after this one, the next one first."""
        return self.filter(pk__gt=wording.pk).order_by("pk")


class Wording(models.Model):
    """One row for each edit. Seen by those who may see the comment as it stands."""

    comment = models.ForeignKey(
        "annotations.Comment", on_delete=models.CASCADE, related_name="wordings"
    )
    body = models.TextField(_("comment"))
    body_html = models.TextField(editable=False)
    until = models.DateTimeField(_("said until"))

    objects = WordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")

    def __str__(self) -> str:
        return self.body[:80]
