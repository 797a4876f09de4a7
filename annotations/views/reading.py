"""The list of articles, and the page on which one is read."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from annotations.models import Annotation
from annotations.passages import locate, texts_of
from annotations.reading import read_article
from annotations.selectors import Selector, SelectorError, parse_short
from annotations.views.discussion import panel
from annotations.views.loading import load_article
from commentary.http import HttpRequest
from commentary.models import Article

ARTICLES_A_PAGE = 20


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    articles = (
        Article.objects.visible_to(request.user)
        .annotate(comments=Sum("paragraphs__margin__comments", default=0))
        .newest_first()
    )
    page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "commentary/article_list.html", {"page": page})


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The article; `?paragraph=` opens a discussion, `?annotation=`, `?passage=` show words."""
    article = load_article(request, slug)
    shown = _passage_in_link(request, article)
    paragraphs = read_article(article, request.user, shown=shown)
    context: dict[str, Any] = {
        "article": article,
        "paragraphs": paragraphs,
        "comments": sum(printed.comments for printed in paragraphs),
        "withdrawn": article.paragraphs.withdrawn().filter(margin__comments__gt=0).in_order(),
        "shown": shown,
        "kinds": Annotation.Kind.choices,
    }
    if request.GET.get("paragraph", "").isdecimal():
        paragraph = get_object_or_404(
            article.paragraphs.select_related("article", "margin"),
            identity=int(request.GET["paragraph"]),
        )
        context |= panel(request, paragraph)
    return render(request, "annotations/article.html", context)


def _passage_in_link(request: HttpRequest, article: Article) -> tuple[Selector, ...]:
    """The words that the address asks to be shown; none if they are gone, or are not for them."""
    number = request.GET.get("annotation", "")
    if number.isdecimal():
        annotation = (
            Annotation.objects.visible_to(request.user)
            .filter(article=article, pk=int(number))
            .prefetch_related("targets__paragraph")
            .first()
        )
        targets = annotation.targets.all() if annotation else ()
        return tuple(target.selector for target in targets if not target.is_orphaned)
    if passage := request.GET.get("passage"):
        revision = request.GET.get("revision", "")
        number = int(revision) if revision.isdecimal() else article.revision_number
        try:
            _revision, texts = texts_of(article, number)
            return locate(article, parse_short(passage, texts), number)
        except SelectorError:
            return ()
    return ()
