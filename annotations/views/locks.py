"""Locking a thread or a paragraph, and unlocking it: one page, which offers what is not so."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from annotations.forms import LockForm
from annotations.models import Margin, Thread
from annotations.reading import margin_of
from annotations.views.loading import admit_moderator, load_comment, load_paragraph
from commentary.http import SignedInRequest
from commentary.models import Paragraph
from commentary.shortcuts import kept_fields, sign_in_required

LOCK, UNLOCK = "lock", "unlock"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def lock_thread(request: SignedInRequest, pk: int) -> HttpResponse:
    comment = load_comment(request, pk)
    if comment.parent_id is not None:
        raise Http404
    threads = Thread.objects.select_related("root__paragraph__article", "root__author", "locked_by")
    thread = threads.get(root=comment)
    return _turn(request, thread, comment.paragraph, comment.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def lock_paragraph(request: SignedInRequest, slug: str, identity: int) -> HttpResponse:
    paragraph = load_paragraph(request, slug, identity)
    margin = margin_of(paragraph)
    if request.method == "POST":
        admit_moderator(request)
        margin, _is_new = Margin.objects.get_or_create(paragraph=paragraph)
    address = f"{paragraph.article.get_absolute_url()}?paragraph={paragraph.identity}"
    return _turn(request, margin, paragraph, f"{address}#{paragraph.label}")


def _turn(
    request: SignedInRequest, place: Thread | Margin, paragraph: Paragraph, back_to: str
) -> HttpResponse:
    admit_moderator(request)
    form = LockForm(request.POST if request.method == "POST" else None, autofocus=True)
    if request.method != "POST":
        form = LockForm(initial=kept_fields(request), autofocus=True)
    elif form.is_valid():
        turn = place.unlock if request.POST.get("act") == UNLOCK else place.lock
        if not turn(by=request.user, reason=form.cleaned_data["reason"]):
            messages.info(request, gettext("Another moderator was faster. Nothing was changed."))
        return redirect(back_to)
    return render(
        request,
        "annotations/moderation/lock.html",
        {
            "form": form,
            "locked_by": place.locked_by,
            "is_thread": isinstance(place, Thread),
            "article": paragraph.article,
            "paragraph": paragraph,
            "back_to": back_to,
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )
