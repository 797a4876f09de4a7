"""Revisions, to look at: who changed what, when and why."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from commentary.admin.read_only import ReadOnlyAdmin
from commentary.comparing import compare
from commentary.models import Revision


class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "article", "editor", "created_at", "note"]
    list_select_related = ["article", "editor"]
    list_filter = ["article", "editor"]
    search_fields = ["note", "article__title"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    fields = ["article", "number", "editor", "created_at", "note", "title_fields", "text"]
    readonly_fields = ["title_fields", "text"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """Each holds a whole text, which the list does not show."""
        return super().get_queryset(request).defer("front", "paragraphs")

    @admin.display(description=_("title fields"))
    def title_fields(self, revision: Revision) -> SafeString:
        return format_html_join(
            "",
            "<p>{}</p>",
            ((words,) for words in revision.front.values() if words),
        )

    @admin.display(description=_("text"))
    def text(self, revision: Revision) -> SafeString:
        """The whole text, with what this revision changed in it."""
        previous: Any = revision.article.revisions.filter(number=revision.number - 1).first()
        before = {state.identity: state.text for state in previous.states} if previous else {}
        return format_html_join(
            "",
            '<p class="revised" data-style="{}">{}</p>',
            (
                (state.style, _marked(before.get(state.identity, ""), state.text, bool(previous)))
                for state in revision.states
            ),
        )


def _marked(old: str, new: str, is_edit: bool) -> str:
    if not is_edit:
        return new
    tags = {"kept": "span", "removed": "del", "added": "ins"}
    return format_html_join(
        "",
        "<{0}>{1}</{0}>",
        ((tags[piece.kind], piece.text) for piece in compare(old, new)),
    )
