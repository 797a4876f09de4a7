"""What people send: a passage with a mark on it, a comment, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation

LONGEST_COMMENT = 10_000


class BodyField(forms.CharField):
    """A comment's Markdown."""

    def __init__(self, *, label: str, placeholder: str = "", **kwargs: Any) -> None:
        super().__init__(
            label=label,
            max_length=LONGEST_COMMENT,
            error_messages={"required": _("Write something first.")},
            widget=forms.Textarea(attrs={"rows": 3, "placeholder": placeholder}),
            **kwargs,
        )


class CommentForm(forms.Form):
    body = BodyField(
        label=_("Your comment"), placeholder=_("Say something about this paragraph")
    )


class ReplyForm(forms.Form):
    body = BodyField(label=_("Your reply"), placeholder=_("Reply"))


class AnnotationForm(forms.Form):
    """A passage and what to do with it; with words, it opens a thread."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    targets = forms.CharField(widget=forms.HiddenInput)
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

    def __init__(self, *args: Any, annotation: Annotation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.annotation = annotation

    def clean_visibility(self) -> str:
        visibility: str = self.cleaned_data["visibility"]
        if visibility == Annotation.Visibility.PRIVATE and self.annotation.has_answers():
            raise forms.ValidationError(
                _("Others have commented on it, so it stays visible. You can still remove it.")
            )
        return visibility


class RemovalForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)
