"""The list of articles, and the page on which one is read."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from annotations.models import Annotation
from annotations.moderating.contributing import Contributor
from annotations.news.unread import news_of, news_on_list
from annotations.orphans import Seeking, has_orphans, seeking_for
from annotations.passages import locate, texts_of
from annotations.reading import read_article, with_traces, withdrawn_with_discussion
from annotations.selectors import Selector, SelectorError, parse_short
from annotations.telling.following import article_stance
from annotations.views.addresses import whole_number
from annotations.views.discussion import panel
from annotations.views.loading import load_article
from annotations.views.visitors import kept_for_visitors
from commentary.http import HttpRequest
from commentary.models import Article
from commentary.shortcuts import redirect_to_sign_in

ARTICLES_A_PAGE = 20


@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    articles = (
        Article.objects.visible_to(request.user)
        .annotate(comments=Sum("paragraphs__margin__comments", default=0))
        .newest_first()
    )
    page = Paginator(articles, ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "news": news_on_list(page, request.user)}
    return render(request, "commentary/article_list.html", context)


@require_safe
@kept_for_visitors
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """The article; `?paragraph=` opens a discussion, `?annotation=`, `?passage=` show words.

    `?reattach=` is an orphan whose place is to be selected.
    """
    article = load_article(request, slug)
    if "reattach" in request.GET and not request.user.is_authenticated:
        return redirect_to_sign_in(request, request.get_full_path())
    shown, who = _passage_in_link(request, article), Contributor.of(request.user)
    news = news_of(article, request.user)
    parts = with_traces(
        read_article(article, request.user, shown=shown, news=news),
        withdrawn_with_discussion(article, request.user),
    )
    context: dict[str, Any] = {
        "article": article,
        "parts": parts,
        "total": sum(part.comments for part in parts),
        "shown": shown,
        "news": news,
        "kinds": Annotation.Kind.choices,
        "article_stance": article_stance(article, request.user),
        "has_orphans": has_orphans(article, request.user),
        "seeking": _seeking_in_link(request, article, who),
        "refusal_to_mark": who.refusal_to_mark(article, is_public=True),
    }
    identity = whole_number(request.GET.get("paragraph", ""))
    if identity is not None:
        paragraph = get_object_or_404(
            article.paragraphs.select_related("article", "margin__locked_by"), identity=identity
        )
        context |= panel(request, paragraph, news=news)
    return render(request, "annotations/article.html", context)


def _seeking_in_link(request: HttpRequest, article: Article, who: Contributor) -> Seeking | None:
    """The search for an orphan that the address asks for; says so where it is none any more."""
    key = whole_number(request.GET.get("reattach", ""))
    if key is None:
        return None
    annotations = Annotation.objects.visible_to(request.user).for_listing()
    annotations = annotations.prefetch_related("targets__paragraph")
    annotation = get_object_or_404(annotations, article=article, pk=key)
    seeking = seeking_for(annotation, who)
    if seeking is None and not who.refusal_to_place(annotation):
        messages.info(request, gettext("These words have their place in the text."))
    return seeking


def _passage_in_link(request: HttpRequest, article: Article) -> tuple[Selector, ...]:
    """The words that the address asks to be shown; none if they are gone, or are not for them."""
    key = whole_number(request.GET.get("annotation", ""))
    if key is not None:
        annotation = (
            Annotation.objects.visible_to(request.user)
            .filter(article=article, pk=key)
            .prefetch_related("targets__paragraph")
            .first()
        )
        targets = annotation.targets.all() if annotation else ()
        return tuple(target.selector for target in targets if not target.is_orphaned)
    if passage := request.GET.get("passage"):
        asked = whole_number(request.GET.get("revision", ""))
        revision_number = article.revision_number if asked is None else asked
        try:
            _revision, texts = texts_of(article, revision_number)
            return locate(article, parse_short(passage, texts), revision_number)
        except SelectorError as error:
            messages.info(request, gettext(str(error)))
            return ()
    return ()
