"""A paragraph's discussion: a panel beside the text, and the same address as a page of its own."""

from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from annotations.cards import card_of
from annotations.discussions import (
    THREADS_A_PAGE,
    Person,
    opening_comments,
    page_of,
    shown_opening,
    threads_of,
)
from annotations.forms import CommentForm
from annotations.listing import Listing
from annotations.marks import MARKS_LISTED, marks_at, marks_over, said_of, show_marks
from annotations.models import Annotation, Comment, Margin
from annotations.models.contributing import Contributor, RefusedError
from annotations.moderating.pausing import pause
from annotations.news.asking import Asker
from annotations.news.unread import News, news_of
from annotations.orphans import orphans_of
from annotations.reading import margin_of, numbers_of
from annotations.telling.following import paragraph_stance
from annotations.views.addresses import whole_number
from annotations.views.admitting import refuse, turn_down
from annotations.views.loading import load_paragraph
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import Article, Paragraph
from commentary.shortcuts import kept_fields, render_partial, sign_in_required

LIST_PARTIALS = ("thread-list", "more-threads")


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, slug: str, identity: int) -> HttpResponse:
    paragraph = load_paragraph(request, slug, identity)
    if request.method == "POST":
        return _post(request, paragraph)
    context = panel(request, paragraph)
    own = {"address": request.path, "canonical": request.path}
    context["card"] = card_of(paragraph.article, paragraph.text, **own)
    return render_listed(request, "annotations/discussion.html", context, partial="discussion")


def panel(
    request: HttpRequest,
    paragraph: Paragraph,
    form: CommentForm | None = None,
    page_number: int | None = None,
    news: News | None = None,
) -> dict[str, Any]:
    """What the discussion's template needs; `?from=&to=` asks what was marked at a place.

    Asked by a page that shows an older revision, a place means nothing, and all is shown.
    `?thread=` is one that comes unfolded; the rest is in `Listing`, which a place has none of.
    """
    who, place = Contributor.of(request.user), _asked_place(request, paragraph.article)
    listing = Listing.asked(request.GET, request.user)
    marks = Annotation.objects.none()
    if place:
        # A passage that crosses paragraphs is talked about where it begins.
        anywhere = Comment.objects.on_any_of(paragraph.article)
        opening = shown_opening(anywhere, request.user)
        marks = marks_at(paragraph, place, request.user).opened_by(opening)
        roots = said_of(marks, opening, request.user)
    else:
        roots = opening_comments(paragraph, request.user)
        roots = listing.of(roots, request.user, paragraph.article)
    page = page_of(roots, THREADS_A_PAGE, page_number or request.GET.get("page"))
    silent = marks.filter(Q(opens=None)) if place else marks
    listed = list(silent[: MARKS_LISTED + 1])
    more = silent.count() - MARKS_LISTED if len(listed) > MARKS_LISTED else 0
    over = marks_over(marks, page, who) if place else {}
    unfolded, kept = asked_thread(request), None if form else kept_fields(request)
    orphans = [] if place else list(orphans_of(paragraph, request.user)[: MARKS_LISTED + 1])
    return {
        "article": paragraph.article,
        "paragraph": paragraph,
        "number": numbers_of(paragraph.article).get(paragraph.pk),
        "comments": margin_of(paragraph).comments,
        "place": place,
        "marks": show_marks(listed[:MARKS_LISTED], who),
        "more_marks": more,
        "orphans": show_marks(orphans[:MARKS_LISTED], who),
        "has_more_orphans": len(orphans) > MARKS_LISTED,
        "listing": listing,
        "listed_at": reverse("discussion", args=[paragraph.article.slug, paragraph.identity]),
        "query": _query(listing, place),
        "page": page,
        "threads": threads_of(page, who, unfolded=unfolded, marks=over),
        "news": news or news_of(paragraph.article, request.user),
        "form": form or CommentForm(initial=kept),
        "was_typed": bool(kept),
        "kinds": Annotation.Kind.choices,
        "stance": paragraph_stance(paragraph, request.user),
        "may_moderate": who.may_moderate,
        "asker": Asker.of(who),
        **may_comment(who, paragraph),
    }


def may_comment(who: Contributor, paragraph: Paragraph) -> dict[str, Any]:
    """What the composer needs to know: it stands where waiting is all that it takes."""
    refused = who.refusal_to_say(paragraph)
    if not who.user.is_authenticated:
        return {"may_comment": False, "refusal": refused}
    return {
        "may_comment": not refused,
        "may_mark": not who.refusal_to_mark(paragraph.article, is_public=True),
        "refusal": refused or pause(who, paragraph.article),
    }


def render_listed(
    request: HttpRequest, template: str, context: dict[str, Any], *, partial: str
) -> HttpResponse:
    """The page or its partial; or, of the list of threads in it, what htmx is about to replace."""
    if request.htmx and request.htmx.target in LIST_PARTIALS:
        template, partial = "annotations/thread_list.html", request.htmx.target
    return render_partial(request, template, context, partial=partial)


@sign_in_required
def _post(request: SignedInRequest, paragraph: Paragraph) -> HttpResponse:
    who = Contributor.of(request.user)
    form = CommentForm(request.POST)
    if form.only_helps_to_write():
        return _ask(request, paragraph, form)
    ask = partial(_ask, request, paragraph, form)
    refused = who.refusal_to_say(paragraph)
    if turned_down := turn_down(request, form, ask, paragraph.article, refused):
        return turned_down
    try:
        comment = Comment.objects.post(
            author=request.user,
            paragraph=paragraph,
            body=form.cleaned_data["body"],
            held_for=form.held_for,
        )
    except RefusedError as error:
        return refuse(form, error.refusal, ask)
    if not request.htmx:
        return redirect(comment)
    return render(
        request,
        "annotations/swaps/comment_posted.html",
        {
            **panel_counts(paragraph, request.user),
            "thread": threads_of([comment], who)[0],
            "form": CommentForm(),
            **may_comment(who, paragraph),
        },
    )


def _ask(
    request: HttpRequest, paragraph: Paragraph, form: CommentForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    return render_partial(
        request,
        "annotations/discussion.html",
        # What was typed stays, even where nothing may be said any more.
        {**panel(request, paragraph, form), "may_comment": True, "refusal": None},
        partial="composer",
        status=status,
    )


def panel_counts(paragraph: Paragraph, user: Person) -> dict[str, Any]:
    """What the counts beside the text and over the panel need, read anew."""
    fresh = Paragraph.objects.select_related("article", "margin").get(pk=paragraph.pk)
    news = news_of(fresh.article, user)
    return {
        "article": fresh.article,
        "paragraph": fresh,
        "number": numbers_of(fresh.article).get(fresh.pk),
        "comments": margin_of(fresh).comments,
        "total": Margin.objects.comments_on(fresh.article),
        "news": news,
        "new": news.of_paragraphs.get(fresh.pk, 0),
    }


def shows_revision(request: HttpRequest, article: Article) -> bool:
    """Whether the page that asks shows the current text; so too where it does not say."""
    shown = whole_number(request.GET.get("revision") or request.POST.get("revision") or "")
    return shown is None or shown == article.revision_number


def asked_thread(request: HttpRequest) -> int | None:
    """The key of the thread that the address asks to be unfolded."""
    return whole_number(request.GET.get("thread", ""))


def _query(listing: Listing, place: tuple[int, int] | None) -> str:
    """What the addresses of the list's other pages say, beside the page."""
    at = urlencode({"from": place[0], "to": place[1]}) if place else ""
    return "&".join(filter(None, [at, listing.query]))


def _asked_place(request: HttpRequest, article: Article) -> tuple[int, int] | None:
    """The place whose marks the address asks for, where it means one in the current text."""
    if not shows_revision(request, article):
        return None
    start = whole_number(request.GET.get("from", ""))
    end = whole_number(request.GET.get("to", ""))
    if start is None or end is None or start >= end:
        return None
    return start, end
