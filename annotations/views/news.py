"""What is new: on to the next of it, and marking it as read."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from annotations.discussions import pages_of, show_in_place
from annotations.models import Comment, ReadMark
from annotations.models.contributing import Contributor
from annotations.news.forms import ReadForm
from annotations.news.unread import news_of, next_unread
from annotations.reading import margin_of
from annotations.views.addresses import whole_number
from annotations.views.discussion import panel, panel_counts
from annotations.views.loading import load_article, load_comment
from commentary.http import SignedInRequest
from commentary.models import Article, Paragraph
from commentary.shortcuts import go_to, render_partial, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def read(request: SignedInRequest, slug: str) -> HttpResponse:
    """These comments were read, or all of them; the first time, from here on."""
    article = load_article(request, slug)
    if request.method != "POST":
        return redirect(article)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    asked = form.cleaned_data
    paragraphs = _paragraphs(article, asked)
    with transaction.atomic():
        mark = ReadMark.objects.change(request.user, article)
        if asked["everything"]:
            mark.read_all()
        elif asked["paragraph"] is not None:
            mark.read_paragraphs(paragraphs)
        elif asked["comments"]:
            mark.read(asked["comments"])
        if asked["text"] is not None:
            mark.read_text(min(asked["text"], article.revision_number))
    if not request.htmx:
        return redirect(article)
    news = news_of(article, request.user)
    counts = [(each, margin_of(each), news.of_paragraphs.get(each.pk, 0)) for each in paragraphs]
    context = {"article": article, "news": news, "counts": counts}
    if len(paragraphs) == 1:
        context["paragraph_read"] = paragraphs[0]
    return render(request, "annotations/swaps/read.html", context)


def _paragraphs(article: Article, asked: dict[str, Any]) -> list[Paragraph]:
    """Those beside which less is new now."""
    paragraphs = article.paragraphs.select_related("margin")
    if asked["everything"]:
        return list(paragraphs.filter(margin__comments__gt=0))
    if asked["paragraph"] is not None:
        return list(paragraphs.filter(identity=asked["paragraph"]))
    return list(paragraphs.filter(comments__in=asked["comments"]).distinct())


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def unread(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a comment as new again."""
    comment = load_comment(request, pk)
    if request.method == "POST":
        with transaction.atomic():
            mark = ReadMark.objects.change(request.user, comment.paragraph.article)
            mark.unread_again(comment)
    if request.method != "POST" or not request.htmx:
        return redirect(comment)
    context = panel_counts(comment.paragraph, request.user)
    shown = show_in_place(comment, Contributor.of(request.user))
    return render(request, "annotations/swaps/unread.html", {**context, "shown": shown})


@require_safe
@sign_in_required
def next_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """On to the next unread comment `?after=` this one, or the one `?before=` it."""
    article = load_article(request, slug)
    back = "before" in request.GET
    asked = whole_number(request.GET.get("before" if back else "after", ""))
    known = Comment.objects.visible_to(request.user).filter(paragraph__article=article)
    here = known.filter(pk=asked or 0).select_related("paragraph").first()
    key = next_unread(article, request.user, here, back=back)
    if key is None:
        messages.info(request, _("You have read everything here."))
        return go_to(request, article.get_absolute_url())
    comment = load_comment(request, key)
    page, _page_of_thread = pages_of(comment, request.user)
    if request.htmx.target != "discussion" or page is None:
        return go_to(request, comment.get_absolute_url())
    loaded = Paragraph.objects.select_related("article", "margin__locked_by")
    paragraph = loaded.get(pk=comment.paragraph_id)
    context = panel(request, paragraph, page_number=page)
    response = render_partial(request, "annotations/discussion.html", context, partial="discussion")
    return trigger_client_event(response, "news:found", {"label": comment.label}, after="settle")
