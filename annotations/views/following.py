"""Follow or mute an article, a paragraph or a thread; all that one follows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import Following, Thread
from annotations.models.following import Thing
from annotations.telling.following import Stance, article_stance, paragraph_stance, thread_stance
from annotations.views.loading import load_article, load_comment, load_paragraph
from commentary.http import SignedInRequest
from commentary.shortcuts import sign_in_required

FOLLOWED_A_PAGE = 50
# What the buttons send -> the level; "none" takes back what was chosen.
LEVELS = {"follow": Following.Level.FOLLOW, "mute": Following.Level.MUTE, "none": None}


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def article(request: SignedInRequest, slug: str) -> HttpResponse:
    article = load_article(request, slug)
    return _follow(
        request,
        article,
        lambda: article_stance(article, request.user),
        {"article": article, "back": article.get_absolute_url()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def paragraph(request: SignedInRequest, slug: str, identity: int) -> HttpResponse:
    paragraph = load_paragraph(request, slug, identity)
    back = f"{paragraph.article.get_absolute_url()}?paragraph={identity}#{paragraph.label}"
    return _follow(
        request,
        paragraph,
        lambda: paragraph_stance(paragraph, request.user),
        {"article": paragraph.article, "paragraph": paragraph, "back": back},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def thread(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if comment.parent_id is not None:
        return redirect("follow-thread", comment.thread_pk)
    return _follow(
        request,
        get_object_or_404(Thread, pk=pk),
        lambda: thread_stance(comment, request.user),
        {
            "article": comment.paragraph.article,
            "comment": comment,
            "back": comment.get_absolute_url(),
        },
    )


def _follow(
    request: SignedInRequest, thing: Thing, stance: Callable[[], Stance], context: dict[str, Any]
) -> HttpResponse:
    if request.method != "POST":
        return render(request, "annotations/follow_page.html", {**context, "stance": stance()})
    level = request.POST.get("level", "")
    if level not in LEVELS:
        return HttpResponseBadRequest()
    Following.objects.choose(request.user, thing, LEVELS[level])
    if request.htmx:
        return render(request, "annotations/swaps/followed.html", {"stance": stance()})
    messages.success(request, stance().said)
    return redirect(_asked_back(request) or context["back"])


def _asked_back(request: SignedInRequest) -> str:
    """Where the form says that it stood, if that is here."""
    address = request.POST.get("next", "")
    here = {request.get_host()}
    return address if url_has_allowed_host_and_scheme(address, here) else ""


@require_safe
@sign_in_required
def following(request: SignedInRequest) -> HttpResponse:
    rows = (
        Following.objects.shown_to(request.user)
        .select_related(
            "article",
            "paragraph__article",
            "thread__root__paragraph__article",
            "thread__root__author",
            "thread__root__annotation",
        )
        .newest_first()
    )
    page = Paginator(rows, FOLLOWED_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "annotations/following.html", {"page": page})
