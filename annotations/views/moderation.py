"""The moderators' queue, and what they decide about a comment in it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import Act, Comment, Report
from annotations.models.act import MODERATE
from annotations.models.contributing import Contributor
from annotations.models.discussion_rules import may_suspend
from annotations.moderating.forms import DecisionForm, PersonDecisionForm
from annotations.moderating.waiting import (
    COMMENT,
    PERSON,
    Record,
    Waiting,
    WaitingPerson,
    described,
    described_people,
    place_of_next,
    queue_of,
    waiting,
    waiting_people,
)
from annotations.views.loading import admit_moderator, load_comment
from commentary.http import HttpRequest, SignedInRequest
from commentary.models import Article, User
from commentary.shortcuts import kept_fields, sign_in_required

WAITING_A_PAGE = 20


type Listed = tuple[Waiting | WaitingPerson, DecisionForm | PersonDecisionForm]


@require_safe
@sign_in_required
def queue(request: SignedInRequest) -> HttpResponse:
    """What and who was reported, and what is held, the longest wait first.

    A moderator who is suspended only reads it.
    """
    if not request.user.has_perm(MODERATE):
        raise PermissionDenied
    page = Paginator(queue_of(request.user), WAITING_A_PAGE).get_page(request.GET.get("page"))
    keys = {kind: [pk for what, pk, _since in page if what == kind] for kind in (COMMENT, PERSON)}
    comments = waiting(request.user).filter(pk__in=keys[COMMENT]).for_reading(request.user)
    people = waiting_people(request.user).filter(pk__in=keys[PERSON])
    listed: dict[tuple[str, int], Listed] = {
        (COMMENT, item.comment.pk): _comment_item(item)
        for item in described(comments, request.user)
    } | {
        (PERSON, item.person.pk): _person_item(item)
        for item in described_people(people, request.user)
    }
    # What somebody else has answered a moment ago is there no more.
    found = [listed[what, pk] for what, pk, _since in page if (what, pk) in listed]
    refused = Contributor.of(request.user).refusal_to_moderate()
    context = {"page": page, "listed": found, "refusal": refused}
    return render(request, "annotations/moderation/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a comment, show a held one, or let a reported one stand; and suspend its author."""
    comment = load_comment(request, pk)
    admit_moderator(request)
    if request.method != "POST":
        return _ask(request, comment, DecisionForm(initial=kept_fields(request), comment=comment))
    form = DecisionForm(request.POST, comment=comment)
    if not form.is_valid():
        if comment.is_removed and not form.data.get("term"):
            tell_who_was_first(request, comment)
            return redirect(next_in_queue(request, COMMENT, comment.pk))
        return _ask(request, comment, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    is_own = comment.author_id == request.user.pk
    if form.cleaned_data["act"] == DecisionForm.DISMISS and is_own:
        raise PermissionDenied  # what others reported of one's own words is theirs to decide
    if form.suspends and not may_suspend(request.user, comment.author):
        raise PermissionDenied
    go_on = next_in_queue(request, COMMENT, comment.pk)
    with transaction.atomic():
        done = _carry_out(form, comment, request.user)
        then = _suspend_as_well(form, comment.author, request.user) if form.suspends else ""
    if done:
        say_done(request, f"{done} {then}".strip(), *log_of(comment.paragraph.article))
    else:
        tell_who_was_first(request, comment, then)
    return redirect(go_on)


def _carry_out(form: DecisionForm, comment: Comment, by: User) -> str:
    """What was done with the comment, in words; nothing if another moderator was faster."""
    reason = form.cleaned_data["reason"]
    match form.cleaned_data["act"]:
        case DecisionForm.REMOVE:
            done, words = comment.remove(by=by, reason=reason), gettext("The comment is removed.")
        case DecisionForm.APPROVE:
            done, words = comment.approve(by=by, reason=reason), gettext("Everyone sees it now.")
        case _:
            done = Report.objects.dismiss(comment, by=by, reason=reason) is not None
            words = gettext("The comment stands.")
    return words if done else ""


def _suspend_as_well(form: DecisionForm, author: User, by: User) -> str:
    """What became of it, in words, whoever decided about the comment."""
    reason = form.cleaned_data["reason"]
    if Act.objects.suspend(author, by=by, reason=reason, until=form.until):
        return is_suspended(author)
    return gettext("%(name)s was suspended already.") % {"name": author}


def is_suspended(person: User) -> str:
    return gettext("%(name)s is suspended.") % {"name": person}


def say_done(request: HttpRequest, words: str, address: str, name: str) -> None:
    """With the way to where it stands, and can be taken back."""
    link = format_html('<a href="{}">{}</a>', address, name)
    messages.success(request, format_html("{} {}", words, link))


def log_of(article: Article) -> tuple[str, str]:
    return reverse("moderation-log", args=[article.slug]), gettext("Moderation log")


def next_in_queue(request: SignedInRequest, what: str, pk: int) -> str:
    """Where to go on once this is decided: what waits behind it, which takes the focus."""
    queue = reverse("queue")
    if (place := place_of_next(what, pk, request.user)) is None:
        return f"{queue}#queue"
    before, kind, key = place
    page = before // WAITING_A_PAGE + 1
    return f"{queue}{f'?page={page}' if page > 1 else ''}#waiting-{kind}-{key}"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def decide_person(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do nothing about somebody who was reported, or suspend them."""
    person = get_object_or_404(User, pk=pk)
    admit_moderator(request)
    if person.pk == request.user.pk:
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    kept = kept_fields(request) if sent is None else None
    asks_only = sent is None and not kept
    if not asks_only and not waiting_people(request.user).filter(pk=pk).exists():
        say_too_late(request, person)
        return redirect(next_in_queue(request, PERSON, pk))
    form = PersonDecisionForm(sent, initial=kept, about=pk)
    if not form.is_valid():
        listed = [_person_item(item, form) for item in described_people([person], request.user)]
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
        context = {"listed": listed}
        return render(request, "annotations/moderation/queue.html", context, status=status)
    suspends = form.cleaned_data["act"] == PersonDecisionForm.SUSPEND
    if suspends and not may_suspend(request.user, person):
        raise PermissionDenied
    reason, go_on = form.cleaned_data["reason"], next_in_queue(request, PERSON, pk)
    if suspends:
        act = Act.objects.suspend(person, by=request.user, reason=reason, until=form.until)
    else:
        act = Report.objects.dismiss_about(person, by=request.user, reason=reason)
    if act is None:
        say_too_late(request, person)
    elif suspends:
        say_suspended(request, person)
    else:
        done = gettext("Nothing is done about %(name)s.") % {"name": person}
        messages.success(request, done)
    return redirect(go_on)


def say_too_late(request: HttpRequest, person: User) -> None:
    """That somebody else has decided about this person a moment before, or they themselves."""
    words = gettext("Another moderator was faster. Nothing was changed.")
    if person.is_erased:
        words = gettext("They have left: there is nothing to decide.")
    messages.info(request, words)


def say_suspended(request: HttpRequest, person: User) -> None:
    here = reverse("suspension", args=[person.pk])
    say_done(request, is_suspended(person), here, gettext("Suspension"))


def _comment_item(item: Waiting, form: DecisionForm | None = None) -> Listed:
    """With what may be done: to suspend the author as well, where that is theirs and not done."""
    form = form or DecisionForm(comment=item.comment)
    if not _may_be_suspended(item.record):
        del form.fields["term"]
    return item, form


def _person_item(item: WaitingPerson, form: PersonDecisionForm | None = None) -> Listed:
    form = form or PersonDecisionForm(about=item.person.pk)
    if not _may_be_suspended(item.record):
        del form.fields["term"]
    return item, form


def _may_be_suspended(record: Record) -> bool:
    """Whether that is this moderator's to do, and not done."""
    return record.may_suspend and not record.suspension


def tell_who_was_first(request: HttpRequest, comment: Comment, then: str = "") -> None:
    """What another moderator, or its author, did to it a moment before; and what was done then."""
    words, act = gettext("This was done already."), Act.objects.last_on(comment)
    if act:
        done, reason = act.get_kind_display(), act.why.rstrip(".")
        values = {"name": act.by, "act": done[0].lower() + done[1:], "reason": reason}
        words = gettext("%(name)s was faster: %(act)s. Reason: %(reason)s.") % values
    messages.info(request, f"{words} {then or gettext('Nothing was changed.')}")


def _ask(
    request: SignedInRequest, comment: Comment, form: DecisionForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    listed = [_comment_item(item, form) for item in described([comment], request.user)]
    context = {"listed": listed, "article": comment.paragraph.article}
    return render(request, "annotations/moderation/queue.html", context, status=status)
