"""Reactions to a comment: who made them, and the form that makes one or takes it back."""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from annotations.discussions import show_in_place
from annotations.forms import ReactionForm
from annotations.models import Comment, Reaction
from annotations.models.contributing import Contributor, Refusal, RefusedError
from annotations.views.admitting import say_refused
from annotations.views.loading import load_comment
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import User
from commentary.shortcuts import sign_in_required

NAMED = 100


@require_http_methods(["GET", "HEAD", "POST"])
def reactions(request: HttpRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if request.method == "POST":
        return _react(request, comment)
    return _show(request, comment)


@sign_in_required
def _react(request: SignedInRequest, comment: Comment) -> HttpResponse:
    if comment.author_id == request.user.pk:  # nobody agrees with themselves
        raise PermissionDenied
    form = ReactionForm(request.POST)
    if not form.is_valid():
        return _show(request, comment, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    act = comment.take_back if form.cleaned_data["take_back"] else comment.react
    try:
        act(by=request.user, kind=form.cleaned_data["kind"])
    except RefusedError as error:
        if request.htmx:
            return say_refused(request, error.refusal)
        return _show(request, comment, error.refusal.status, refused=error.refusal)
    if not request.htmx:
        return redirect(comment)
    fresh = load_comment(request, comment.pk)
    context = {"comment": fresh, "shown": show_in_place(fresh, Contributor.of(request.user))}
    return render(request, "annotations/swaps/reacted.html", context)


def _show(
    request: HttpRequest,
    comment: Comment,
    status: int = HTTPStatus.OK,
    *,
    refused: Refusal | None = None,
) -> HttpResponse:
    made = [] if comment.is_removed else [kind for kind in Reaction.Kind if kind in comment.tally]
    context = {
        "article": comment.paragraph.article,
        "paragraph": comment.paragraph,
        "comment": comment,
        "shown": show_in_place(comment, Contributor.of(request.user)),
        "refusal": refused,
        "kinds": [(kind, *_people(comment, kind)) for kind in made],
    }
    return render(request, "annotations/reactions_page.html", context, status=status)


def _people(comment: Comment, kind: Reaction.Kind) -> tuple[list[User], int]:
    """The latest of those who reacted so, and how many more there are."""
    latest = comment.reactions.filter(kind=kind).newest_first().select_related("person")[:NAMED]
    people = [reaction.person for reaction in latest]
    return people, comment.tally[kind] - len(people)
