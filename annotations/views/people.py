"""A person's public page: who they are here, and what they said."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from annotations.models import Comment, Report
from annotations.models.contributing import Contributor
from annotations.moderating.waiting import records_of
from commentary.http import HttpRequest
from commentary.models import Article, User

COMMENTS_A_PAGE = 30


@require_safe
def person(request: HttpRequest, username: str) -> HttpResponse:
    """Their public comments, newest first. A closed account's words stay, and so does its page."""
    person = load_person(username)
    if person.username != username:
        return redirect("person", person.username)
    said = (
        Comment.objects.counted()
        .filter(
            author=person,
            paragraph__article__in=Article.objects.visible_to(request.user),
        )
        .order_by("-created_at", "-pk")
        .for_reading()
    )
    page = Paginator(said, COMMENTS_A_PAGE).get_page(request.GET.get("page"))
    who, user = Contributor.of(request.user), request.user
    may_report = person != user and not who.refusal_to_report()
    is_reported = may_report and Report.objects.by(request.user).open().about(person).exists()
    context = {
        "person": person,
        "page": page,
        "may_report": may_report,
        "is_reported": is_reported,
    }
    if user.is_authenticated and who.may_moderate:
        record = records_of([person], user)[person.pk]
        context |= {"record": record, "refusal": who.refusal_to_moderate()}
    return render(request, "annotations/person.html", context)


def load_person(username: str) -> User:
    """A name belongs to one person, in capitals or not. Who erased their account has no page."""
    return get_object_or_404(User, username__iexact=username, erased_at=None)
