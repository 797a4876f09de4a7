"""The rules of an article's discussion, closing and opening it, and the log of what was done."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from annotations.forms import ReasonForm
from annotations.models import DiscussionRules
from annotations.models.contributing import Contributor, insist
from annotations.moderating.forms import RulesForm
from annotations.views.loading import load_article
from annotations.views.moderation import log_of, say_done
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import kept_fields, sign_in_required

ACTS_A_PAGE = 50
# Both forms of the page ask why.
CLOSING = "closing-%s"


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def rules(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whoever is suspended only reads them."""
    kept = _load_rules(request, slug)
    if request.method != "POST":
        return _ask(request, kept, form=RulesForm(initial=kept_fields(request), instance=kept))
    form = RulesForm(request.POST, instance=DiscussionRules(article=kept.article))
    if not form.is_valid():
        return _ask(request, kept, form=form)
    values = dict(form.cleaned_data)
    kept.change(by=request.user, reason=values.pop("reason"), **values)
    say_done(request, gettext("Saved."), *log_of(kept.article))
    return redirect("rules", slug)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Close an open discussion, open a closed one."""
    kept = _load_rules(request, slug)
    if request.method != "POST":
        return _ask(
            request, kept, closing_form=ReasonForm(initial=kept_fields(request), auto_id=CLOSING)
        )
    form = ReasonForm(request.POST, auto_id=CLOSING)
    if not form.is_valid():
        return _ask(request, kept, closing_form=form)
    opens = request.POST.get("act") == "open"
    turn = kept.open_discussion if opens else kept.close_discussion
    if not turn(by=request.user, reason=form.cleaned_data["reason"]):
        messages.info(request, gettext("Somebody else was faster. Nothing was changed."))
    return redirect("rules", slug)


@require_safe
def log(request: HttpRequest, slug: str) -> HttpResponse:
    """What moderators did to the discussion of an article, without the words that were removed."""
    article = load_article(request, slug)
    if not DiscussionRules.objects.of(article).show_log_to(request.user):
        raise Http404
    acts = article.acts.newest_first().for_reading()
    page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "annotations/moderation/log.html", {"article": article, "page": page})


def _load_rules(request: HttpRequest, slug: str) -> DiscussionRules:
    kept = DiscussionRules.objects.of(load_article(request, slug))
    if not kept.are_changeable_by(request.user):
        raise PermissionDenied
    if request.method == "POST":
        insist(Contributor.of(request.user).refusal_to_moderate())
    return kept


def _ask(
    request: HttpRequest,
    kept: DiscussionRules,
    *,
    form: RulesForm | None = None,
    closing_form: ReasonForm | None = None,
) -> HttpResponse:
    form = form or RulesForm(instance=kept)
    closing_form = closing_form or ReasonForm(auto_id=CLOSING)
    wrong = form.errors or closing_form.errors
    return render(
        request,
        "annotations/moderation/rules.html",
        {
            "article": kept.article,
            "form": form,
            "closing_form": closing_form,
            "refusal": Contributor.of(request.user).refusal_to_moderate(),
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )
