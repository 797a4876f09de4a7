# ruff: noqa: ARG002  (the arguments are Django's)
from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ReadOnly:
    """For looking only: these rows are made and changed by the verbs of their models."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):
    """A list and a page for each row, without a way to change it."""
