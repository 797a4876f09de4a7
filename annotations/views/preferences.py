"""How someone wants to read: a form in the head of every page, and on a page of its own."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from annotations.preferences import (
    PreferencesForm,
    keep_preferences,
    language_of_browser,
    preferences_of,
)
from commentary.http import HttpRequest

OURS = {"same-origin", "none"}


# What is kept is how this browser shows pages, and no more. A token would need a cookie, and the
# form stands on visitors' pages, which are one for all: so the browser says where it was sent from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    if (
        request.headers.get("Sec-Fetch-Site", "same-origin") not in OURS
        and request.method == "POST"
    ):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "annotations/preferences.html", {"next": request.GET.get("next")})
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, "annotations/preferences.html", {"form": form}, status=status)
    response = HttpResponseRedirect(_back(request))
    keep_preferences(response, form.cleaned_data)
    chosen = form.cleaned_data["language"]
    if chosen != preferences_of(request)["language"] and request.user.is_authenticated:
        request.user.speak(chosen or language_of_browser(request))
    return response


def _back(request: HttpRequest) -> str:
    """The page that the form stood on."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else reverse("articles")
