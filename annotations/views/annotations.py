"""One annotation: its permalink, and what its creator may do with it."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms import EditAnnotationForm
from annotations.models import Annotation
from annotations.views.loading import load_annotation, load_own_annotation
from annotations.views.passages import swap_paragraphs
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import sign_in_required


@require_safe
def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the article, scrolled to the words; to the discussion where they are gone."""
    annotation = load_annotation(request, pk)
    target = annotation.targets.select_related("paragraph__article").in_order()[0]
    if target.is_orphaned or target.paragraph.is_withdrawn or annotation.removed_at:
        return redirect("discussion", annotation.article.slug, target.paragraph.identity)
    query = urlencode({"annotation": annotation.pk, "paragraph": target.paragraph.identity})
    return redirect(f"{annotation.article.get_absolute_url()}?{query}#shown")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another kind, or another circle of readers."""
    annotation = load_own_annotation(request, pk)
    if request.method != "POST":
        return _ask(request, annotation, EditAnnotationForm(annotation=annotation))
    form = EditAnnotationForm(request.POST, annotation=annotation)
    if not form.is_valid():
        return _ask(request, annotation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if kind := form.cleaned_data["kind"]:
        annotation.recolour(kind)
    if visibility := form.cleaned_data["visibility"]:
        annotation.show_to(visibility)
    return _done(request, annotation, "changed")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    annotation = load_own_annotation(request, pk)
    if request.method != "POST":
        return _ask(request, annotation, EditAnnotationForm(annotation=annotation))
    annotation.remove()
    return _done(request, annotation, "removed")


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def restore(request: SignedInRequest, pk: int) -> HttpResponse:
    """Undo `remove`."""
    annotation = load_own_annotation(request, pk)
    if request.method != "POST":
        return _ask(request, annotation, EditAnnotationForm(annotation=annotation))
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


def _done(request: HttpRequest, annotation: Annotation, done: str) -> HttpResponse:
    if request.htmx:
        return swap_paragraphs(request, annotation, done)
    if done == "removed":
        return redirect("restore-annotation", annotation.pk)
    return redirect(annotation)
