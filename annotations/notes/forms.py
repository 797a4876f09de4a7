"""What to look for among one's notes, and what is to become of them."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.forms import AskingForm
from annotations.models import Annotation, AnsweredError, Comment
from annotations.models.contributing import RefusedError, insist
from annotations.moderating.pausing import pause_of_mark
from annotations.notes.collecting import PRIVATE, SAID, Keys, notes_of
from commentary.models import Article

if TYPE_CHECKING:
    from commentary.models import User


# Notes on a page, and so the most that change at once: each is changed under its article's lock.
NOTES_A_PAGE = 30


class FindForm(AskingForm):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Everything")),
            *Annotation.Kind.choices,
            (SAID, _("With words of mine")),
            (PRIVATE, _("Only for me")),
        ],
    )
    article = forms.ModelChoiceField(
        Article.objects.none(),
        label=_("Article"),
        required=False,
        to_field_name="slug",
        empty_label=_("All articles"),
    )

    def __init__(self, data: Any, *, person: "User") -> None:
        super().__init__(data, auto_id="find-%s")
        self.person = person
        marked = Annotation.objects.by(person).values("article")
        said = Comment.objects.filter(author=person).values("paragraph__article")
        self.fields["article"].queryset = Article.objects.visible_to(person).filter(  # type: ignore[attr-defined]
            Q(pk__in=marked) | Q(pk__in=said)
        )

    def keys(self) -> Keys:
        """The notes that are asked for, as `notes_of` answers."""
        self.full_clean()
        asked = self.cleaned_data
        article = asked.get("article")
        return notes_of(
            self.person,
            words=asked.get("q", ""),
            kind=asked.get("kind", ""),
            article=article.slug if article else "",
        )


class ChangeForm(forms.Form):
    """Some of one's annotations, and a change: another kind or circle of readers, or removal."""

    annotation = forms.ModelMultipleChoiceField(
        Annotation.objects.none(), error_messages={"required": _("Choose some highlights first.")}
    )
    change = forms.ChoiceField(
        choices=[*Annotation.Kind.choices, *Annotation.Visibility.choices, ("remove", "")]
    )

    def __init__(self, data: Any, *, person: "User") -> None:
        super().__init__(data)
        self.person = person
        own = Annotation.objects.by(person).for_listing()
        self.fields["annotation"].queryset = own  # type: ignore[attr-defined]

    def clean_annotation(self) -> QuerySet[Annotation]:
        chosen: QuerySet[Annotation] = self.cleaned_data["annotation"]
        if len(chosen) > NOTES_A_PAGE:
            words = _("Choose at most %(count)d highlights at once.")
            raise forms.ValidationError(words, params={"count": NOTES_A_PAGE})
        return chosen

    def apply(self) -> tuple[int, Counter[str]]:
        """Change them one by one.

        Answers how many stay public, since others have answered; and how many stay private, by the
        reason why.
        """
        answered, refused = 0, Counter[str]()
        change = self.cleaned_data["change"]
        for annotation in self.cleaned_data["annotation"]:
            # So what they may do is read once, not for each of their marks.
            annotation.creator = self.person
            try:
                self._apply(annotation, change)
            except RefusedError as error:
                refused[error.refusal.words] += 1
            except AnsweredError:
                answered += 1
        return answered, refused

    def _apply(self, annotation: Annotation, change: str) -> None:
        if change in Annotation.Kind.values:
            annotation.recolour(change)
        elif change in Annotation.Visibility.values:
            if change == Annotation.Visibility.PUBLIC and not annotation.is_public:
                insist(pause_of_mark(self.person))
            annotation.show_to(change)
        else:
            annotation.remove()
