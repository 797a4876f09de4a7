"""Telling moderators that a comment should not stand, or how somebody behaves."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from annotations.discussions import show_in_place
from annotations.models import Comment, Report
from annotations.models.contributing import Contributor, RefusedError
from annotations.moderating.forms import PersonReportForm, ReportForm
from annotations.views.admitting import FormPage, refuse, status_of
from annotations.views.loading import load_comment
from annotations.views.moderation import say_done
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import User
from commentary.shortcuts import kept_fields, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if comment.is_removed:
        return _done(request, comment, gettext("This comment has been removed in the meantime."))
    if Report.objects.by(request.user).open().about(comment).exists():
        return _done(request, comment, gettext("You have reported this. A moderator will see it."))
    if not comment.is_reportable_by(request.user):
        raise PermissionDenied
    around = partial(_around, request, comment)
    page = FormPage(request, "annotations/report.html", around, "report", pk)
    if request.method != "POST":
        refused = Contributor.of(request.user).refusal_to_report()
        kept = kept_fields(request)
        form = ReportForm(initial=kept, about=pk)
        return page.show(form, status_of(refused), refused=refused, was_typed=bool(kept))
    form = ReportForm(request.POST, about=pk)
    if not form.is_valid():
        return page.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    ground, words = form.cleaned_data["ground"], form.cleaned_data["words"]
    try:
        made = Report.objects.make(comment, by=request.user, ground=ground, words=words)
    except RefusedError as error:
        return refuse(form, error.refusal, partial(page.show, form))
    gone = gettext("This comment has been removed in the meantime.")
    thanks = gettext("Thank you. A moderator will look at it.")
    return _done(request, comment, thanks if made else gone)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def report_person(request: SignedInRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk, erased_at=None)
    if person == request.user:
        raise PermissionDenied
    if Report.objects.by(request.user).open().about(person).exists():
        words = gettext("You have reported this person. A moderator will see it.")
        return _done_about(request, person, words)
    page = FormPage(request, "annotations/report_person.html", lambda: {"person": person})
    if request.method != "POST":
        refused, kept = Contributor.of(request.user).refusal_to_report(), kept_fields(request)
        form = PersonReportForm(initial=kept, about=pk)
        return page.show(form, status_of(refused), refused=refused, was_typed=bool(kept))
    form = PersonReportForm(request.POST, about=pk)
    if not form.is_valid():
        return page.show(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    ground, words = form.cleaned_data["ground"], form.cleaned_data["words"]
    try:
        made = Report.objects.make(person, by=request.user, ground=ground, words=words)
    except RefusedError as error:
        return refuse(form, error.refusal, partial(page.show, form))
    if made is None:
        raise Http404
    return _done_about(request, person, gettext("Thank you. A moderator will look at it."))


def _around(request: HttpRequest, comment: Comment) -> dict[str, Any]:
    return {
        "comment": comment,
        "shown": show_in_place(comment, Contributor.of(request.user)),
        "paragraph": comment.paragraph,
        "article": comment.paragraph.article,
    }


def _done(request: HttpRequest, comment: Comment, words: str) -> HttpResponse:
    if request.htmx:
        around = _around(request, load_comment(request, comment.pk))
        context = {**around, "words": words}
        return render(request, "annotations/swaps/reported.html", context)
    say_done(request, words, *_own_reports())
    return redirect(comment)


def _done_about(request: HttpRequest, person: User, words: str) -> HttpResponse:
    say_done(request, words, *_own_reports())
    return redirect("person", person.username)


def _own_reports() -> tuple[str, str]:
    return reverse("own-reports"), gettext("Your reports")
