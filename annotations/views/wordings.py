"""What a comment said before it was edited."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.discussions import show_in_place
from annotations.models import Comment, Wording
from annotations.models.contributing import Contributor
from annotations.views.loading import load_comment
from commentary.comparing import Piece, compare
from commentary.http import HttpRequest

WORDINGS_A_PAGE = 10


@require_safe
def wordings(request: HttpRequest, pk: int) -> HttpResponse:
    """Each with when it was replaced, and what was changed then; the latest first."""
    comment = load_comment(request, pk)
    if not comment.shows_wordings_to(request.user):
        raise PermissionDenied
    page = Paginator(comment.wordings.latest_first(), WORDINGS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "article": comment.paragraph.article,
        "paragraph": comment.paragraph,
        "comment": comment,
        "shown": show_in_place(comment, Contributor.of(request.user)),
        "page": page,
        "wordings": list(_with_changes(comment, list(page))),
    }
    return render(request, "annotations/wordings.html", context)


def _with_changes(
    comment: Comment, wordings: list[Wording]
) -> Iterator[tuple[Wording, tuple[Piece, ...]]]:
    if not wordings:
        return
    later = comment.wordings.after(wordings[0]).first()
    body = later.body if later else comment.body
    for wording in wordings:
        yield wording, compare(wording.body, body)
        body = wording.body
