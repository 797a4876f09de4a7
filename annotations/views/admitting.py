"""Between the form of a contribution and its verb: what is not valid, or not welcome now."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone

from annotations.moderating.contributing import Refusal, refusal_of_comment
from annotations.moderating.standing import note_address
from commentary.http import SignedInRequest

if TYPE_CHECKING:
    from commentary.models import Paragraph


def turn_down(
    request: SignedInRequest,
    form: Form,
    ask: Callable[[int], HttpResponse],
    *,
    paragraph: "Paragraph",
    thread: int | None = None,
) -> HttpResponse | None:
    """The form again, with what is wrong and all that was typed; None if the words may be posted.

    `ask` answers the form with a status.
    """
    if not form.is_valid():
        return ask(HTTPStatus.UNPROCESSABLE_ENTITY)
    address = address_of(request)
    refused = refusal_of_comment(
        request.user, paragraph.article, address, paragraph=paragraph, thread=thread
    )
    if refused:
        return refuse(form, refused, ask)
    note_address(request.user, address)
    return None


def status_of(refused: Refusal | None) -> int:
    """Of a page with a form: where waiting is all that it takes, the form is there."""
    return refused.status if refused and not refused.try_again else HTTPStatus.OK


def refuse(form: Form, refused: Refusal, ask: Callable[[int], HttpResponse]) -> HttpResponse:
    form.add_error("body", refused.words)
    response = ask(refused.status)
    if refused.try_again:
        seconds = (refused.try_again - timezone.now()).total_seconds()
        response["Retry-After"] = str(max(1, round(seconds)))
    return response


def address_of(request: SignedInRequest) -> str:
    """Where the request comes from, behind as many proxies as the site says it has."""
    address: str = get_adapter(request).get_client_ip(request)
    return address
