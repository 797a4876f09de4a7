"""What is sent to moderators, and what they send."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.forms import FormAbout, ReasonForm
from annotations.models import Comment, DiscussionRules, Report
from commentary.models import Article


class ReportForm(FormAbout):
    ground = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Report.Ground.choices,
        widget=forms.RadioSelect(attrs={"autofocus": True}),
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = forms.CharField(
        label=_("In your words, if you like"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_unsaid = cleaned.get("ground") == Report.Ground.OTHER and not cleaned.get("words")
        if is_unsaid and "words" not in self.errors:
            self.add_error("words", _("Say what it is."))
        return cleaned


class PersonReportForm(ReportForm):
    """What is wrong with how somebody behaves; without words nobody could find it."""

    words = forms.CharField(
        label=_("What do they do, and where?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what they do, so that a moderator finds it.")},
    )


FOR_GOOD = "good"
# Days, or for good.
TERMS = [("1", _("A day")), ("7", _("A week")), ("30", _("A month")), (FOR_GOOD, _("For good"))]


class DecisionForm(FormAbout):
    """What becomes of a comment that waits in the queue, and of its author, for one reason.

    Letting it stand needs no explanation.
    """

    REMOVE, APPROVE, DISMISS = "remove", "approve", "dismiss"

    act = forms.ChoiceField(
        choices=[(REMOVE, REMOVE), (APPROVE, APPROVE), (DISMISS, DISMISS)],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the buttons.")
        ),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=_(
            "Its author reads this if you remove it or suspend them; whoever reported it always"
            " does. It also stands in the moderation log."
        ),
    )
    term = forms.ChoiceField(required=False, choices=[("", _("No")), *TERMS])

    def __init__(self, data: Any = None, *, comment: Comment, **kwargs: Any) -> None:
        super().__init__(data, about=comment.pk, **kwargs)
        label = gettext("Suspend %(name)s as well?") % {"name": comment.author}
        self.fields["term"].label = label

    @property
    def suspends(self) -> bool:
        return bool(self.cleaned_data["term"])

    @property
    def until(self) -> datetime | None:
        return end_of(self.cleaned_data["term"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        must_say = cleaned.get("act") == self.REMOVE or cleaned.get("term")
        if must_say and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why."))
        return cleaned


READ_BY_REPORTERS = _("Whoever reported them reads this; they themselves only if you suspend them.")


class PersonDecisionForm(FormAbout):
    """What becomes of a person who was reported. To do nothing needs no explanation."""

    DISMISS, SUSPEND = "dismiss", "suspend"

    act = forms.ChoiceField(
        choices=[(DISMISS, DISMISS), (SUSPEND, SUSPEND)],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the buttons.")
        ),
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        required=False,
        help_text=READ_BY_REPORTERS,
    )
    term = forms.ChoiceField(
        label=_("If you suspend them, for how long?"), choices=TERMS, required=False
    )

    @property
    def until(self) -> datetime | None:
        return end_of(self.cleaned_data["term"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("act") == self.SUSPEND and not cleaned.get("term"):
            self.add_error("term", _("Choose for how long."))
        must_say = cleaned.get("act") == self.SUSPEND
        if must_say and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why."))
        return cleaned


class RulesForm(ReasonForm, forms.ModelForm):  # it takes none at run time
    class Meta:
        model = DiscussionRules
        fields = ("slow_mode", "approve_first", "public_log")
        widgets = {"approve_first": forms.RadioSelect}
        help_texts = {
            "slow_mode": _(
                "How long a person waits from one comment to their next. Moderators and editors"
                " do not."
            )
        }

    field_order = ("discussion", "slow_mode", "approve_first", "public_log", "reason")

    OPEN, CLOSED = "open", "closed"

    discussion = forms.ChoiceField(
        label=_("The discussion"),
        choices=[
            (OPEN, _("Open")),
            (CLOSED, _("Closed: all can be read, and nothing can be added")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    # How it stood when this was asked: who leaves it so does not undo what others did since.
    stood = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, article: Article, initial: Any = None, **kwargs: Any) -> None:
        stands = self.OPEN if article.is_open else self.CLOSED
        initial = {"discussion": stands, "stood": stands, **(initial or {})}
        super().__init__(*args, initial=initial, **kwargs)
        if article.status == Article.Status.DRAFT:
            del self.fields["discussion"]

    @property
    def values(self) -> dict[str, Any]:
        """What is to be changed, and why, as `DiscussionRules.change` takes it."""
        values = dict(self.cleaned_data)
        stood, asked = values.pop("stood"), values.pop("discussion", "")
        return {**values, "is_open": None if asked in {"", stood} else asked == self.OPEN}


class LiftingForm(ReasonForm):
    read_by = _("They read this.")


class SuspensionForm(LiftingForm):
    term = forms.ChoiceField(
        label=_("For how long?"), choices=TERMS, initial="1", widget=forms.RadioSelect
    )

    field_order = ("term", "reason")

    def __init__(self, data: Any = None, *, is_reported: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if is_reported:
            self.fields["reason"].help_text = READ_BY_REPORTERS

    @property
    def until(self) -> datetime | None:
        return end_of(self.cleaned_data["term"])


def end_of(term: str) -> datetime | None:
    """When a suspension that begins now is over; None if it is for good."""
    return None if term == FOR_GOOD else timezone.now() + timedelta(days=int(term))
