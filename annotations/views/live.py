"""What an open page asks now and then: whether anything has changed."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from annotations.forms import CommentForm
from annotations.models import Act, Comment, Margin
from annotations.models.contributing import Contributor
from annotations.news.asking import reader_named
from annotations.news.live import (
    Opened,
    Turned,
    arrived,
    changed_comments,
    changed_paragraphs,
    turned,
)
from annotations.news.pace import pace
from annotations.news.unread import news_of
from annotations.views.addresses import known_comments, whole_number
from annotations.views.discussion import may_comment
from annotations.views.loading import load_article
from annotations.views.threads import thread_state
from commentary.http import HttpRequest
from commentary.models import Article

# Seconds until the next question; 0 asks the page to stop asking.
PACE = "Commentary-Pace"
# What keeps its reader from contributing, to be said in the next question.
SUSPENDED = "Commentary-Suspended"
# What to ask from next time.
ACTIVITY = "Commentary-Activity"


@never_cache
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of the page that are new `?since=`; 204 where there are none.

    Most answers are that, so it costs one query, and neither session nor person is looked at; the
    same query finds whether its reader was suspended, or is not any more.
    """
    articles, reader = Article.objects.all(), reader_named(request.GET.get("reader", ""))
    if reader is not None:
        articles = articles.annotate(suspended=Act.objects.key_of_suspension(reader))
    article = get_object_or_404(articles, slug=slug)
    suspended = str(getattr(article, "suspended", None) or 0)
    is_turned = reader is not None and request.GET.get("suspended") != suspended
    since = whole_number(request.GET.get("since", ""))
    if article.status == Article.Status.DRAFT:
        load_article(request, slug)
    seconds = pace((timezone.now() - article.active_at).total_seconds())
    if since is None or (article.activity <= since and not is_turned):
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    elif "reader" in request.GET and reader != (request.user.pk or 0):
        # The session has ended, or is another's: the page would lose what is its reader's own.
        response, seconds = HttpResponse(status=HTTPStatus.NO_CONTENT), 0
    else:
        response = _parts(request, article, since, is_turned=is_turned)
        response[SUSPENDED] = suspended
    response[PACE], response[ACTIVITY] = str(seconds), str(article.activity)
    return response


def _parts(request: HttpRequest, article: Article, since: int, *, is_turned: bool) -> HttpResponse:
    news, who = news_of(article, request.user), Contributor.of(request.user)
    shown = whole_number(request.GET.get("revision", ""))
    opened_at = whole_number(request.GET.get("opened", ""))
    opened = Opened(article) if opened_at is None else _opened(request, article)
    known = known_comments(request)
    context: dict[str, Any] = {
        "article": article,
        "news": news,
        "total": Margin.objects.comments_on(article),
        "since": since,
        "is_older": shown is not None and shown != article.revision_number,
        "paragraphs": changed_paragraphs(article, request.user, since, news),
        "turned": turned(opened, who, since, known, is_theirs=is_turned),
        "refusal_to_mark": who.refusal_to_mark(article, is_public=True),
        "presides": who.presides,
    }
    if opened_at is not None:
        context |= _discussion(opened, who, since, opened_at, known, context["turned"])
    return render(request, "annotations/swaps/changes.html", context)


def _opened(request: HttpRequest, article: Article) -> Opened:
    """What the page shows of the discussion: `?thread=`, `?paragraph=`, or else all of it."""
    paragraphs = article.paragraphs.select_related("margin__locked_by")
    thread = whole_number(request.GET.get("thread", ""))
    if thread is not None:
        return Opened(article, get_object_or_404(paragraphs, comments=thread), thread)
    identity = whole_number(request.GET.get("paragraph", ""))
    if identity is not None:
        return Opened(article, get_object_or_404(paragraphs, identity=identity))
    return Opened(article)


def _discussion(
    opened: Opened,
    who: Contributor,
    since: int,
    opened_at: int,
    known: list[int],
    turned: Turned | None,
) -> dict[str, Any]:
    """What came into the discussion that is open, and what became of what is in it."""
    changed = changed_comments(opened, who, since, known)
    shown = [*changed.comments, *(each.shown for each in (turned.comments if turned else ()))]
    roots = {each.comment.pk: each.comment for each in shown if each.comment.parent_id is None}
    context = {
        "opened": opened,
        "arrived": arrived(opened, who.user, opened_at, known),
        "changed": changed,
        "is_much": changed.is_much or (turned is not None and turned.is_much),
        "states": [thread_state(root.opened, who) for root in roots.values()],
    }
    return context | _admission(opened, who) if turned else context


def _admission(opened: Opened, who: Contributor) -> dict[str, Any]:
    """What the page as a whole says of whether one may write, and where one would."""
    if opened.thread is not None:
        roots = Comment.objects.visible_to(who.user).for_reading(who.user)
        root = roots.filter(pk=opened.thread).first()
        return {"root": root, "refusal": who.refusal_in_thread(root) if root else None}
    if opened.paragraph is None:
        return {"refusal": who.refusal_to_mark(opened.article, is_public=True)}
    rights = may_comment(who, opened.paragraph)
    return {"paragraph": opened.paragraph, "form": CommentForm(), **rights}
