"""A document to import: first the document, then what was read from it, to be corrected."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commentary.forms.article import SETTINGS_FIELDS, ArticleForm
from commentary.manuscript import (
    MAX_BYTES,
    Manuscript,
    ManuscriptParagraph,
    UnreadableDocument,
    fingerprint,
    read_document,
)
from commentary.models import FRONT_FIELDS, Article, ParagraphInput, User
from commentary.style import Style


class ImportForm(forms.Form):
    """A document, as a file or pasted."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("Plain text, Markdown, HTML or a Word document (.docx), up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.text,.md,.markdown,.html,.htm,.docx"}),
    )
    text = forms.CharField(
        label=_("or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Paste it as it was copied from the page. What belongs to the page is left out."
        ),
    )
    format = forms.ChoiceField(
        label=_("The pasted text is"),
        required=False,
        choices=[("txt", _("plain text")), ("md", _("Markdown")), ("html", _("HTML"))],
    )

    def clean(self) -> dict[str, Any]:
        """Leave `manuscript` in cleaned_data, or say at the field why there is none."""
        if self.errors:
            return self.cleaned_data
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        if bool(file) == bool(text.strip()):
            message = (
                _("Choose either a file or a text.")
                if file
                else _("Choose a file or paste a text.")
            )
            self.add_error("file", message)
            return self.cleaned_data
        field = "file" if file else "text"
        try:
            self.cleaned_data["manuscript"] = (
                read_document(file.read(MAX_BYTES + 1), file.name)
                if file
                else read_document(
                    text.encode("utf-8", "surrogatepass"), f"pasted.{self.cleaned_data['format']}"
                )
            )
        except UnreadableDocument as error:
            self.add_error(field, explained(error))
        return self.cleaned_data


def explained(error: UnreadableDocument) -> str:
    """The reader's sentence, in the language of the person who sent the document."""
    return gettext(error.message) % error.values


class ImportedForm(ArticleForm):
    """A manuscript before it becomes an article, to be corrected.

    It carries along what the document itself was, so that importing it again is recognised however
    much was corrected, and what was left out of it, so that it can still be looked at.
    """

    fingerprint = forms.CharField(
        widget=forms.HiddenInput, validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")]
    )
    site_label = forms.CharField(required=False, widget=forms.HiddenInput)
    left_out = forms.Field(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Made from the title if left empty.")

    @classmethod
    def of(cls, manuscript: Manuscript) -> "ImportedForm":
        names = (*FRONT_FIELDS, "site_label", "left_out")
        return cls(
            initial={
                **{name: getattr(manuscript, name) for name in names},
                "language": manuscript.language or settings.LANGUAGE_CODE,
                "published_on": timezone.localdate(),
                "fingerprint": fingerprint(manuscript),
            }
        )

    def publish(self, *, by: User, paragraphs: Iterable[ParagraphInput]) -> Article:
        """Make the article. Raises django.db.IntegrityError if there is one of this document."""
        settings = {name: self.cleaned_data[name] for name in SETTINGS_FIELDS}
        if not settings["slug"]:
            del settings["slug"]
        return Article.objects.publish(
            Manuscript(
                **self.front,
                paragraphs=tuple(
                    ManuscriptParagraph(Style(given.style), given.source) for given in paragraphs
                ),
            ),
            by=by,
            fingerprint=self.cleaned_data["fingerprint"],
            **settings,
        )
