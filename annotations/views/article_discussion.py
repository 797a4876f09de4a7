"""The discussion of a whole article: all threads with the words they are about, and a search."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from annotations.discussions import THREADS_A_PAGE, page_of, shown_opening, threads_of
from annotations.hits import found_in
from annotations.listing import Listing
from annotations.models import Comment, Margin
from annotations.models.contributing import Contributor
from annotations.news.asking import Asker
from annotations.news.unread import news_of
from annotations.reading import numbers_of
from annotations.views.discussion import asked_thread, render_listed
from annotations.views.loading import load_article
from commentary.http import HttpRequest


@require_safe
def article_discussion(request: HttpRequest, slug: str) -> HttpResponse:
    article = load_article(request, slug)
    listing = Listing.asked(request.GET, request.user, usual="place")
    roots = shown_opening(Comment.objects.on_any_of(article), request.user)
    roots = listing.of(roots, request.user, article)
    page = page_of(roots, THREADS_A_PAGE, request.GET.get("page"))
    numbers, who = numbers_of(article), Contributor.of(request.user)
    context = {
        "article": article,
        "total": Margin.objects.comments_on(article),
        "listing": listing,
        "listed_at": reverse("article-discussion", args=[article.slug]),
        "query": listing.query,
        "page": page,
        "shows_paragraphs": True,
        "news": news_of(article, request.user),
        "refusal": who.refusal_to_mark(article, is_public=True),
        "asker": Asker.of(who),
    }
    if listing.q:
        context["found"] = found_in(page, listing.terms, request.user, numbers)
    else:
        context["threads"] = threads_of(page, who, unfolded=asked_thread(request), numbers=numbers)
    template = "annotations/article_discussion.html"
    return render_listed(request, template, context, partial="thread-list")
