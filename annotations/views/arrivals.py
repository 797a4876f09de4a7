"""What a waiting line announced, brought to its place on the page when it is clicked."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from annotations.discussions import (
    REPLIES_A_PAGE,
    REPLIES_AMONG_THREADS,
    ShownThread,
    arranged,
    opening_comments,
    page_of,
    shown_opening,
    threads_of,
)
from annotations.listing import Listing
from annotations.models import Comment, CommentQuerySet, Margin
from annotations.models.contributing import Contributor
from annotations.news.inserting import Item, Root, gaps_among
from annotations.news.unread import news_of
from annotations.reading import numbers_of
from annotations.views.addresses import known_comments, whole_number
from annotations.views.discussion import panel_counts
from annotations.views.loading import load_article, load_comment, load_paragraph
from commentary.http import HttpRequest
from commentary.shortcuts import go_to

# New threads that a click loads; a reload shows the rest in its place.
MOST_ARRIVED = 20


@never_cache
@require_safe
def arrived_replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Replies that came into a thread, each with the comment that it is shown after.

    A page shows the first replies of the thread, or `?page=` of the thread's own pages. If others
    come after these, it is led to where what is new begins.
    """
    root, who = load_comment(request, pk), Contributor.of(request.user)
    since, known = _since(request), known_comments(request)
    if root.parent_id is not None:
        raise Http404
    replies = Comment.objects.filter(root=root.pk).visible_to(request.user).in_order()
    size = REPLIES_A_PAGE if "page" in request.GET else REPLIES_AMONG_THREADS
    page = page_of(replies.for_reading(request.user), size, request.GET.get("page"))
    if not request.htmx or page.has_next():
        return go_to(request, _where_it_begins(root, replies, since, known))
    new = [
        (before.comment.pk, shown)
        for before, shown in pairwise(arranged(root, page, who))
        if shown.comment.arrived > since and shown.comment.pk not in known
    ]
    context = {**panel_counts(root.paragraph, request.user), "root": root, "new_replies": new}
    response = render(request, "annotations/swaps/arrived_replies.html", context)
    return _leading_to(response, [shown.comment for _before, shown in new])


@never_cache
@require_safe
def arrived_threads(request: HttpRequest, slug: str, identity: int) -> HttpResponse:
    """Threads that others have begun about a paragraph, each where the page's order has it."""
    paragraph = load_paragraph(request, slug, identity)
    roots = opening_comments(paragraph, request.user)
    listing = Listing.asked(request.GET, request.user)
    ordered = partial(listing.of, user=request.user, article=paragraph.article)
    return _bring(request, roots, ordered, panel_counts(paragraph, request.user))


@never_cache
@require_safe
def arrived_anywhere(request: HttpRequest, slug: str) -> HttpResponse:
    """The same about any paragraph of an article, with the words that each is about."""
    article = load_article(request, slug)
    roots = shown_opening(Comment.objects.on_any_of(article), request.user)
    listing = Listing.asked(request.GET, request.user, usual="place")
    ordered = partial(listing.of, user=request.user, article=article)
    context = {
        "article": article,
        "total": Margin.objects.comments_on(article),
        "news": news_of(article, request.user),
        "shows_paragraphs": True,
    }
    return _bring(request, roots, ordered, context, numbers_of(article))


def _since(request: HttpRequest) -> int:
    """The article's activity when the page was loaded."""
    since = whole_number(request.GET.get("since", ""))
    if since is None:
        raise Http404
    return since


def _where_it_begins(
    root: Comment, replies: CommentQuerySet, since: int, known: Sequence[int]
) -> str:
    """The first new reply, on the thread's own pages."""
    address = reverse("thread", args=[root.pk])
    first = replies.since(since).exclude(pk__in=known).first()
    if first is None:
        return address
    page = replies.before(first).count() // REPLIES_A_PAGE + 1
    return f"{address}?page={page}#{first.label}"


def _bring(
    request: HttpRequest,
    roots: CommentQuerySet,
    ordered: Callable[[CommentQuerySet], CommentQuerySet],
    context: dict[str, Any],
    numbers: Mapping[int, int] = MappingProxyType({}),
) -> HttpResponse:
    since, known = _since(request), known_comments(request)
    keys = roots.since(since).exclude(pk__in=known).values_list("pk", flat=True)
    new = set(keys[:MOST_ARRIVED])
    there = ordered(roots.filter(pk__in=[*known, *new])).values_list("pk", "paragraph")
    gaps = gaps_among((Root(*row) for row in there), new)
    # What is on the page already is not read again as a whole, apart from what is named anew.
    items = [item for gap in gaps for item in gap.items]
    whole = roots.in_bulk([item.root.key for item in items])
    arrived = [whole[item.root.key] for item in items if item.is_new and item.root.key in whole]
    threads = threads_of(arrived, Contributor.of(request.user), numbers=numbers)
    shown = {thread.root.comment.pk: thread for thread in threads}

    def pieces(item: Item) -> tuple[Comment | None, int | None, ShownThread | None]:
        """The comment whose words are named, the number of these, and the new thread."""
        named = whole.get(item.root.key) if item.names_paragraph else None
        return named, numbers.get(item.root.paragraph), shown.get(item.root.key)

    context = {**context, "gaps": [(gap, list(map(pieces, gap.items))) for gap in gaps]}
    response = render(request, "annotations/swaps/arrived_threads.html", context)
    return _leading_to(response, arrived)


def _leading_to(response: HttpResponse, comments: Sequence[Comment]) -> HttpResponse:
    """Let the focus go to the first of these."""
    if not comments:
        return response
    return trigger_client_event(
        response, "news:found", {"label": comments[0].label}, after="settle"
    )
