"""What moderators did that concerns oneself, and what became of one's own reports."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import Act, Report
from commentary.http import SignedInRequest
from commentary.shortcuts import sign_in_required

LISTED_A_PAGE = 50


@require_safe
@sign_in_required
def acts(request: SignedInRequest) -> HttpResponse:
    concerning = Act.objects.concerning(request.user).newest_first().for_reading()
    page = Paginator(concerning, LISTED_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "annotations/moderation/own_acts.html", {"page": page})


@require_safe
@sign_in_required
def reports(request: SignedInRequest) -> HttpResponse:
    made = Report.objects.by(request.user).order_by("-made_at", "-pk")
    made = made.select_related(
        "comment__paragraph__article", "comment__author", "person", "settled_by"
    )
    page = Paginator(made, LISTED_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "annotations/moderation/own_reports.html", {"page": page})
