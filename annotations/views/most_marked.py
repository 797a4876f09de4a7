"""What most readers marked in an article."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.most_marked import most_marked
from annotations.reading import numbers_of
from annotations.views.loading import load_article
from commentary.http import HttpRequest


@require_safe
def most_marked_passages(request: HttpRequest, slug: str) -> HttpResponse:
    article = load_article(request, slug)
    paragraphs = article.paragraphs.in_text().select_related("margin").in_order()
    numbers = numbers_of(article)
    passages = [
        (passage, numbers.get(passage.paragraph.pk)) for passage in most_marked(article, paragraphs)
    ]
    context = {"article": article, "passages": passages, "least": settings.MARKED_BY_AT_LEAST}
    return render(request, "annotations/most_marked.html", context)
