"""Revisions, to look at: who changed what, when and why. Their text is shown on the site."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commentary.admin.read_only import ReadOnlyAdmin
from commentary.models import Revision


class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "article", "editor", "created_at", "note"]
    list_select_related = ["article", "editor"]
    list_filter = ["article", "editor"]
    search_fields = ["note", "article__title"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    fields = ["article", "number", "editor", "created_at", "note", "text", "changes"]
    readonly_fields = ["text", "changes"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """Each holds a whole text, which is not shown here."""
        return super().get_queryset(request).defer("front", "paragraphs")

    @admin.display(description=_("text"))
    def text(self, revision: Revision) -> SafeString:
        address = reverse("revision", args=[revision.article.slug, revision.number])
        return _link(address, gettext("Read it as it was"))

    @admin.display(description=_("changes"))
    def changes(self, revision: Revision) -> str:
        if revision.number == 1:
            return gettext("It is the first.")
        numbers = [revision.number - 1, revision.number]
        address = reverse("comparison", args=[revision.article.slug, *numbers])
        return _link(address, gettext("Compare it with the one before"))


def _link(address: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, words)
