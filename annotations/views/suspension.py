"""Letting a person only read for a while, or for good, and taking that back."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from annotations.models import Act, Report
from annotations.models.discussion_rules import may_suspend
from annotations.moderating.forms import LiftingForm, SuspensionForm
from annotations.moderating.waiting import PERSON, records_of
from annotations.views.loading import admit_moderator
from annotations.views.moderation import next_in_queue, say_suspended, say_too_late
from commentary.http import SignedInRequest
from commentary.models import User
from commentary.shortcuts import kept_fields, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def suspension(request: SignedInRequest, pk: int) -> HttpResponse:
    """Suspend somebody, or lift the suspension of who is suspended."""
    admit_moderator(request)
    person = get_object_or_404(User, pk=pk)
    if not may_suspend(request.user, person):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    kept = kept_fields(request) if sent is None else None
    lifts, given = Act.objects.suspension_of(person) is not None, sent or kept
    if given and (given.get("act") == "lift") != lifts:
        say_too_late(request, person)
        return redirect("suspension", pk)
    form = _form(person, lifts=lifts, data=sent, initial=kept, autofocus=sent is None)
    if not form.is_valid():
        return _ask(request, person, form)
    reason, go_on = form.cleaned_data["reason"], next_in_queue(request, PERSON, pk)
    if isinstance(form, SuspensionForm):
        act = Act.objects.suspend(person, by=request.user, reason=reason, until=form.until)
    else:
        act = Act.objects.lift(person, by=request.user, reason=reason)
    if act is None:
        say_too_late(request, person)
        return redirect("suspension", pk)
    if act.kind == Act.Kind.SUSPEND:
        say_suspended(request, person)
    else:
        lifted = gettext("%(name)s may take part again.") % {"name": person}
        messages.success(request, lifted)
    return redirect(go_on)


def _form(person: User, *, lifts: bool, **given: Any) -> LiftingForm:
    if lifts:
        return LiftingForm(**given)
    is_reported = Report.objects.open().about(person).exists()
    return SuspensionForm(is_reported=is_reported, **given)


def _ask(request: SignedInRequest, person: User, form: LiftingForm) -> HttpResponse:
    return render(
        request,
        "annotations/moderation/suspension.html",
        {"person": person, "record": records_of([person], request.user)[person.pk], "form": form},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )
