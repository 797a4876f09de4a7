"""How someone wants to read: which marks they see, and the size, width and colours of the page.

Kept in a cookie. So it works for visitors too, needs no query, and is there before the first paint:
`base.html` writes it on the root element as `data-…`, and style sheets do the rest.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "reading"
# As long as browsers keep one: some thirteen months.
COOKIE_AGE = 400 * 24 * 60 * 60


class PreferencesForm(forms.Form):
    marks = forms.ChoiceField(
        label=_("Marks"),
        choices=[("all", _("Everyone’s")), ("mine", _("Only mine")), ("none", _("None"))],
        initial="all",
        widget=forms.RadioSelect,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        choices=Annotation.Kind.choices,
        initial=Annotation.Kind.values,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.ChoiceField(
        label=_("Text"),
        choices=[
            ("small", _("Small")),
            ("medium", _("Medium")),
            ("large", _("Large")),
            ("huge", _("Huge")),
        ],
        initial="medium",
        widget=forms.RadioSelect,
    )
    width = forms.ChoiceField(
        label=_("Lines"),
        choices=[("narrow", _("Short")), ("medium", _("Medium")), ("wide", _("Long"))],
        initial="medium",
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[("auto", _("As on this device")), ("light", _("Light")), ("dark", _("Dark"))],
        initial="auto",
        widget=forms.RadioSelect,
    )


def preferences_of(request: "HttpRequest") -> dict[str, Any]:
    """Name of a choice -> what was chosen; where nothing sensible was, how it is for everyone."""
    usual = {name: field.initial for name, field in PreferencesForm.base_fields.items()}
    if COOKIE not in request.COOKIES:
        return usual
    form = PreferencesForm(QueryDict(request.COOKIES[COOKIE]))
    form.full_clean()
    return {**usual, **form.cleaned_data}


def keep_preferences(response: "HttpResponse", chosen: Mapping[str, Any]) -> None:
    """Have the browser remember them. `chosen` is as `preferences_of` answers."""
    response.set_cookie(
        COOKIE,
        urlencode(chosen, doseq=True),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def preferences(request: "HttpRequest") -> dict[str, Any]:
    """For templates: `preferences.marks` and so on; `preferences.form` to change them."""
    chosen = preferences_of(request)
    hidden = [kind for kind in Annotation.Kind.values if kind not in chosen["kinds"]]
    form = PreferencesForm(initial=chosen, auto_id="reading-%s")
    return {"preferences": {**chosen, "hidden": " ".join(hidden), "form": form}}
