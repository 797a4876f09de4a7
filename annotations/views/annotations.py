"""One annotation: its permalink, and what its creator may do with it."""

from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.discussions import threads_of
from annotations.forms import EditAnnotationForm, RemarkForm
from annotations.models import Annotation, AnsweredError, Comment
from annotations.moderating.contributing import Refusal, refusal, refusal_to_show
from annotations.views.admitting import status_of, turn_down
from annotations.views.discussion import panel_counts
from annotations.views.loading import load_annotation, load_own_annotation
from annotations.views.passages import swap_paragraphs
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import kept_fields, render_partial, sign_in_required

_ANSWERED = _("Others have commented on it, so it stays visible. You can still remove it.")


@require_safe
def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the article, scrolled to the words; to the discussion where they are gone."""
    annotation = load_annotation(request, pk)
    target = annotation.targets.select_related("paragraph__article").in_order()[0]
    if target.is_orphaned or target.paragraph.is_withdrawn or annotation.removed_at:
        address = reverse("discussion", args=[annotation.article.slug, target.paragraph.identity])
        return redirect(f"{address}#annotation-{annotation.pk}")
    query = urlencode({"annotation": annotation.pk, "paragraph": target.paragraph.identity})
    return redirect(f"{annotation.article.get_absolute_url()}?{query}#shown")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another kind, or another circle of readers."""
    annotation = load_own_annotation(request, pk)
    if request.method != "POST":
        return _ask(request, annotation, EditAnnotationForm())
    form = EditAnnotationForm(request.POST)
    if not form.is_valid():
        return _ask(request, annotation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if kind := form.cleaned_data["kind"]:
        annotation.recolour(kind)
    if visibility := form.cleaned_data["visibility"]:
        shown = visibility == Annotation.Visibility.PUBLIC
        if shown and (refused := refusal_to_show(request.user, annotation)):
            form.add_error("visibility", refused.words)
            return _ask(request, annotation, form, status=refused.status)
        try:
            annotation.show_to(visibility)
        except AnsweredError:
            form.add_error("visibility", _ANSWERED)
            return _ask(request, annotation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _done(request, annotation, "changed")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say something about words that somebody has marked."""
    annotation = load_annotation(request, pk)
    if not annotation.is_commentable_by(request.user):
        raise PermissionDenied
    paragraph = annotation.first_paragraph()
    if request.method != "POST":
        refused = refusal(request.user, annotation.article, paragraph=paragraph)
        form = RemarkForm(initial=kept_fields(request), about=pk, passage=annotation.quote)
        return _ask_remark(request, annotation, form, status_of(refused), refused=refused)
    form = RemarkForm(request.POST, about=pk, passage=annotation.quote)
    if form.only_helps_to_write():
        return _ask_remark(request, annotation, form)
    ask = partial(_ask_remark, request, annotation, form)
    if turned_down := turn_down(request, form, ask, paragraph=paragraph):
        return turned_down
    said = Comment.objects.post(
        author=request.user,
        paragraph=paragraph,
        body=form.cleaned_data["body"],
        annotation=annotation,
        held_for=form.held_for,
    )
    if not request.htmx:
        return redirect(said)
    return render(
        request,
        "annotations/swaps/remark_posted.html",
        {
            **panel_counts(said.paragraph, request.user),
            "annotation": annotation,
            "thread": threads_of([said], request.user)[0],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    annotation = load_own_annotation(request, pk)
    if request.method != "POST":
        return _ask(request, annotation, EditAnnotationForm())
    annotation.remove()
    return _done(request, annotation, "removed")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo `remove`."""
    annotation = load_own_annotation(request, pk)
    if request.method != "POST":
        return _ask(request, annotation, EditAnnotationForm())
    annotation.restore()
    return _done(request, annotation, "restored")


def _ask(
    request: HttpRequest,
    annotation: Annotation,
    form: EditAnnotationForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page with the annotation's forms; for htmx, what was wrong."""
    if request.htmx and status != HTTPStatus.OK:
        errors = [error for errors in form.errors.values() for error in errors]
        return render(request, "annotations/swaps/refused.html", {"errors": errors}, status=status)
    return render(
        request,
        "annotations/edit_annotation.html",
        {
            "annotation": annotation,
            "article": annotation.article,
            "form": form,
            "kinds": Annotation.Kind.choices,
        },
        status=status,
    )


def _ask_remark(
    request: HttpRequest,
    annotation: Annotation,
    form: RemarkForm,
    status: int = HTTPStatus.OK,
    *,
    refused: Refusal | None = None,
) -> HttpResponse:
    return render_partial(
        request,
        "annotations/remark.html",
        {
            "annotation": annotation,
            "article": annotation.article,
            "form": form,
            "refusal": refused,
        },
        partial="remark",
        of=annotation.pk,
        status=status,
    )


def _done(request: HttpRequest, annotation: Annotation, done: str) -> HttpResponse:
    if request.htmx:
        return swap_paragraphs(request, annotation, done)
    if done == "removed":
        return redirect("restore-annotation", annotation.pk)
    return redirect(annotation)
