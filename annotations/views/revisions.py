"""The revisions of an article: the list, one as it was, two compared, one brought back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms import BringBackForm
from annotations.models import Annotation
from annotations.news.unread import news_of
from annotations.orphans import has_orphans
from annotations.passages import texts_of
from annotations.revisions import compare_revisions, listed, read_revision
from annotations.selectors import Selector, SelectorError, parse_short
from annotations.views.addresses import whole_number
from annotations.views.loading import load_article
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import Article, OutdatedEditError, Revision
from commentary.shortcuts import sign_in_required

REVISIONS_A_PAGE = 20


@require_safe
def revisions(request: HttpRequest, slug: str) -> HttpResponse:
    """All of them, newest first; `?from=&to=` goes on to the comparison of two."""
    article = load_article(request, slug)
    first = whole_number(request.GET.get("from", ""))
    second = whole_number(request.GET.get("to", ""))
    if first and second and max(first, second) <= article.revision_number:
        return redirect("comparison", article.slug, first, second)
    newest_first = article.revisions.select_related("editor").order_by("-number")
    page = Paginator(newest_first, REVISIONS_A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    previous = article.revisions.filter(number=shown[-1].number - 1).first() if shown else None
    context = {
        "article": article,
        "page": page,
        "listed": listed(shown, previous),
        "has_orphans": has_orphans(article, request.user),
    }
    return render(request, "annotations/revisions.html", context)


@require_safe
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The article as it was; `?annotation=` shows the words that it was then about.

    `?passage=` shows words of this revision.
    """
    article = load_article(request, slug)
    revision = load_revision(article, number)
    shown = _passage_then(request, article, number)
    context = {
        "article": article,
        "revision": revision,
        "paragraphs": read_revision(article, revision, shown),
        "may_bring_back": article.is_editable_by(request.user),
    }
    return render(request, "annotations/revision.html", context)


@require_safe
def comparison(request: HttpRequest, slug: str, first: int, second: int) -> HttpResponse:
    """What changed from the first revision to the second, word by word."""
    article = load_article(request, slug)
    before, after = load_revision(article, first), load_revision(article, second)
    context = {
        "article": article,
        "before": before,
        "after": after,
        "sides": (before, after),
        "comparison": compare_revisions(before, after),
        "is_news": (news_of(article, request.user).since_revision or second) < second,
    }
    return render(request, "annotations/comparison.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def bring_back(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """What bringing it back would change, and a form that does it."""
    article = load_article(request, slug)
    if not article.is_editable_by(request.user):
        raise PermissionDenied
    revision = load_revision(article, number)
    if number == article.revision_number:
        return redirect("revision", article.slug, number)
    if request.method != "POST":
        return _ask(request, article, revision, BringBackForm.on(article))
    form = BringBackForm(request.POST)
    if not form.is_valid():
        return _ask(request, article, revision, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        new = article.bring_back(number, by=request.user, **form.cleaned_data)
    except OutdatedEditError as error:
        renewed = BringBackForm.on(error.current, note=form.cleaned_data["note"])
        return _ask(request, error.current, revision, renewed, status=HTTPStatus.CONFLICT)
    messages.success(
        request,
        _("Revision %(number)d is back, as revision %(new)d.")
        % {"number": number, "new": new.number},
    )
    return redirect(article)


def load_revision(article: Article, number: int) -> Revision:
    return get_object_or_404(article.revisions.select_related("editor"), number=number)


def _passage_then(request: HttpRequest, article: Article, number: int) -> tuple[Selector, ...]:
    """The words that the address asks to be shown; none if they are not there, or not for them."""
    if passage := request.GET.get("passage"):
        try:
            return parse_short(passage, texts_of(article, number)[1])
        except SelectorError:
            return ()
    key = whole_number(request.GET.get("annotation", ""))
    if key is None:
        return ()
    annotations = Annotation.objects.visible_to(request.user)
    annotation = annotations.filter(article=article, pk=key).first()
    return annotation.selectors_in(number) if annotation else ()


def _ask(
    request: HttpRequest,
    article: Article,
    revision: Revision,
    form: BringBackForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Ask whether to bring it back; CONFLICT says that the article has moved on meanwhile."""
    current = load_revision(article, article.revision_number)
    return render(
        request,
        "annotations/bring_back.html",
        {
            "article": article,
            "revision": revision,
            "current": current,
            "comparison": compare_revisions(current, revision),
            "form": form,
            "moved_on": status == HTTPStatus.CONFLICT,
        },
        status=status,
    )
