"""The rules of an article's discussion, whether it is open too; and the log of what was done."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from annotations.models import DiscussionRules
from annotations.models.contributing import Contributor, insist
from annotations.moderating.forms import RulesForm
from annotations.views.loading import load_article
from annotations.views.moderation import log_of, say_done
from commentary.http import HttpRequest, SignedInRequest
from commentary.shortcuts import kept_fields, sign_in_required

ACTS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def rules(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whoever is suspended only reads them."""
    kept = _load_rules(request, slug)
    article = kept.article
    if request.method != "POST":
        form = RulesForm(initial=kept_fields(request), instance=kept, article=article)
        return _ask(request, kept, form)
    instance = DiscussionRules(article=article)
    form = RulesForm(request.POST, instance=instance, article=article)
    if not form.is_valid():
        return _ask(request, kept, form)
    if kept.change(by=request.user, **form.values):
        say_done(request, gettext("Saved."), *log_of(article))
        return redirect("rules", slug)
    messages.info(request, gettext("Nothing was changed."))
    now, typed = _load_rules(request, slug), {"reason": form.cleaned_data["reason"]}
    return _ask(request, now, RulesForm(initial=typed, instance=now, article=now.article))


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


def _ask(request: HttpRequest, kept: DiscussionRules, form: RulesForm) -> HttpResponse:
    refusal = Contributor.of(request.user).refusal_to_moderate()
    context = {"article": kept.article, "form": form, "refusal": refusal}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "annotations/moderation/rules.html", context, status=status)
