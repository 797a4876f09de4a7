"""What one was told: the list, opening one, marking as read, and how much of it comes by mail."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms import MailForm
from annotations.models import Mailbox, Notification
from annotations.telling.inbox import gather
from annotations.telling.mail import confirmed_address, expect_mail
from commentary.http import SignedInRequest
from commentary.shortcuts import sign_in_required

NOTIFICATIONS_A_PAGE = 40


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def notifications(request: SignedInRequest) -> HttpResponse:
    """Newest first; a POST marks all of them as read."""
    shown = Notification.objects.shown_to(request.user)
    if request.method == "POST":
        shown.mark_read()
        return redirect("notifications")
    newest = shown.for_reading().newest_first()
    page = Paginator(newest, NOTIFICATIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "annotations/notifications.html", {"page": page, "gatherings": gather(page)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def notification(request: SignedInRequest, pk: int) -> HttpResponse:
    """Marks it as read; opened, it leads on to what it is about."""
    shown = Notification.objects.shown_to(request.user)
    notification = get_object_or_404(shown.select_related("article", "revision"), pk=pk)
    shown.filter(pk=pk).mark_read()
    return redirect("notifications" if request.method == "POST" else notification)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def mail_settings(request: SignedInRequest) -> HttpResponse:
    mailbox = Mailbox.objects.filter(person=request.user).first() or Mailbox(person=request.user)
    if request.method != "POST":
        return _ask(request, MailForm(instance=mailbox))
    form = MailForm(request.POST, instance=mailbox)
    if not form.is_valid():
        return _ask(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    kept = Mailbox.objects.of(request.user)
    if kept.set_pace(form.cleaned_data["pace"]):
        expect_mail([request.user.pk])
    messages.success(request, _("Saved."))
    return redirect("mail-settings")


def _ask(request: SignedInRequest, form: MailForm, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {"form": form, "address": confirmed_address(request.user)}
    return render(request, "annotations/mail_settings.html", context, status=status)
