"""The moderators' queue, and what they decide about a comment in it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import Act, Comment, Report
from annotations.models.act import MODERATE
from annotations.moderating.forms import DecisionForm, SuspensionForm
from annotations.moderating.waiting import Waiting, described, place_of_next, waiting
from annotations.views.loading import load_comment
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import sign_in_required

WAITING_A_PAGE = 20


@require_safe
@sign_in_required
def queue(request: SignedInRequest) -> HttpResponse:
    """What was reported and what is held, the longest wait first."""
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    comments = Paginator(waiting(request.user).for_reading(request.user), WAITING_A_PAGE)
    page = comments.get_page(request.GET.get("page"))
    listed = [
        (item, DecisionForm(comment=item.comment), _suspending(request, item))
        for item in described(page)
    ]
    return render(request, "annotations/moderation/queue.html", {"page": page, "listed": listed})


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a comment, show a held one, or let a reported one stand."""
    comment = load_comment(request, pk)
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    if request.method != "POST":
        return _ask(request, comment, DecisionForm(comment=comment))
    form = DecisionForm(request.POST, comment=comment)
    if not form.is_valid():
        return _ask(request, comment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    act, reason = form.cleaned_data["act"], form.cleaned_data["reason"]
    go_on = _next_in_queue(request, comment)
    if act == DecisionForm.REMOVE:
        done = comment.remove(by=request.user, reason=reason)
    elif act == DecisionForm.APPROVE:
        done = comment.approve(by=request.user, reason=reason)
    else:
        done = Report.objects.dismiss(comment, by=request.user, reason=reason) is not None
    if done:
        messages.success(request, gettext("Done, and written down."))
    else:
        tell_who_was_first(request, comment)
    return redirect(go_on)


def _next_in_queue(request: SignedInRequest, comment: Comment) -> str:
    """Where to go on once this comment is decided: what waits behind it, which takes the focus."""
    queue = reverse("queue")
    if (place := place_of_next(comment, request.user)) is None:
        return queue
    before, pk = place
    page = before // WAITING_A_PAGE + 1
    return f"{queue}{f'?page={page}' if page > 1 else ''}#item-{pk}"


def _suspending(request: SignedInRequest, item: Waiting) -> SuspensionForm | None:
    """To suspend the author from here, where that is this moderator's to do and not done."""
    author = item.comment.author_id
    is_theirs = request.user.is_superuser or not item.comment.author_is_in_charge
    if not is_theirs or author == request.user.pk or item.record.suspension:
        return None
    form = SuspensionForm(auto_id=f"suspend-{item.comment.pk}-%s")
    # Beside the field that asks why of the comment.
    form.fields["reason"].label = gettext("Reason for suspending them")
    return form


def tell_who_was_first(request: HttpRequest, comment: Comment) -> None:
    """What another moderator, or its author, did to it a moment before."""
    act = Act.objects.last_on(comment)
    if act is None:
        messages.info(request, gettext("This was done already. Nothing was changed."))
        return
    words = gettext("%(name)s was faster: %(act)s. Reason: %(reason)s. Nothing was changed.")
    done = act.get_kind_display()
    values = {"name": act.by, "act": done[0].lower() + done[1:], "reason": act.reason.rstrip(".")}
    messages.info(request, words % values)


def _ask(
    request: SignedInRequest, comment: Comment, form: DecisionForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    listed = [(item, form, _suspending(request, item)) for item in described([comment])]
    context = {"listed": listed, "article": comment.paragraph.article}
    return render(request, "annotations/moderation/queue.html", context, status=status)
