"""One annotation: its permalink, and what its creator may do with it."""

from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from annotations.discussions import opening_comments, threads_of
from annotations.forms import EditAnnotationForm, RemarkForm
from annotations.marks import marks_over, show_mark
from annotations.models import Annotation, AnsweredError, Comment
from annotations.models.contributing import Contributor, RefusedError, insist
from annotations.moderating.pausing import pause, pause_of_mark
from annotations.views.admitting import FormPage, refuse, say_errors, status_of, turn_down
from annotations.views.discussion import panel_counts
from annotations.views.loading import load_annotation, load_own_annotation
from annotations.views.passages import swap_paragraphs
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import kept_fields, sign_in_required

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
    kind, visibility = form.cleaned_data["kind"], form.cleaned_data["visibility"]
    try:
        with transaction.atomic():
            if kind:
                annotation.recolour(kind)
            if visibility == Annotation.Visibility.PUBLIC and not annotation.is_public:
                insist(pause_of_mark(request.user))
            if visibility:
                annotation.show_to(visibility)
    except RefusedError as error:
        return refuse(form, error.refusal, partial(_ask, request, annotation, form))
    except AnsweredError:
        form.add_error("visibility", _ANSWERED)
        return _ask(request, annotation, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _done(request, annotation, visibility or kind)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say something about words that somebody has marked."""
    annotation = load_annotation(request, pk)
    article, who = annotation.article, Contributor.of(request.user)
    refused = who.refusal_to_remark(annotation)
    about = {"annotation": annotation, "article": article}
    page = FormPage(request, "annotations/remark.html", lambda: about, "remark", pk)
    if request.method != "POST":
        kept = kept_fields(request)
        form = RemarkForm(initial=kept, about=pk, passage=annotation.quote)
        why = refused or pause(who, article)
        return page.show(form, status_of(refused), refused=why, was_typed=bool(kept))
    form = RemarkForm(request.POST, about=pk, passage=annotation.quote)
    ask = partial(page.show, form)
    if form.only_helps_to_write():
        return ask()
    if turned_down := turn_down(request, form, ask, article, refused):
        return turned_down
    try:
        said = Comment.objects.post(
            author=request.user,
            paragraph=annotation.first_paragraph(),
            body=form.cleaned_data["body"],
            annotation=annotation,
            held_for=form.held_for,
        )
    except RefusedError as error:
        return refuse(form, error.refusal, ask)
    if not request.htmx:
        return redirect(said)
    # The first that is said of words in the text takes them over: they stand over it from now on.
    marks = Annotation.objects.visible_to(request.user).filter(pk=pk).for_listing()
    marks = marks.opened_by(opening_comments(said.paragraph, request.user))
    over = {} if annotation.is_orphan() else marks_over(marks, [said], who)
    context = {
        **panel_counts(said.paragraph, request.user),
        "annotation": annotation,
        "thread": threads_of([said], who, marks=over)[0],
        "kinds": Annotation.Kind.choices,
    }
    response = render(request, "annotations/swaps/remark_posted.html", context)
    # It stands below what was said before, perhaps out of sight.
    return trigger_client_event(response, "said", {"id": said.label}, after="settle")


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
    try:
        annotation.restore()
    except RefusedError as error:
        form = EditAnnotationForm(request.POST)
        return refuse(form, error.refusal, partial(_ask, request, annotation, form))
    return _done(request, annotation, "restored")


def _ask(
    request: HttpRequest,
    annotation: Annotation,
    form: EditAnnotationForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page with the annotation's forms; for htmx, what was wrong."""
    if request.htmx and status != HTTPStatus.OK:
        return say_errors(request, form, status)
    return render(
        request,
        "annotations/edit_annotation.html",
        {
            "mark": show_mark(annotation, Contributor.of(request.user)),
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
