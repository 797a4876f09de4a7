"""What every view answers with: a page or a part of it, and the way to sign-in and back."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest as DjangoRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from commentary.http import HttpRequest, SignedInRequest

# Where a form that someone filled in while signed out waits for them: address -> fields.
KEPT_FORMS = "kept_forms"
# Characters of one: several of the longest comments. Anyone may post, so it needs a bound.
LONGEST_KEPT_FORM = 100_000


def render_partial(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    partial: str,
    of: int | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The whole page, or its partial, if it has one and that is what htmx is about to replace.

    The partial's name is also the id of the element that it prints; `of` is the key of what it is
    about where there may be several on a page (`reply-7`). Decided by `HX-Target`, since a history
    restore is an htmx request too and needs the page.
    """
    element = partial if of is None else f"{partial}-{of}"
    wanted = partial and request.htmx and request.htmx.target == element
    response = render(
        request, f"{template}#{partial}" if wanted else template, context, status=status
    )
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def go_to(request: HttpRequest, address: str) -> HttpResponse:
    """To another page, whether a page asked or htmx for a part of one."""
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def redirect_to_sign_in(request: HttpRequest, back_to: str) -> HttpResponse:
    return go_to(request, f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back_to})}")


def sign_in_required[**P](
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only signed-in people through; others sign in and come back to the same address.

    What they had typed into a form waits in their session: see `kept_fields`.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # it is signed in
        if request.method == "POST":
            fields = request.POST.dict()
            fields.pop("csrfmiddlewaretoken", None)
            if sum(map(len, fields.values())) <= LONGEST_KEPT_FORM:
                request.session[KEPT_FORMS] = {request.path: fields}
                if any(fields.values()):
                    messages.info(request, _("Sign in to go on. What you sent is kept."))
        return redirect_to_sign_in(request, request.get_full_path())

    return wrapper


def kept_fields(request: DjangoRequest) -> dict[str, str] | None:
    """What this person posted to this address just before signing in, once."""
    forms = request.session.get(KEPT_FORMS) or {}
    if request.path not in forms:
        return None
    fields: dict[str, str] = forms.pop(request.path)
    request.session[KEPT_FORMS] = forms
    return fields
