"""Importing an article in two steps: choose a document, then correct what was read from it."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commentary.forms import DocumentFormSet, ImportedForm, ImportForm, document_of
from commentary.models import Article, User


def choose(request: HttpRequest, page: ModelAdmin) -> HttpResponse:
    """The first step, and the preview where a document could be read."""
    if request.method != "POST":
        return _answer(request, page, "import", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _answer(
            request, page, "import", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    manuscript = form.cleaned_data["manuscript"]
    if known := Article.objects.like(manuscript).first():
        messages.warning(request, _("This text was imported before. Here it is."))
        return redirect("admin:commentary_article_change", known.pk)
    context = {
        "form": ImportedForm.of(manuscript),
        "document": document_of(manuscript.paragraphs),
    }
    return _answer(request, page, "preview", context)


def publish(request: HttpRequest, page: ModelAdmin) -> HttpResponse:
    """The second step: make the article of what was corrected."""
    if request.method != "POST":
        return redirect("admin:commentary_article_add")
    form, document = ImportedForm(request.POST), DocumentFormSet(request.POST)
    context: dict[str, Any] = {"form": form, "document": document}
    if not (form.is_valid() & document.is_valid()):
        return _answer(request, page, "preview", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        article = form.publish(by=cast("User", request.user), paragraphs=document.inputs())
    except IntegrityError:
        known = Article.objects.filter(fingerprint=form.cleaned_data["fingerprint"]).first()
        if known is None:
            raise
        context["known"] = known
        return _answer(request, page, "preview", context, status=HTTPStatus.CONFLICT)
    page.log_addition(request, article, [{"added": {}}])
    link = format_html('<a href="{}">{}</a>', article.get_absolute_url(), _("Read the article"))
    messages.success(request, format_html("{} {}", _("Imported."), link))
    return redirect("admin:commentary_article_change", article.pk)


def _answer(
    request: HttpRequest,
    page: ModelAdmin,
    name: str,
    context: dict[str, Any],
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    return render(
        request,
        f"admin/commentary/article/{name}.html",
        {
            **page.admin_site.each_context(request),
            "opts": page.opts,
            "title": _("Import an article"),
            **context,
        },
        status=status,
    )
