"""One thread: all of it, and what is decided about it."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotations.cards import card_of_comment
from annotations.discussions import REPLIES_A_PAGE, arranged, first_line, page_of, show_opening
from annotations.forms import StatusForm
from annotations.models import Comment, Decision, Thread
from annotations.moderating.contributing import Refusal, refusal_to_change
from annotations.news.unread import news_of
from annotations.reading import numbers_of
from annotations.telling.following import thread_stances
from annotations.views.loading import load_comment, load_thread
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import sign_in_required

DECISIONS_A_PAGE = 50


@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread with all its replies, some at a time."""
    root = load_comment(request, pk)
    if root.parent_id is not None:
        return redirect("thread", root.thread_pk)
    visible = Comment.objects.visible_to(request.user)
    replies = visible.filter(root=root.pk).in_order().for_reading(request.user)
    page = page_of(replies, REPLIES_A_PAGE, request.GET.get("page"))
    context = {
        **thread_state(request, root.opened),
        "paragraph": root.paragraph,
        "number": numbers_of(root.paragraph.article).get(root.paragraph_id),
        "root": show_opening([root], request.user)[0],
        "replies": arranged(root, page, request.user)[1:],
        "page": page,
        "stance": thread_stances([root], request.user)[root.pk],
        "news": news_of(root.paragraph.article, request.user),
        "card": card_of_comment(root, canonical=request.path),
    }
    return render(request, "annotations/thread_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def resolve(request: SignedInRequest, pk: int) -> HttpResponse:
    thread = load_thread(request, pk)
    if not thread.is_resolvable_by(request.user):
        raise PermissionDenied
    refused = _refusal(request, thread)
    if refused or request.method != "POST":
        return _ask(request, thread, refused=refused)
    thread.resolve(by=request.user)
    return _done(request, thread)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo `resolve`."""
    thread = load_thread(request, pk)
    if not thread.is_resolvable_by(request.user):
        raise PermissionDenied
    refused = _refusal(request, thread)
    if refused or request.method != "POST":
        return _ask(request, thread, refused=refused)
    thread.reopen(by=request.user)
    return _done(request, thread)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def track(request: SignedInRequest, pk: int) -> HttpResponse:
    """An editor says what becomes of it."""
    thread = load_thread(request, pk)
    if not thread.is_tracked_by(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, thread)
    form = StatusForm(request.POST, article=thread.root.paragraph.article)
    if not form.is_valid():
        return _ask(request, thread, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    status, changed_in = form.cleaned_data["status"], form.cleaned_data["changed_in"]
    thread.track(status, by=request.user, changed_in=changed_in)
    return _done(request, thread)


@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided about a thread, by whom and when."""
    thread = load_thread(request, pk)
    decisions = Decision.objects.about(thread).select_related("by").newest_first()
    page = Paginator(decisions, DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {**thread_state(request, thread), "page": page}
    return render(request, "annotations/thread_history.html", context)


def thread_state(request: HttpRequest, thread: Thread) -> dict[str, Any]:
    """What the thread's own lines need: how it stands, and what this person may decide."""
    return {
        "thread": thread,
        "article": thread.root.paragraph.article,
        "first_line": first_line(thread.root),
        "may_resolve": thread.is_resolvable_by(request.user),
        "may_track": thread.is_tracked_by(request.user),
    }


def _refusal(request: SignedInRequest, thread: Thread) -> Refusal | None:
    paragraph = thread.root.paragraph
    return refusal_to_change(request.user, paragraph=paragraph, thread=thread.pk)


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
    if request.htmx and (form or refused):
        errors = [error for errors in form.errors.values() for error in errors] if form else []
        errors += [refused.words] if refused else []
        return render(request, "annotations/swaps/refused.html", {"errors": errors}, status=status)
    context = {**thread_state(request, thread), "form": form, "refusal": refused}
    return render(request, "annotations/decide.html", context, status=status)


def _done(request: HttpRequest, thread: Thread) -> HttpResponse:
    if not request.htmx:
        return redirect(thread.root)
    fresh = load_thread(request, thread.pk)
    return render(request, "annotations/swaps/thread_decided.html", thread_state(request, fresh))
