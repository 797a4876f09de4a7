"""The article to be printed, with or without notes."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.footnotes import Notes, print_article
from annotations.views.loading import load_article
from commentary.http import HttpRequest
from commentary.shortcuts import redirect_to_sign_in


@require_safe
def to_print(request: HttpRequest, slug: str) -> HttpResponse:
    """`?notes=` says whose notes are printed as footnotes: `mine`, `everyones`, or nobody's."""
    article = load_article(request, slug)
    asked = request.GET.get("notes", "")
    notes = Notes(asked) if asked in Notes else Notes.NONE
    if notes is Notes.MINE and not request.user.is_authenticated:
        return redirect_to_sign_in(request, request.get_full_path())
    context = {
        "article": article,
        "asked": notes,
        "choices": Notes.choices,
        "printed": print_article(article, request.user, notes),
        "address": f"{settings.SITE_URL}{article.get_absolute_url()}",
    }
    return render(request, "annotations/print.html", context)
