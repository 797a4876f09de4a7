"""Marking a passage that somebody has chosen."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from annotations.discussions import pages_of
from annotations.forms import AnnotationForm
from annotations.marks import show_mark
from annotations.models import Annotation, Margin
from annotations.models.contributing import Contributor, Refusal, RefusedError
from annotations.moderating.pausing import pause_of_mark
from annotations.news.unread import news_of
from annotations.passages import annotate as mark_passage
from annotations.passages import texts_of
from annotations.reading import read_article
from annotations.selectors import Selector, SelectorError, dump, parse, parse_short
from annotations.views.addresses import whole_number
from annotations.views.admitting import refuse, say_errors, turn_down
from annotations.views.discussion import panel, shows_revision
from annotations.views.loading import (
    load_annotation,
    load_article,
)
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import Article
from commentary.shortcuts import kept_fields, render_partial, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
def annotate(request: HttpRequest, slug: str) -> HttpResponse:
    """The passage with a form for what to say about it; posted, it is marked."""
    return _annotate(request, load_article(request, slug))


@sign_in_required
def _annotate(request: SignedInRequest, article: Article) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, article, kept_fields(request) or request.GET.dict())
    form = AnnotationForm(request.POST, passage=_words_of(_parsed(request.POST.get("targets", ""))))
    if form.only_helps_to_write():
        return _show(request, article, form)
    if turned_down := _turn_down(request, article, form):
        return turned_down
    try:
        annotation = mark_passage(
            article,
            creator=request.user,
            selectors=parse(form.cleaned_data["targets"]),
            revision_number=form.cleaned_data["revision"],
            kind=form.cleaned_data["kind"],
            visibility=form.cleaned_data["visibility"],
            body=form.cleaned_data["body"],
            held_for=form.held_for,
        )
    except (RefusedError, SelectorError) as error:
        return _refuse_late(request, article, form, error)
    if not request.htmx:
        return redirect(annotation)
    return swap_paragraphs(request, annotation, "marked")


def _refuse_late(
    request: HttpRequest, article: Article, form: AnnotationForm, error: Exception
) -> HttpResponse:
    """What is known only when nobody else can write any more."""
    ask = partial(_refuse, request, article, form)
    if isinstance(error, RefusedError):
        return refuse(form, error.refusal, ask)
    form.add_error(None, _(str(error)))
    return ask()


def _turn_down(
    request: SignedInRequest, article: Article, form: AnnotationForm
) -> HttpResponse | None:
    """The form again, where it is not valid, or what it says is not welcome now."""
    if not form.is_valid():
        return _refuse(request, article, form)
    who, ask = Contributor.of(request.user), partial(_refuse, request, article, form)
    is_public = form.cleaned_data["visibility"] == Annotation.Visibility.PUBLIC
    refused = who.refusal_to_mark(article, is_public=is_public) or pause_of_mark(request.user)
    if refused:
        return refuse(form, refused, ask)
    if not form.cleaned_data["body"]:
        return None
    refused = _refusal_to_say(who, article, _parsed(form.cleaned_data["targets"]))
    return turn_down(request, form, ask, article, refused)


def _refusal_to_say(
    who: Contributor, article: Article, selectors: Sequence[Selector]
) -> Refusal | None:
    """Why nothing may be said where the passage begins, if it is one: marking it finds out."""
    paragraphs = article.paragraphs.select_related("article", "margin__locked_by")
    first = paragraphs.filter(identity=selectors[0].paragraph).first() if selectors else None
    return who.refusal_to_say(first) if first else None


def swap_paragraphs(request: HttpRequest, annotation: Annotation, done: str) -> HttpResponse:
    """Every paragraph that shows the annotation, printed anew, with a notice of what was done.

    Asked for from the panel, also the discussion of the paragraph in which the passage begins.
    """
    if not shows_revision(request, annotation.article):
        # Paragraphs of two revisions on one page would not fit together.
        return HttpResponseClientRedirect(annotation.get_absolute_url())
    news, who = news_of(annotation.article, request.user), Contributor.of(request.user)
    context: dict[str, Any] = {
        "article": annotation.article,
        "annotation": annotation,
        "mark": show_mark(load_annotation(request, annotation.pk), who),
        "done": done,
        "kinds": Annotation.Kind.choices,
        "total": Margin.objects.comments_on(annotation.article),
        "paragraphs": read_article(
            annotation.article, request.user, only=annotation.paragraph_pks(), news=news
        ),
    }
    said = None
    if request.htmx.target == "discussion":
        said = annotation.comments.select_related("paragraph").last()
        page_number = pages_of(said, request.user)[0] if said else None
        context |= panel(request, annotation.first_paragraph(), page_number=page_number, news=news)
    is_said = said is not None and done == "marked"
    response = render(
        request, "annotations/swaps/annotation_changed.html", {**context, "is_said": is_said}
    )
    if said and is_said:
        # It stands below what was said before, perhaps out of sight.
        trigger_client_event(response, "said", {"id": said.label}, after="settle")
    return response


def _ask(request: HttpRequest, article: Article, given: dict[str, str]) -> HttpResponse:
    who = Contributor.of(request.user)
    refused = who.refusal_to_mark(article, is_public=True)
    if refused and not article.is_open and not given.get("body"):
        return _say_why_not(request, article, refused.words, refused.status)
    try:
        selectors = given_passage(article, given)
    except SelectorError as error:
        return _say_why_not(request, article, _(str(error)), HTTPStatus.UNPROCESSABLE_ENTITY)
    fields = {**given, "targets": dump(selectors)}
    refused_to_say = refused or _refusal_to_say(who, article, selectors)
    if refused_to_say and given.get("body"):
        form = AnnotationForm(fields)
        return refuse(form, refused_to_say, partial(_show, request, article, form))
    return render_partial(
        request,
        "annotations/annotate.html",
        {
            "article": article,
            "form": AnnotationForm(initial=fields, passage=_words_of(selectors)),
            "selectors": selectors,
            "only_for_oneself": bool(refused),
            "refusal": refused_to_say,
        },
        partial="discussion",
    )


def _say_why_not(request: HttpRequest, article: Article, words: str, status: int) -> HttpResponse:
    """Where there is nothing to fill in."""
    context = {"article": article, "error": words}
    return render_partial(
        request, "annotations/annotate.html", context, partial="discussion", status=status
    )


def given_passage(article: Article, given: dict[str, str]) -> tuple[Selector, ...]:
    """The passage that the form is about, in the text of the revision it was chosen in."""
    revision_number = whole_number(given.get("revision", ""))
    if revision_number is None:
        raise SelectorError("Select some words of the article first.")
    _revision, texts = texts_of(article, revision_number)
    if "targets" in given:
        return parse(given["targets"])
    return parse_short(given.get("passage", ""), texts)


def _refuse(
    request: HttpRequest,
    article: Article,
    form: AnnotationForm,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    """What was typed, and why it could not be kept; from the toolbar only the reason."""
    if request.htmx and request.htmx.target != "discussion":
        return say_errors(request, form, status)
    return _show(request, article, form, status=status)


def _show(
    request: HttpRequest, article: Article, form: AnnotationForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    """The form as it was sent, below the passage."""
    return render_partial(
        request,
        "annotations/annotate.html",
        {"article": article, "form": form, "selectors": _parsed(form.data.get("targets", ""))},
        partial="discussion",
        status=status,
    )


def _parsed(targets: str) -> tuple[Selector, ...]:
    """The passage; none where it cannot be understood, which the form says."""
    try:
        return parse(targets)
    except SelectorError:
        return ()


def _words_of(selectors: tuple[Selector, ...]) -> str:
    return "\n\n".join(selector.exact for selector in selectors)
