"""Names for a mention that is being typed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.views.loading import load_article
from annotations.writing.suggesting import people_meant
from commentary.http import SignedInRequest
from commentary.shortcuts import sign_in_required


@require_safe
@sign_in_required
def mentionable(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who may be meant by the beginning of a name (`?begun=`), as options to choose from."""
    article = load_article(request, slug)
    people = people_meant(request.GET.get("begun", ""), article, request.user)
    return render(request, "annotations/mentionable.html", {"people": people})
