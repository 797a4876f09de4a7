"""One comment: its permalink, replies to it, and what its author and moderators may do."""

from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from annotations.comment_menu import menu_of
from annotations.discussions import may_settle, pages_of, show_in_place
from annotations.forms import EditCommentForm, RemovalForm, ReplyForm
from annotations.models import Comment, Notification, Thread
from annotations.models.act import MODERATE
from annotations.models.contributing import Contributor, Refusal, RefusedError, insist
from annotations.moderating.holding import may_not_add_links
from annotations.moderating.pausing import pause
from annotations.views.admitting import (
    FormPage,
    refuse,
    say_refused,
    status_of,
    turn_down,
)
from annotations.views.discussion import panel_counts
from annotations.views.loading import load_comment, load_thread
from annotations.views.moderation import tell_who_was_first
from annotations.views.threads import thread_state
from annotations.writing.quoting import is_said_in, quotation, without_quotations
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import kept_fields, render_partial, sign_in_required

_LINKS = gettext_lazy(
    "You are new here, so links wait for a moderator. Put them into a comment of their own."
)


@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the place where it stands: in the panel beside the text, or on its thread's page."""
    comment = load_comment(request, pk)
    Notification.objects.read_comments(request.user, [pk])
    if comment.is_removed and request.user.is_authenticated:
        # Where nothing holds on to its place it is not there to be seen.
        messages.info(request, _("This comment was removed."))
    paragraph = comment.paragraph
    page, page_of_thread = pages_of(comment, request.user)
    if page is None or paragraph.is_withdrawn:
        address = reverse("thread", args=[comment.thread_pk])
        query = urlencode({"page": page_of_thread})
    else:
        address = paragraph.article.get_absolute_url()
        asked = {"paragraph": paragraph.identity, "page": page, "comment": pk}
        if Thread.objects.filter(pk=comment.thread_pk).exclude(resolved_at=None).exists():
            asked["thread"] = comment.thread_pk
        query = urlencode(asked)
    return redirect(f"{address}?{query}#{comment.label}")


@require_safe
def menu(request: HttpRequest, pk: int) -> HttpResponse:
    """What else may be done with it."""
    comment, who = load_comment(request, pk), Contributor.of(request.user)
    context = {
        "article": comment.paragraph.article,
        "comment": comment,
        "shown": show_in_place(comment, who),
        "menu": menu_of(comment, who),
    }
    template = "annotations/comment_menu.html"
    return render_partial(request, template, context, partial="more", of=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def reply(request: SignedInRequest, pk: int) -> HttpResponse:
    parent = load_comment(request, pk)
    article, who = parent.paragraph.article, Contributor.of(request.user)
    refused = who.refusal_to_reply(parent)
    # Asked for now: a refusal is said also where they cannot see the thread any more.
    thread = load_thread(request, parent.thread_pk)
    around = partial(_around_reply, request, parent, thread, who)
    page = FormPage(request, "annotations/reply.html", around, "reply", pk)
    if request.method != "POST":
        kept = kept_fields(request)
        form = ReplyForm(initial=kept or _quotation(request, parent), about=pk)
        why = refused or pause(who, article)
        return page.show(form, status_of(refused), refused=why, was_typed=bool(kept))
    form = ReplyForm(request.POST, about=pk)
    ask = partial(page.show, form)
    if form.only_helps_to_write():
        return ask()
    if turned_down := turn_down(request, form, ask, article, refused):
        return turned_down
    body, held_for = form.cleaned_data["body"], form.held_for
    try:
        answer = parent.reply(author=request.user, body=body, held_for=held_for)
    except RefusedError as error:
        return refuse(form, error.refusal, ask)
    if form.cleaned_data["reopen"] and may_settle(thread.root, who):
        with suppress(RefusedError):  # the answer stands
            thread.reopen(by=request.user)
    if not request.htmx:
        return redirect(answer)
    state = thread_state(load_thread(request, thread.pk), who)
    return _swap(request, answer, "reply_posted", parent=parent, **state)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if not comment.is_editable_by(request.user):
        raise PermissionDenied
    refused = Contributor.of(request.user).refusal_to_edit(comment)
    around = partial(_context, request, comment)
    page = FormPage(request, "annotations/edit_comment.html", around, "body", pk)
    if request.method != "POST":
        kept = kept_fields(request)
        form = EditCommentForm(initial=kept or {"body": comment.body}, about=pk)
        return page.show(form, status_of(refused), refused=refused, was_typed=bool(kept))
    form = EditCommentForm(request.POST, about=pk)
    ask = partial(page.show, form)
    if form.only_helps_to_write():
        return ask()
    if refused and form.is_valid():
        return refuse(form, refused, ask)
    if form.is_valid() and may_not_add_links(request.user, comment.body, form.cleaned_data["body"]):
        form.add_error("body", _LINKS)
    if not form.is_valid():
        return ask(HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        comment.edit(body=form.cleaned_data["body"])
    except RefusedError as error:
        return refuse(form, error.refusal, ask)
    return _swap(request, comment, "comment_edited") if request.htmx else redirect(comment)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if comment.is_removed and request.user.has_perm(MODERATE):
        tell_who_was_first(request, comment)
        return redirect(comment)
    if not comment.is_removable_by(request.user):
        raise PermissionDenied
    insist(Contributor.of(request.user).refusal_to_remove(comment))
    is_own = comment.author_id == request.user.pk
    if request.method != "POST":
        form = RemovalForm(initial=kept_fields(request), is_own=is_own)
        return _ask_removal(request, comment, form)
    form = RemovalForm(request.POST, is_own=is_own)
    if not form.is_valid():
        return _ask_removal(request, comment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    comment.remove(by=request.user, reason=form.cleaned_data["reason"])
    if not request.htmx:
        return redirect("restore-comment", comment.pk)
    return _swap(request, comment, "comment_changed", done="removed")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if not comment.is_restorable_by(request.user):
        raise PermissionDenied
    if request.method != "POST":
        refused = Contributor.of(request.user).refusal_to_restore(comment)
        return _ask_to_restore(request, comment, refused)
    reason = request.POST.get("reason", "")[:300] or _("Undone.")
    try:
        comment.restore(by=request.user, reason=reason)
    except RefusedError as error:
        if request.htmx:
            return say_refused(request, error.refusal)
        return _ask_to_restore(request, comment, error.refusal)
    return _swap(request, comment, "comment_changed") if request.htmx else redirect(comment)


def _quotation(request: HttpRequest, comment: Comment) -> dict[str, str] | None:
    """`?quote=` begins the reply with the comment's words; `&words=` with some of them."""
    if "quote" not in request.GET:
        return None
    source = _("[%(name)s](%(address)s) wrote:") % {
        "name": comment.author,
        "address": comment.get_absolute_url(),
    }
    words = request.GET.get("words", "")
    if not is_said_in(words, comment.body_html):
        words = without_quotations(comment.body)
    return {"body": quotation(words, source)}


def _context(request: HttpRequest, comment: Comment) -> dict[str, Any]:
    return {
        **panel_counts(comment.paragraph, request.user),
        "comment": comment,
        "shown": show_in_place(comment, Contributor.of(request.user)),
    }


def _around_reply(
    request: HttpRequest, parent: Comment, thread: Thread, who: Contributor
) -> dict[str, Any]:
    return {**_context(request, parent), **thread_state(thread, who)}


def _ask_removal(
    request: HttpRequest, comment: Comment, form: RemovalForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    context = {**_context(request, comment), "form": form}
    return render(request, "annotations/remove_comment.html", context, status=status)


def _ask_to_restore(
    request: HttpRequest, comment: Comment, refused: Refusal | None
) -> HttpResponse:
    context = {**_context(request, comment), "refusal": refused}
    status = status_of(refused)
    return render(request, "annotations/restore_comment.html", context, status=status)


def _swap(request: HttpRequest, comment: Comment, what: str, **more: Any) -> HttpResponse:
    """The comment as it is now, and the counts that changed with it."""
    fresh = load_comment(request, comment.pk)
    return render(request, f"annotations/swaps/{what}.html", {**_context(request, fresh), **more})
