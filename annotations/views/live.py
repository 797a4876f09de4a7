"""What an open page asks now and then: whether anything has changed."""

from collections.abc import Sequence
from http import HTTPStatus
from itertools import pairwise

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from annotations.discussions import (
    REPLIES_AMONG_THREADS,
    arranged,
    opening_comments,
    threads_of,
)
from annotations.models import Comment, Margin
from annotations.moderating.contributing import Contributor
from annotations.news.live import arrived, changed_comments, changed_paragraphs
from annotations.news.pace import pace
from annotations.news.unread import news_of
from annotations.views.addresses import whole_number
from annotations.views.discussion import panel_counts
from annotations.views.loading import load_article, load_comment, load_paragraph
from annotations.views.threads import thread_state
from commentary.http import HttpRequest
from commentary.models import Article
from commentary.shortcuts import go_to

# Seconds until the next question; 0 asks the page to stop asking.
PACE = "Commentary-Pace"
# What to ask from next time.
ACTIVITY = "Commentary-Activity"
# New threads that a click loads; a reload shows the rest in its place.
MOST_ARRIVED = 20
# Comments that a page names as known: the newest of those that it shows.
MOST_KNOWN = 100


@never_cache
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of the page that are new `?since=`; 204 where there are none.

    Most answers are that, so it costs one query, and neither session nor person is looked at.
    """
    article = get_object_or_404(Article, slug=slug)
    since = whole_number(request.GET.get("since", ""))
    if article.status == Article.Status.DRAFT:
        article = load_article(request, slug)
    seconds = pace((timezone.now() - article.active_at).total_seconds())
    if since is None or article.activity <= since:
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    elif "reader" in request.GET and not request.user.is_authenticated:
        # The session has ended: the page would lose what is its reader's own.
        response, seconds = HttpResponse(status=HTTPStatus.NO_CONTENT), 0
    else:
        response = _parts(request, article, since)
    response[PACE], response[ACTIVITY] = str(seconds), str(article.activity)
    return response


def _parts(request: HttpRequest, article: Article, since: int) -> HttpResponse:
    news = news_of(article, request.user)
    shown = whole_number(request.GET.get("revision", ""))
    context = {
        "article": article,
        "news": news,
        "total": Margin.objects.comments_on(article),
        "since": since,
        "is_older": shown is not None and shown != article.revision_number,
        "paragraphs": changed_paragraphs(article, request.user, since, news),
    }
    identity = whole_number(request.GET.get("paragraph", ""))
    opened = article.paragraphs.filter(identity=identity).first() if identity is not None else None
    opened_at = whole_number(request.GET.get("opened", ""))
    if opened and opened_at is not None:
        known, who = _known(request), Contributor.of(request.user)
        changed = changed_comments(opened, who, since, known)
        roots = [each.comment for each in changed.comments if each.comment.parent_id is None]
        context |= {
            "opened": opened,
            "arrived": arrived(opened, request.user, opened_at, known),
            "changed": changed,
            "states": [thread_state(root.opened, who) for root in roots],
        }
    return render(request, "annotations/swaps/changes.html", context)


@never_cache
@require_safe
def arrived_replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Replies that came into a thread `?since=`, each with the comment that it is shown after."""
    root, who = load_comment(request, pk), Contributor.of(request.user)
    since = whole_number(request.GET.get("since", ""))
    if since is None or root.parent_id is not None:
        raise Http404
    replies = (
        Comment.objects.filter(root=root.pk)
        .visible_to(request.user)
        .in_order()
        .for_reading(request.user)
    )
    known = _known(request)
    placed = arranged(root, replies[: REPLIES_AMONG_THREADS + 1], who)
    if not request.htmx or len(placed) > REPLIES_AMONG_THREADS:
        # So long a thread has a page of its own, and here only its beginning.
        return go_to(request, reverse("thread", args=[root.pk]))
    new = [
        (before.comment.pk, shown)
        for before, shown in pairwise(placed)
        if shown.comment.arrived > since and shown.comment.pk not in known
    ]
    context = {**panel_counts(root.paragraph, request.user), "root": root, "new_replies": new}
    response = render(request, "annotations/swaps/arrived_replies.html", context)
    return _leading_to(response, [shown.comment for _before, shown in new])


@never_cache
@require_safe
def arrived_threads(request: HttpRequest, slug: str, identity: int) -> HttpResponse:
    """Threads that others have begun about a paragraph `?since=`, to stand after those shown."""
    paragraph = load_paragraph(request, slug, identity)
    since = whole_number(request.GET.get("since", ""))
    if since is None:
        raise Http404
    roots = opening_comments(paragraph, request.user).since(since).exclude(pk__in=_known(request))
    new = list(roots[:MOST_ARRIVED])
    context = {
        **panel_counts(paragraph, request.user),
        "threads": threads_of(new, Contributor.of(request.user)),
    }
    response = render(request, "annotations/swaps/arrived_threads.html", context)
    return _leading_to(response, new)


def _known(request: HttpRequest) -> list[int]:
    """Keys of the newest comments that the page has already: `?have=7,9`."""
    keys = map(whole_number, request.GET.get("have", "").split(",")[:MOST_KNOWN])
    return [key for key in keys if key is not None]


def _leading_to(response: HttpResponse, comments: Sequence[Comment]) -> HttpResponse:
    """Let the focus go to the first of these."""
    if not comments:
        return response
    return trigger_client_event(
        response, "news:found", {"label": comments[0].label}, after="settle"
    )
