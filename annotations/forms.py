"""What people send: a passage with a mark on it, a comment, a reason."""

from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation
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
                attrs={"rows": 3, "placeholder": placeholder, "autofocus": autofocus}
            ),
            **kwargs,
        )


class CommentForm(forms.Form):
    body = BodyField(label=_("Your comment"), placeholder=_("Say something about this paragraph"))


class FormAbout(forms.Form):
    """A form of which several may be on a page: its fields' ids carry the key of a comment."""

    def __init__(self, data: Any = None, *, about: int, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}-{about}-%s", **kwargs)


class ReplyForm(FormAbout):
    body = BodyField(label=_("Your reply"), placeholder=_("Reply"), autofocus=True)


class RemarkForm(FormAbout):
    body = BodyField(
        label=_("Your comment"), placeholder=_("Say something about these words"), autofocus=True
    )


class EditCommentForm(FormAbout):
    body = BodyField(label=_("Your comment"), autofocus=True)


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


class AnnotationForm(PassageForm):
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
        placeholder=_("Say something about these words"),
        autofocus=True,
        required=False,
    )

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Annotation.Kind.HIGHLIGHT

    def clean_visibility(self) -> str:
        return self.cleaned_data["visibility"] or Annotation.Visibility.PUBLIC


class EditAnnotationForm(forms.Form):
    """Another kind, or another circle of readers; what is not sent stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Annotation.Kind.choices, required=False)
    visibility = forms.ChoiceField(
        label=_("Who sees it"), choices=Annotation.Visibility.choices, required=False
    )


class RemovalForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class BringBackForm(forms.Form):
    """Why an earlier revision comes back, and the revision that was current when asked."""

    note = forms.CharField(label=_("Why"), max_length=300, required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def on(cls, article: Article, note: str = "") -> Self:
        return cls(initial={"based_on": article.revision_number, "note": note})
