"""The list of articles, and the page on which one is read."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from annotations.cards import Card, card_of, card_of_comment
from annotations.contents import contents_of
from annotations.models import Annotation, Comment
from annotations.models.contributing import Contributor
from annotations.most_marked import most_marked
from annotations.news.asking import Asker
from annotations.news.unread import news_of, news_on_list
from annotations.orphans import Seeking, has_orphans, seeking_for
from annotations.preferences import HAS_SELECTED
from annotations.reading import (
    PrintedParagraph,
    read_article,
    with_traces,
    withdrawn_with_discussion,
)
from annotations.selectors import Selector, SelectorError
from annotations.sharing import SharedPassage
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

    `?comment=` is the one that the fragment leads to, for its card; `?reattach=` an orphan whose
    place is to be selected.
    """
    article = load_article(request, slug)
    if "reattach" in request.GET and not request.user.is_authenticated:
        return redirect_to_sign_in(request, request.get_full_path())
    marked, shared = _annotation_in_link(request, article), _passage_in_link(request, article)
    shown = _places_of(marked) if marked else shared.now if shared else ()
    who = Contributor.of(request.user)
    news = news_of(article, request.user)
    printed = read_article(article, request.user, shown=shown, news=news)
    parts = with_traces(printed, withdrawn_with_discussion(article, request.user))
    context: dict[str, Any] = {
        "article": article,
        "parts": parts,
        "total": sum(part.comments for part in parts),
        "shown": shown,
        "shared": shared,
        "card": _card(request, article, marked, shared, printed),
        "news": news,
        "kinds": Annotation.Kind.choices,
        "article_stance": article_stance(article, request.user),
        "contents": contents_of(printed),
        "has_most_marked": bool(most_marked(article, (each.paragraph for each in printed))),
        "has_orphans": has_orphans(article, request.user),
        "seeking": _seeking_in_link(request, article, who),
        "refusal_to_mark": who.refusal_to_mark(article, is_public=True),
        "presides": who.presides,
        "tells_to_select": (
            request.user.is_anonymous and article.is_open and HAS_SELECTED not in request.COOKIES
        ),
        "asker": Asker.of(who),
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
    annotation = get_object_or_404(annotations, article=article, pk=key)
    seeking = seeking_for(annotation, who)
    if seeking is None and not who.refusal_to_place(annotation):
        messages.info(request, gettext("These words have their place in the text."))
    return seeking


def _annotation_in_link(request: HttpRequest, article: Article) -> Annotation | None:
    """The annotation whose words the address asks to be shown, if it is for this person."""
    key = whole_number(request.GET.get("annotation", ""))
    if key is None:
        return None
    annotations = Annotation.objects.visible_to(request.user).filter(article=article, pk=key)
    return annotations.prefetch_related("targets__paragraph").first()


def _places_of(annotation: Annotation) -> tuple[Selector, ...]:
    return tuple(each.selector for each in annotation.parts() if not each.is_orphaned)


def _passage_in_link(request: HttpRequest, article: Article) -> SharedPassage | None:
    """The words that the address asks to be shown; it says so where it names none."""
    passage = request.GET.get("passage")
    if not passage:
        return None
    asked = whole_number(request.GET.get("revision", ""))
    number = article.revision_number if asked is None else asked
    try:
        return SharedPassage.asked(article, passage, number)
    except SelectorError as error:
        messages.info(request, gettext(str(error)))
        return None


def _card(
    request: HttpRequest,
    article: Article,
    marked: Annotation | None,
    shared: SharedPassage | None,
    printed: list[PrintedParagraph],
) -> Card | None:
    """That of the comment or the words that the address names, or of the article."""
    said = whole_number(request.GET.get("comment", ""))
    comments = Comment.objects.on_any_of(article).select_related(
        "author", "annotation", "paragraph__article"
    )
    comment = comments.filter(pk=said).first() if said is not None else None
    if comment and (card := card_of_comment(comment)):
        return card
    if marked and marked.is_visible_to(AnonymousUser()):
        return card_of(article, f"“{marked.quote}”", address=marked.get_absolute_url())
    if shared:
        address = f"{article.get_absolute_url()}?{shared.query}"
        return card_of(article, f"“{shared.quote}”", address=address)
    return card_of(article, article.standfirst or (printed[0].paragraph.text if printed else ""))
