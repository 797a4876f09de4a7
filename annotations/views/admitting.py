"""Between the form of a contribution and its verb: what is not valid, or not welcome now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from annotations.models.contributing import Refusal
from annotations.moderating.pausing import pause_of_comment
from annotations.moderating.standing import note_address
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import render_partial

if TYPE_CHECKING:
    from commentary.models import Article


@dataclass(frozen=True, slots=True)
class FormPage:
    """The page of one form, or its partial: shown first, and whenever what is sent is not taken.

    `context` gives what the template needs beside the form; it is asked only when it is shown.
    Without a `partial` it is the page in any case.
    """

    request: HttpRequest
    template: str
    context: Callable[[], dict[str, Any]]
    partial: str = ""
    of: int | None = None

    def show(
        self,
        form: Form,
        status: int = HTTPStatus.OK,
        *,
        refused: Refusal | None = None,
        was_typed: bool = True,
    ) -> HttpResponse:
        """`refused` is why it is not to be filled in now; what `was_typed` stays in sight."""
        return render_partial(
            self.request,
            self.template,
            {**self.context(), "form": form, "refusal": refused, "was_typed": was_typed},
            partial=self.partial,
            of=self.of,
            status=status,
        )


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
    return _say(request, [refused.words], refused.status)


def say_errors(request: HttpRequest, form: Form, status: int) -> HttpResponse:
    """For htmx, where the form stays as it is on the page."""
    return _say(request, [error for errors in form.errors.values() for error in errors], status)


def _say(request: HttpRequest, errors: Sequence[object], status: int) -> HttpResponse:
    context = {"errors": errors}
    return render(request, "annotations/swaps/refused.html", context, status=status)


def address_of(request: SignedInRequest) -> str:
    """Where the request comes from, behind as many proxies as the site says it has."""
    address: str = get_adapter(request).get_client_ip(request)
    return address
