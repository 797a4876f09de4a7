from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from commentary.markup import read
from commentary.models.paragraph import ParagraphState

# What stands around the paragraphs and is revised with them.
FRONT_FIELDS = ("kicker", "title", "standfirst", "byline", "rights", "note")


class Revision(models.Model):
    """The article as it stood after an edit: who, when, why, and the whole text."""

    article = models.ForeignKey(
        "commentary.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("number"))
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="revisions",
        verbose_name=_("editor"),
    )
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    note = models.CharField(_("why"), max_length=300, blank=True)
    brings_back = models.PositiveIntegerField(
        _("brings back revision"), null=True, help_text=_("The earlier revision whose text it is.")
    )
    front = models.JSONField(_("title fields"))
    paragraphs = models.JSONField(_("paragraphs"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="revision_number_is_unique_in_article"
            ),
        ]

    def __str__(self) -> str:
        return _("revision %(number)d") % {"number": self.number}

    @property
    def states(self) -> tuple[ParagraphState, ...]:
        """The paragraphs in order, as they stood."""
        return tuple(
            ParagraphState(identity=identity, style=style, source=source, text=read(source).text)
            for identity, style, source in self.paragraphs
        )
