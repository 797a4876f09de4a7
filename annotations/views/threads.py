"""One thread: all of it, and what is decided about it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotations.cards import card_of_comment
from annotations.discussions import (
    REPLIES_A_PAGE,
    arranged,
    first_line,
    may_settle,
    may_track,
    page_of,
    show_opening,
)
from annotations.forms import StatusForm
from annotations.models import Comment, Decision, Thread
from annotations.models.contributing import Contributor, Refusal, RefusedError
from annotations.news.asking import Asker
from annotations.news.unread import news_of
from annotations.reading import numbers_of
from annotations.telling.following import thread_stance
from annotations.views.admitting import say_errors, say_refused
from annotations.views.loading import load_comment, load_thread
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import sign_in_required

DECISIONS_A_PAGE = 50


@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread with all its replies, some at a time."""
    root, who = load_comment(request, pk), Contributor.of(request.user)
    if root.parent_id is not None:
        return redirect("thread", root.thread_pk)
    visible = Comment.objects.visible_to(request.user)
    replies = visible.filter(root=root.pk).in_order().for_reading(request.user)
    page = page_of(replies, REPLIES_A_PAGE, request.GET.get("page"))
    context = {
        **thread_state(root.opened, who),
        "paragraph": root.paragraph,
        "number": numbers_of(root.paragraph.article).get(root.paragraph_id),
        "root": show_opening([root], who)[0],
        "replies": arranged(root, page, who)[1:],
        "page": page,
        "stance": thread_stance(root, request.user),
        "news": news_of(root.paragraph.article, request.user),
        "card": card_of_comment(root, canonical=request.path),
        "asker": Asker.of(who),
        "refusal": who.refusal_in_thread(root) if request.user.is_authenticated else None,
    }
    return render(request, "annotations/thread_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, Thread.resolve)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, Thread.reopen)


def _settle(request: SignedInRequest, pk: int, verb: Callable[..., object]) -> HttpResponse:
    thread = load_thread(request, pk)
    if not thread.is_resolvable_by(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, thread, refused=_refusal(request, thread))
    try:
        verb(thread, by=request.user)
    except RefusedError as error:
        return _ask(request, thread, refused=error.refusal)
    return _done(request, thread)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def track(request: SignedInRequest, pk: int) -> HttpResponse:
    """An editor says what becomes of it."""
    thread = load_thread(request, pk)
    if not thread.is_tracked_by(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, thread, refused=_refusal(request, thread))
    form = StatusForm(request.POST, article=thread.root.paragraph.article)
    if not form.is_valid():
        return _ask(request, thread, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status, changed_in = form.cleaned_data["status"], form.cleaned_data["changed_in"]
    try:
        thread.track(status, by=request.user, changed_in=changed_in)
    except RefusedError as error:
        return _ask(request, thread, form, refused=error.refusal)
    return _done(request, thread)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided about a thread, by whom and when."""
    thread = load_thread(request, pk)
    decisions = Decision.objects.about(thread).select_related("by").newest_first()
    page = Paginator(decisions, DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {**thread_state(thread, Contributor.of(request.user)), "page": page}
    return render(request, "annotations/thread_history.html", context)


def thread_state(thread: Thread, who: Contributor) -> dict[str, Any]:
    """What the thread's own lines need: how it stands, and what this person may decide."""
    return {
        "thread": thread,
        "article": thread.root.paragraph.article,
        "first_line": first_line(thread.root),
        "may_resolve": may_settle(thread.root, who),
        "may_track": may_track(thread.root, who),
    }


def _refusal(request: SignedInRequest, thread: Thread) -> Refusal | None:
    return Contributor.of(request.user).refusal_to_settle(thread.root)


def _ask(
    request: HttpRequest,
    thread: Thread,
    form: StatusForm | None = None,
    status: int = HTTPStatus.OK,
    *,
    refused: Refusal | None = None,
) -> HttpResponse:
    """The page with the thread's forms; for htmx, what was wrong."""
    status = refused.status if refused else status
    if request.htmx and refused:
        return say_refused(request, refused)
    if request.htmx and form:
        return say_errors(request, form, status)
    state = thread_state(thread, Contributor.of(request.user))
    context = {**state, "form": form, "refusal": refused}
    return render(request, "annotations/decide.html", context, status=status)


def _done(request: HttpRequest, thread: Thread) -> HttpResponse:
    if not request.htmx:
        return redirect(thread.root)
    state = thread_state(load_thread(request, thread.pk), Contributor.of(request.user))
    return render(request, "annotations/swaps/thread_decided.html", state)
