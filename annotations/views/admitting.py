"""Between the form of a contribution and its verb: what is not valid, or not welcome now."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from annotations.models.contributing import Refusal
from annotations.moderating.pausing import pause_of_comment
from annotations.moderating.standing import note_address
from commentary.http import HttpRequest, SignedInRequest

if TYPE_CHECKING:
    from commentary.models import Article


def turn_down(
    request: SignedInRequest,
    form: Form,
    ask: Callable[[int], HttpResponse],
    article: "Article",
    refused: Refusal | None,
) -> HttpResponse | None:
    """The form again, with what is wrong and all that was typed; None if the words may be posted.

    `refused` is why they may not be said at all, if so; here is asked whether it is too soon.
    `ask` answers the form with a status.
    """
    if not form.is_valid():
        return ask(HTTPStatus.UNPROCESSABLE_ENTITY)
    address = address_of(request)
    if refused := refused or pause_of_comment(request.user, article, address):
        return refuse(form, refused, ask)
    note_address(request.user, address)
    return None


def status_of(refused: Refusal | None) -> int:
    """Of a page with a form: where waiting is all that it takes, the form is there."""
    return refused.status if refused and not refused.try_again else HTTPStatus.OK


def refuse(form: Form, refused: Refusal, ask: Callable[[int], HttpResponse]) -> HttpResponse:
    """The form again with all that was typed, and why it is not taken."""
    form.add_error("body" if "body" in form.fields else None, refused.words)
    response = ask(refused.status)
    if refused.try_again:
        seconds = (refused.try_again - timezone.now()).total_seconds()
        response["Retry-After"] = str(max(1, round(seconds)))
    return response


def say_refused(request: HttpRequest, refused: Refusal) -> HttpResponse:
    """For htmx, where a button was pressed and nothing was typed."""
    context = {"errors": [refused.words]}
    return render(request, "annotations/swaps/refused.html", context, status=refused.status)


def address_of(request: SignedInRequest) -> str:
    """Where the request comes from, behind as many proxies as the site says it has."""
    address: str = get_adapter(request).get_client_ip(request)
    return address
