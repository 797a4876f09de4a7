"""Orphans: all of an article, and the place of one, which people give it, propose and decide on."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations import places
from annotations.forms import PassageForm
from annotations.marks import show_mark
from annotations.models import Annotation, OvertakenError, Reattachment
from annotations.models.contributing import Contributor, Refusal, RefusedError, insist
from annotations.moderating.pausing import pause_of_mark
from annotations.orphans import ORPHANS_A_PAGE, Place, orphans_in, seeking_for, with_threads
from annotations.selectors import SelectorError, parse
from annotations.views.loading import load_annotation, load_article
from annotations.views.passages import given_passage
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import kept_fields, sign_in_required

# Standing proposals and past moves of one annotation that its page lists.
PROPOSALS_LISTED = 10
MOVES_LISTED = 50


@require_safe
def orphans(request: HttpRequest, slug: str) -> HttpResponse:
    """All of an article, as their words last stood in it."""
    article = load_article(request, slug)
    page = Paginator(orphans_in(article, request.user), ORPHANS_A_PAGE).get_page(
        request.GET.get("page")
    )
    who = Contributor.of(request.user)
    context = {
        "article": article,
        "page": page,
        "orphans": with_threads(page, who),
        "kinds": Annotation.Kind.choices,
        "refusal": who.refusal_to_mark(article, is_public=True),
    }
    return render(request, "annotations/orphans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an annotation was put by whom, and for an orphan, where it could be.

    Posted, a passage is its place if this person decides about it, or else a proposal.
    """
    annotation = load_annotation(request, pk)
    if request.method == "POST":
        return _post(request, annotation)
    given = kept_fields(request) or request.GET.dict()
    if not given.keys() & {"passage", "targets"}:
        return _show(request, annotation)
    try:
        chosen = Place(given_passage(annotation.article, given))
    except SelectorError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, annotation, error=_(str(error)), status=status)
    return _show(request, annotation, chosen=chosen, chosen_in=given["revision"])


@sign_in_required
def _post(request: SignedInRequest, annotation: Annotation) -> HttpResponse:
    may_decide = annotation.is_reattachable_by(request.user)
    form = PassageForm(request.POST)
    if not form.is_valid():
        [error, *_more] = [error for errors in form.errors.values() for error in errors]
        return _show(request, annotation, error=error, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    act = places.reattach if may_decide else places.propose
    try:
        insist(pause_of_mark(request.user))
        act(
            annotation,
            by=request.user,
            selectors=parse(form.cleaned_data["targets"]),
            revision_number=form.cleaned_data["revision"],
        )
    except SelectorError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, annotation, error=_(str(error)), status=status)
    except RefusedError as error:
        return _say_refused(request, annotation, error.refusal)
    except OvertakenError:
        return _say_overtaken(request, annotation)
    if may_decide:
        messages.success(request, _("It has its place in the text again."))
        return redirect(annotation)
    messages.success(request, _("Proposed. Whoever marked the words, or an editor, decides."))
    return redirect("place", annotation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    proposal = _load_proposal(request, pk)
    annotation = proposal.annotation
    if not annotation.is_reattachable_by(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("place", annotation.pk)
    try:
        places.accept(proposal, by=request.user)
    except SelectorError as error:
        return _show(request, annotation, error=_(str(error)), status=HTTPStatus.CONFLICT)
    except RefusedError as error:
        return _say_refused(request, annotation, error.refusal)
    except OvertakenError:
        return _say_overtaken(request, annotation)
    messages.success(request, _("It has its place in the text again."))
    return redirect(annotation)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave the orphan where it is; who made the proposal takes it back."""
    proposal = _load_proposal(request, pk)
    if not proposal.is_declinable_by(request.user):
        raise PermissionDenied
    if request.method == "POST":
        try:
            proposal.decline(by=request.user)
        except RefusedError as error:
            return _say_refused(request, proposal.annotation, error.refusal)
        except OvertakenError:
            return _say_overtaken(request, proposal.annotation)
    return redirect("place", proposal.annotation_id)


def _load_proposal(request: HttpRequest, pk: int) -> Reattachment:
    proposal = get_object_or_404(Reattachment, pk=pk)
    proposal.annotation = load_annotation(request, proposal.annotation_id)
    return proposal


def _say_refused(request: HttpRequest, annotation: Annotation, refused: Refusal) -> HttpResponse:
    return _show(request, annotation, error=refused.words, status=refused.status)


def _say_overtaken(request: HttpRequest, annotation: Annotation) -> HttpResponse:
    """How it stands by now, and that somebody was faster."""
    return _show(
        request,
        load_annotation(request, annotation.pk),
        error=_("Somebody was faster. This is how it stands now."),
        status=HTTPStatus.CONFLICT,
    )


def _show(
    request: HttpRequest, annotation: Annotation, *, status: int = HTTPStatus.OK, **more: Any
) -> HttpResponse:
    article = annotation.article
    recorded = annotation.reattachments.for_reading()
    standing = recorded.standing().in_order()
    is_orphan = annotation.is_orphan()
    who = Contributor.of(request.user)
    seeking = seeking_for(annotation, who)
    context = {
        "annotation": annotation,
        "mark": show_mark(annotation, who),
        "refusal": who.refusal_to_place(annotation),
        "article": article,
        "seeking": seeking,
        "is_orphan": is_orphan,
        "proposals": places.standing_proposals(standing[:PROPOSALS_LISTED] if is_orphan else ()),
        # What is still proposed for one that has its place belongs to what happened.
        "moves": (recorded.answered() if is_orphan else recorded).newest_first()[:MOVES_LISTED],
        "kinds": Annotation.Kind.choices,
        "paragraphs": article.paragraphs.in_text().in_order() if seeking else (),
        **more,
    }
    return render(request, "annotations/place.html", context, status=status)
