"""The text as a form: one document, made of one plain form per paragraph.

A blank line inside a field splits the paragraph there; one without words leaves the text; the order
is by number. What comes out is what `Article.revise` takes: an input for each paragraph.
"""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.translation import gettext_lazy as _

from commentary.comparing import Piece, compare
from commentary.forms.lines import unix_lines
from commentary.manuscript.document import MAX_PARAGRAPH_LENGTH, MAX_PARAGRAPHS
from commentary.markup import read
from commentary.merging import Merged
from commentary.models import ParagraphInput
from commentary.style import Style

STYLE_NAMES = {
    Style.BODY: _("Text"),
    Style.CROSSHEAD: _("Crosshead"),
    Style.PULL_QUOTE: _("Pull quote"),
    Style.LIST_ITEM: _("List item"),
    Style.QUOTATION: _("Quotation"),
    Style.FIGURE: _("Figure"),
}
# Numbers are given out in tens: 15 puts a paragraph between the first and the second.
ORDER_STEP = 10

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")


def parts_of(source: str) -> list[str]:
    """The paragraphs that one field holds: blank lines part them."""
    return [part.strip() for part in _BLANK_LINE.split(unix_lines(source)) if part.strip()]


class ParagraphForm(forms.Form):
    """One paragraph. `other` is set after a conflict: what someone else did to it meanwhile."""

    other: Merged | None = None

    identity = forms.IntegerField(required=False, widget=forms.HiddenInput)
    style = forms.ChoiceField(
        choices=STYLE_NAMES.items(),
        initial=Style.BODY,
        widget=forms.Select(attrs={"aria-label": _("Style")}),
        error_messages={"invalid_choice": _("There is no style “%(value)s”.")},
    )
    source = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "aria-label": _("Paragraph"), "dir": "auto"}),
    )

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"]
        longest = max(map(len, parts_of(source)), default=0)
        if longest > MAX_PARAGRAPH_LENGTH:
            raise ValidationError(
                _("A paragraph can have %(most)d characters at most; this one has %(length)d."),
                params={"most": MAX_PARAGRAPH_LENGTH, "length": longest},
            )
        return unix_lines(source)

    @property
    def other_pieces(self) -> tuple[Piece, ...]:
        """What the other edit changed in this paragraph, by word."""
        if self.other is None or self.other.before is None or self.other.now is None:
            return ()
        return compare(self.other.before.source, self.other.now.source)

    def inputs(self) -> list[ParagraphInput]:
        """The first part keeps the identity, the others are new paragraphs of the same style."""
        identity = self.cleaned_data["identity"]
        inputs = []
        for part in parts_of(self.cleaned_data["source"]):
            inputs.append(ParagraphInput(self.cleaned_data["style"], part, identity))
            identity = None
        return inputs


class BaseDocumentFormSet(forms.BaseFormSet):
    """The whole text. `known` are the identities that its article has given so far."""

    def __init__(self, *args: Any, known: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = frozenset(known)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        order = form.fields[ORDERING_FIELD_NAME]
        if order.initial is not None:
            order.initial *= ORDER_STEP

    def clean(self) -> None:
        if any(self.errors) or not self.management_form.is_valid():
            return
        inputs = self.inputs()
        identities = [given.identity for given in inputs if given.identity is not None]
        if not any(read(given.source).text for given in inputs):
            raise ValidationError(_("An article needs at least one paragraph with words in it."))
        if len(inputs) > MAX_PARAGRAPHS:
            raise ValidationError(
                _("An article can have %(most)d paragraphs at most; this one has %(number)d."),
                params={"most": MAX_PARAGRAPHS, "number": len(inputs)},
            )
        if not self.known.issuperset(identities) or len(identities) != len(set(identities)):
            raise ValidationError(
                _("A paragraph came with a number that is not its own. Load the page again.")
            )

    def in_order(self) -> list[ParagraphForm]:
        """The forms as the numbers in them say, also where the document is not valid."""

        def place(form: ParagraphForm) -> float:
            number = str(form[ORDERING_FIELD_NAME].value())
            return int(number) if number.isdecimal() else math.inf

        return sorted(self.forms, key=place)

    def inputs(self) -> list[ParagraphInput]:
        return [given for form in self.ordered_forms for given in form.inputs()]


DocumentFormSet = cast(
    "type[BaseDocumentFormSet]",
    forms.formset_factory(
        ParagraphForm,
        formset=BaseDocumentFormSet,
        extra=3,
        can_order=True,
        can_delete=True,
        max_num=MAX_PARAGRAPHS,
    ),
)


def document_of(paragraphs: Iterable[Any]) -> BaseDocumentFormSet:
    """Show paragraphs: anything that has a style, a source and perhaps an identity."""
    return DocumentFormSet(initial=[_initial(paragraph) for paragraph in paragraphs])


def document_of_both(merged: Sequence[Merged]) -> BaseDocumentFormSet:
    """Show one's own edit over someone else's; each form knows what the other one did there."""
    document = DocumentFormSet(
        initial=[{**_initial(each.line), DELETION_FIELD_NAME: each.taken_out} for each in merged]
    )
    for form, each in zip(document.initial_forms, merged, strict=True):
        form.other = each
    return document


def _initial(paragraph: Any) -> dict[str, object]:
    return {
        "identity": getattr(paragraph, "identity", None),
        "style": paragraph.style,
        "source": paragraph.source,
    }
