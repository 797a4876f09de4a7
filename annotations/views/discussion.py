"""A paragraph's discussion: a panel beside the text, and the same address as a page of its own."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotations.discussions import (
    MARKS_LISTED,
    REPLIES_A_PAGE,
    THREADS_A_PAGE,
    Person,
    arranged,
    marks_at,
    opening_comments,
    show_opening,
    threads_of,
)
from annotations.forms import CommentForm
from annotations.models import Annotation, Comment, Margin
from annotations.news import News, news_of
from annotations.orphans import orphans_of
from annotations.reading import margin_of, numbers_of
from annotations.views.addresses import whole_number
from annotations.views.loading import load_comment, load_paragraph
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import Article, Paragraph
from commentary.shortcuts import kept_fields, render_partial, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
def discussion(request: HttpRequest, slug: str, identity: int) -> HttpResponse:
    paragraph = load_paragraph(request, slug, identity)
    if request.method == "POST":
        return _post(request, paragraph)
    return render_partial(
        request, "annotations/discussion.html", panel(request, paragraph), partial="discussion"
    )


@require_safe
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """One thread with all its replies, some at a time."""
    root = load_comment(request, pk)
    if root.parent_id is not None:
        return redirect("thread", root.thread_pk)
    replies = Comment.objects.filter(root=root.pk).in_order().for_reading()
    page = Paginator(replies, REPLIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "root": show_opening([root], request.user)[0],
        "replies": arranged(root, page, request.user)[1:],
        "page": page,
        "paragraph": root.paragraph,
        "article": root.paragraph.article,
        "number": numbers_of(root.paragraph.article).get(root.paragraph_id),
        "news": news_of(root.paragraph.article, request.user),
    }
    return render(request, "annotations/thread_page.html", context)


def panel(
    request: HttpRequest,
    paragraph: Paragraph,
    form: CommentForm | None = None,
    page_number: int | None = None,
    news: News | None = None,
) -> dict[str, Any]:
    """What the discussion's template needs; `?from=&to=` asks what was marked at a place.

    Asked by a page that shows an older revision, a place means nothing, and all is shown.
    """
    place = _place(request) if shows_revision(request, paragraph.article) else None
    roots = opening_comments(paragraph, request.user)
    marks = Annotation.objects.none()
    if place:
        marks = marks_at(paragraph, request.user, *place)
        roots = roots.filter(annotation__in=marks.order_by().values("pk"))
    page = Paginator(roots, THREADS_A_PAGE).get_page(page_number or request.GET.get("page"))
    orphans = [] if place else list(orphans_of(paragraph, request.user)[: MARKS_LISTED + 1])
    return {
        "article": paragraph.article,
        "paragraph": paragraph,
        "number": numbers_of(paragraph.article).get(paragraph.pk),
        "comments": margin_of(paragraph).comments,
        "place": place,
        "marks": marks[:MARKS_LISTED],
        "more_marks": max(0, marks.count() - MARKS_LISTED) if place else 0,
        "orphans": orphans[:MARKS_LISTED],
        "has_more_orphans": len(orphans) > MARKS_LISTED,
        "page": page,
        "threads": threads_of(page, request.user),
        "news": news or news_of(paragraph.article, request.user),
        "form": form or CommentForm(initial=kept_fields(request)),
        "kinds": Annotation.Kind.choices,
        "may_comment": request.user.is_authenticated and paragraph.article.is_open,
    }


@sign_in_required
def _post(request: SignedInRequest, paragraph: Paragraph) -> HttpResponse:
    if not paragraph.article.is_open:
        raise PermissionDenied
    form = CommentForm(request.POST)
    if not form.is_valid():
        return render_partial(
            request,
            "annotations/discussion.html",
            panel(request, paragraph, form),
            partial="composer",
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    comment = Comment.objects.post(
        author=request.user, paragraph=paragraph, body=form.cleaned_data["body"]
    )
    if not request.htmx:
        return redirect(comment)
    return render(
        request,
        "annotations/swaps/comment_posted.html",
        {
            **panel_counts(paragraph, request.user),
            "thread": threads_of([comment], request.user)[0],
            "form": CommentForm(),
            "may_comment": True,
        },
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


def _place(request: HttpRequest) -> tuple[int, int] | None:
    start = whole_number(request.GET.get("from", ""))
    end = whole_number(request.GET.get("to", ""))
    if start is None or end is None or start >= end:
        return None
    return start, end
