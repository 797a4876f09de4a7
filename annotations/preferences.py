"""How someone wants to read: which marks they see, how the page looks, and in which language.

Kept in cookies. So it works for visitors too, needs no query, and is there before the first paint:
`base.html` writes it on the root element as `data-…`, and style sheets do the rest. The language
has a cookie to itself, the one that Django's LocaleMiddleware reads.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "reading"
# Words were selected in this browser once (toolbar.js): nobody has to be told that they can be.
HAS_SELECTED = "has-selected"
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
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As on this device")), *settings.LANGUAGES],
        initial="",
        required=False,
        widget=forms.RadioSelect,
    )


def preferences_of(request: "HttpRequest") -> dict[str, Any]:
    """Name of a choice -> what was chosen; where nothing sensible was, how it is for everyone."""
    usual = {name: field.initial for name, field in PreferencesForm.base_fields.items()}
    if not {COOKIE, settings.LANGUAGE_COOKIE_NAME} & request.COOKIES.keys():
        return usual
    kept = QueryDict(request.COOKIES.get(COOKIE) or urlencode(usual, doseq=True), mutable=True)
    kept["language"] = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    form = PreferencesForm(kept)
    form.full_clean()
    return {**usual, **form.cleaned_data}


def language_of_browser(request: "HttpRequest") -> str:
    """What pages are in where nothing was chosen here."""
    request.COOKIES.pop(settings.LANGUAGE_COOKIE_NAME, None)
    return get_language_from_request(request)


def keep_preferences(response: "HttpResponse", chosen: Mapping[str, Any]) -> None:
    """Have the browser remember them. `chosen` is as `preferences_of` answers."""
    looks = {name: value for name, value in chosen.items() if name != "language"}
    _keep(response, COOKIE, urlencode(looks, doseq=True))
    if chosen["language"]:
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen["language"])
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")


def _keep(response: "HttpResponse", name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
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
