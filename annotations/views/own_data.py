"""Your data: all of it as a file, and the end of an account."""

from http import HTTPStatus

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from annotations.leaving.erasing import erase
from annotations.leaving.forms import ErasingForm
from annotations.leaving.own_data import own_data as all_of
from annotations.leaving.own_data import to_json
from commentary.http import HttpRequest
from commentary.models import IndispensableError, User
from commentary.shortcuts import redirect_to_sign_in


# Not `sign_in_required`: what was typed here, a password, must wait in no session.
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: HttpRequest) -> HttpResponse:
    """What one can take away, and how to go. A POST erases the account."""
    person = request.user
    if not person.is_authenticated:
        return redirect_to_sign_in(request, request.path)
    if request.method != "POST":
        return _ask(request, ErasingForm(person=person))
    if not ratelimit.consume(request, action="reauthenticate", user=person):
        limited: HttpResponse = ratelimit.respond_429(request)
        return limited
    form = ErasingForm(request.POST, person=person)
    if not form.is_valid():
        return _ask(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        erase(User.objects.get(pk=person.pk), keep_words=form.keeps_words)
    except IndispensableError:
        return _ask(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    logout(request)
    messages.success(request, _farewell(keeps_words=form.keeps_words))
    return redirect("articles")


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """All of it as one file, written while it is read."""
    if not request.user.is_authenticated:
        return redirect_to_sign_in(request, request.path)
    parts = all_of(request.user, request.build_absolute_uri("/").rstrip("/"))
    day = timezone.localdate().isoformat()
    return StreamingHttpResponse(
        to_json(parts),
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="commentary-{day}.json"'},
    )


def _ask(request: HttpRequest, form: ErasingForm, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"form": form, "refused": form.person.is_indispensable()}
    return render(request, "annotations/own_data.html", context, status=status)


def _farewell(*, keeps_words: bool) -> str:
    if keeps_words:
        return gettext("Your account is erased. Your words stay, without your name.")
    return gettext("Your account is erased, and so are your words.")
