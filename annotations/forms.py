"""What people send: a passage with a mark on it, a comment, a reason."""

from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation, Comment, Mailbox, Reaction, Thread
from annotations.sentences import sentences
from annotations.writing.mentioning import html_of
from annotations.writing.quoting import quotation
from commentary.models import Article

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_COMMENT = 10_000


class BodyField(forms.CharField):
    """A comment's Markdown. `autofocus` where the form opens to be written in."""

    def __init__(
        self,
        *,
        label: "StrPromise",
        placeholder: "StrPromise | str" = "",
        autofocus: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            label=label,
            max_length=LONGEST_COMMENT,
            error_messages={"required": _("Write something first.")},
            widget=forms.Textarea(
                attrs={
                    "rows": 3,
                    "placeholder": placeholder,
                    "autofocus": autofocus,
                    "dir": "auto",
                }
            ),
            **kwargs,
        )


class Trapped(forms.Form):
    """With a field that people neither see nor hear of: only a program fills it in.

    What comes with it filled is not refused, since a helpful browser may be at fault: it waits for
    a moderator.
    """

    homepage = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": -1, "autocomplete": "off"}),
    )

    @property
    def held_for(self) -> str:
        return Comment.Hold.TRAP if self.cleaned_data["homepage"] else ""


class BodyForm(forms.Form):
    """A form to write in. Two of its buttons only help to write; what was typed comes back.

    "Preview" shows the body as it will be read; "Quote" puts the words it is about into it.
    """

    def __init__(self, data: Any = None, *, passage: str = "", **kwargs: Any) -> None:
        if data and "quote" in data and passage:
            body = data.get("body", "").rstrip()
            data = data.copy()
            data["body"] = f"{body}\n\n{quotation(passage)}" if body else quotation(passage)
        super().__init__(data, **kwargs)
        self.passage = passage

    def only_helps_to_write(self) -> bool:
        """Whether nothing is to be posted yet. What cannot be shown is an error like any other."""
        if "preview" in self.data and self.is_valid() and not self.cleaned_data["body"]:
            self.add_error("body", self.fields["body"].error_messages["required"])
        return ("preview" in self.data or "quote" in self.data) and self.is_valid()

    def preview(self) -> str:
        asked = "preview" in self.data and self.is_valid()
        return html_of(self.cleaned_data["body"]) if asked else ""


class CommentForm(BodyForm, Trapped):
    body = BodyField(label=_("Your comment"), placeholder=_("Say something about this paragraph"))


class FormAbout(BodyForm):
    """A form of which several may be on a page: its fields' ids carry the key of a comment."""

    def __init__(self, data: Any = None, *, about: int, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}-{about}-%s", **kwargs)


class ReplyForm(FormAbout, Trapped):
    body = BodyField(label=_("Your reply"), placeholder=_("Reply"), autofocus=True)
    reopen = forms.BooleanField(label=_("Reopen it with this reply"), required=False)


class RemarkForm(FormAbout, Trapped):
    body = BodyField(
        label=_("Your comment"), placeholder=_("Say something about these words"), autofocus=True
    )


class EditCommentForm(FormAbout):
    body = BodyField(label=_("Your comment"), autofocus=True)


class AskingForm(forms.Form):
    """Asks for nothing by what makes no sense in an address, and so nothing in it is wrong."""

    def full_clean(self) -> None:
        super().full_clean()
        self.errors.clear()


class PassageForm(forms.Form):
    """A passage, and the revision that it was chosen in."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid"),
            _("The article has no such revision. Please load the page again."),
        ),
    )
    targets = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Select some words of the article first.")},
    )


class AnnotationForm(BodyForm, PassageForm, Trapped):
    """A passage and what to do with it; with words, it opens a thread."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Annotation.Kind.choices,
        initial=Annotation.Kind.HIGHLIGHT,
        required=False,
        widget=forms.RadioSelect,
    )
    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=Annotation.Visibility.choices,
        initial=Annotation.Visibility.PUBLIC,
        required=False,
        widget=forms.RadioSelect,
    )
    body = BodyField(
        label=_("Your comment"),
        placeholder=_("Say something, or only highlight"),
        autofocus=True,
        required=False,
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Annotation.Kind.HIGHLIGHT

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Annotation.Visibility.PUBLIC


class SentencesForm(forms.Form):
    """Sentences of a paragraph, each by its number; what lies between them is chosen too."""

    def __init__(self, data: Any = None, *, text: str) -> None:
        super().__init__(data)
        self.spans = sentences(text)
        self.fields["sentence"] = forms.TypedMultipleChoiceField(
            label=_("Sentences"),
            choices=[(number, text[slice(*span)]) for number, span in enumerate(self.spans)],
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("All from the first to the last that you tick."),
            error_messages={"required": _("Tick at least one sentence.")},
        )

    def span(self) -> tuple[int, int]:
        """Where what was chosen begins and ends."""
        numbers = self.cleaned_data["sentence"]
        return self.spans[min(numbers)][0], self.spans[max(numbers)][1]


class EditAnnotationForm(forms.Form):
    """Another kind, or another circle of readers; what is not sent stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Annotation.Kind.choices, required=False)
    visibility = forms.ChoiceField(
        label=_("Who sees it"), choices=Annotation.Visibility.choices, required=False
    )


class ReactionForm(forms.Form):
    """A reaction, or that it is taken back."""

    kind = forms.ChoiceField(label=_("Reaction"), choices=Reaction.Kind.choices)
    take_back = forms.BooleanField(required=False)

    def clean_kind(self) -> Reaction.Kind:
        return Reaction.Kind(self.cleaned_data["kind"])


class ReasonForm(forms.Form):
    """Why a moderator does something, and who reads that.

    `autofocus` where the page is there for this form.
    """

    read_by = _("It stands in the moderation log.")

    reason = forms.CharField(
        label=_("Why"), max_length=300, error_messages={"required": _("Say why.")}
    )

    def __init__(self, *args: Any, autofocus: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = self.read_by
        first = next(iter(self.fields.values()))
        first.widget.attrs["autofocus"] = autofocus


class RemovalForm(ReasonForm):
    """Why a comment is removed. Who takes back what they said themselves owes no reason."""

    read_by = _("Its author reads this. It also stands in the moderation log.")

    def __init__(self, data: Any = None, *, is_own: bool, **kwargs: Any) -> None:
        super().__init__(data, autofocus=True, **kwargs)
        self.fields["reason"].required = not is_own


class LockForm(ReasonForm):
    read_by = _("Everyone reads this. It also stands in the moderation log.")


class StatusForm(forms.Form):
    """What editors do about a thread; where the text was changed for it, in which revision."""

    status = forms.ChoiceField(
        choices=Thread.Status,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the buttons.")},
    )
    changed_in = forms.IntegerField(label=_("Revision"), required=False)

    def __init__(self, data: Any, *, article: Article) -> None:
        super().__init__(data)
        self.article = article

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("status") != Thread.Status.CHANGED:
            return {**cleaned, "changed_in": None}
        # The first revision has changed nothing.
        if cleaned.get("changed_in") not in range(2, self.article.revision_number + 1):
            text = _("Say in which revision: a number from 2 to %(current)s.")
            current = {"current": self.article.revision_number}
            self.add_error("changed_in", forms.ValidationError(text, params=current))
        return cleaned


class BringBackForm(forms.Form):
    """Why an earlier revision comes back, and the revision that was current when asked."""

    note = forms.CharField(label=_("Why"), max_length=300, required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def on(cls, article: Article, note: str = "") -> Self:
        return cls(initial={"based_on": article.revision_number, "note": note})


class MailForm(forms.ModelForm):
    class Meta:
        model = Mailbox
        fields = ["pace"]
        labels = {"pace": _("How often")}
        help_texts = {
            "pace": _(
                "“At once” gathers what comes within two minutes, and then rests for ten, so that a"
                " lively discussion is a few mails and not a hundred."
            )
        }
        widgets = {"pace": forms.RadioSelect}
