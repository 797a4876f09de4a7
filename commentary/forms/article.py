"""What stands around the text, as a form: the title fields and the settings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commentary.forms.lines import unix_lines
from commentary.models import FRONT_FIELDS, Article, Edit, ParagraphInput, Report, User

if TYPE_CHECKING:
    from django.http import QueryDict

# What belongs to the article but not to its text: no revision keeps it.
SETTINGS_FIELDS = ("slug", "status", "language", "published_on", "source_url")


class ArticleForm(forms.ModelForm):
    """The title fields and the settings. It never saves anything by itself."""

    class Meta:
        model = Article
        fields = [*FRONT_FIELDS, *SETTINGS_FIELDS]
        widgets = {
            "kicker": forms.TextInput(attrs={"dir": "auto"}),
            "title": forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
            "standfirst": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "byline": forms.TextInput(attrs={"dir": "auto"}),
            "note": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_title(self) -> str:
        return re.sub(r"\s*\n\s*", " ", unix_lines(self.cleaned_data["title"]))

    def clean_standfirst(self) -> str:
        return unix_lines(self.cleaned_data["standfirst"])

    def clean_note(self) -> str:
        return unix_lines(self.cleaned_data["note"])

    def above_the_text(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kicker", "title", "standfirst", "byline")]

    def below_the_text(self) -> list[forms.BoundField]:
        return [self[name] for name in ("rights", "note")]

    def settings(self) -> list[forms.BoundField]:
        return [self[name] for name in SETTINGS_FIELDS]

    def has_wrong_settings(self) -> bool:
        return any(field.errors for field in self.settings())

    @property
    def front(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FRONT_FIELDS}


class EditForm(ArticleForm):
    """What stands around the text of an article that exists, and how its edit is to be filed."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": _("Why? A few words for the other editors")}),
    )

    reason = forms.CharField(
        label=_("Why the discussion is closed, or opened"),
        required=False,
        max_length=300,
        help_text=_("Only where you do that: everyone can read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["based_on"].initial = self.instance.revision_number
        # Settings have no revisions. So that an old page cannot take back what someone else set
        # meanwhile, only those are saved that differ from what the page showed.
        for name in SETTINGS_FIELDS:
            self.fields[name].show_hidden_initial = True

    def settings(self) -> list[forms.BoundField]:
        fields = super().settings()
        fields.insert(SETTINGS_FIELDS.index("status") + 1, self["reason"])
        return fields

    @property
    def changed_settings(self) -> list[str]:
        return [name for name in SETTINGS_FIELDS if name in self.changed_data]

    def take_refusal(self, error: ValidationError | PermissionDenied) -> HTTPStatus:
        """Say what is wrong with the status that was to be set, or that it is not this person's."""
        if isinstance(error, PermissionDenied):
            self.add_error("status", str(error))
            return HTTPStatus.FORBIDDEN
        self.add_error(None, error)
        return HTTPStatus.UNPROCESSABLE_ENTITY

    def laid_over(self, front: Mapping[str, str]) -> "EditForm":
        """Show the same again as an edit of the current revision, with these title fields."""
        data = cast("QueryDict", self.data).copy()
        data["based_on"] = str(self.instance.revision_number)
        for name, value in front.items():
            data[name] = value
        return EditForm(data, instance=self.instance)

    def clean_based_on(self) -> int:
        number: int = self.cleaned_data["based_on"]
        if not self.instance.revisions.filter(number=number).exists():
            raise ValidationError(
                _("This article has no revision %(number)d."), params={"number": number}
            )
        return number

    @property
    def settings_changes(self) -> list[tuple[forms.BoundField, Any]]:
        """Each setting that would be saved, and what it was; and why, where everyone reads that."""
        changes = [(self[name], self.initial[name]) for name in self.changed_settings]
        if "status" in self.changed_settings and self.cleaned_data["reason"]:
            changes.append((self["reason"], ""))
        return changes

    def review(
        self,
        *,
        by: User,
        paragraphs: Iterable[ParagraphInput],
        answers: Mapping[str, str],
        seen: str | None = None,
    ) -> "Review":
        """Try the edit: the text as a revision, and the settings.

        It is kept if its editor has `seen` (see `Review.digest`) exactly what it does, and undone
        otherwise. Raises what `Article.edit` and `Article.set_status` raise.
        """
        article = self.instance
        with transaction.atomic():
            edit = article.edit(
                by=by,
                paragraphs=paragraphs,
                based_on=self.cleaned_data["based_on"],
                front=self.front,
                note=self.cleaned_data["why"],
                answers=answers,
            )
            plain = [name for name in self.changed_settings if name != "status"]
            for name in plain:
                setattr(article, name, self.cleaned_data[name])
            article.save(update_fields=plain)
            if "status" in self.changed_settings:
                status, reason = self.cleaned_data["status"], self.cleaned_data["reason"]
                article.set_status(status, by=by, reason=reason)
            review = Review(edit, tuple(report(by) for report in edit.reporters), seen)
            if not review.is_published:
                transaction.set_rollback(True)
        if not review.is_published:
            article.refresh_from_db()
        return review


@dataclass(frozen=True, slots=True)
class Review:
    """What an edit does, for its editor to look at; `seen` is the digest of what they saw last."""

    edit: Edit
    reports: tuple[Report, ...]
    seen: str | None

    @property
    def digest(self) -> str:
        """Another one whenever the edit would do something else than it did when it was tried."""
        return " ".join(report.digest for report in self.reports) or "nothing"

    @property
    def is_settled(self) -> bool:
        return all(report.is_settled for report in self.reports)

    @property
    def is_renewed(self) -> bool:
        """Whether something happened since it was looked at."""
        return self.seen is not None and self.seen != self.digest

    @property
    def is_published(self) -> bool:
        return self.seen == self.digest and self.is_settled
