# ruff: noqa: ARG002  (the arguments are Django's)
"""The list of articles, and the doors to editing and importing one.

Django's own form for an article is never shown: the text changes through `Article.revise` alone,
and both pages end there.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from commentary.admin import editing, importing
from commentary.models import Revision
from commentary.shortcuts import sign_in_required


class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "status", "revision_number", "published_on"]
    list_filter = ["status", "language"]
    search_fields = ["title", "standfirst", "byline"]
    date_hierarchy = "published_on"
    ordering = ["-published_on", "-pk"]

    def get_urls(self) -> list[URLPattern]:
        save = path(
            "add/preview/",
            self.admin_site.admin_view(self.preview_view),
            name="commentary_article_preview",
        )
        # Where a long edit is sent with a session that has ended, it waits for its editor.
        change = path(
            "<path:object_id>/change/",
            sign_in_required(self.admin_site.admin_view(self.change_view)),
            name="commentary_article_change",
        )
        return [save, change, *super().get_urls()]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return importing.choose(request, self)

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return importing.publish(request, self)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        article = self.get_object(request, unquote(object_id))
        if article is None:
            return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined,no-any-return]
                request, self.opts, object_id
            )
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return editing.edit(request, self, article)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """An article takes its revisions with it, though nobody may delete one by itself.

        One that has been discussed cannot be deleted: the database protects what was said.
        """
        listed, counts, missing_permissions, protected = super().get_deleted_objects(objs, request)
        return listed, counts, missing_permissions - {Revision._meta.verbose_name}, protected  # noqa: SLF001
