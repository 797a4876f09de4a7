"""Who may do what: readers annotate, editors edit the text, moderators remove what others said.

A right is a Django permission; the two groups below are only bundles of them. They are made after
every `migrate`, when the permissions exist, and what an administrator adds to them stays.
"""

from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps
from django.apps.registry import apps as all_apps
from django.db import DEFAULT_DB_ALIAS

EDITORS = "Editors"
MODERATORS = "Moderators"

PERMISSIONS: dict[str, Iterable[str]] = {
    EDITORS: (
        "commentary.view_article",
        "commentary.add_article",
        "commentary.change_article",
        "commentary.view_revision",
    ),
    MODERATORS: ("annotations.moderate_comment",),
}


def grant_permissions(
    *, apps: Apps = all_apps, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any
) -> None:
    """Make the groups and give them the permissions that exist by now (on `post_migrate`)."""
    try:
        group_model = apps.get_model("auth", "Group")
        permission_model = apps.get_model("auth", "Permission")
    except LookupError:
        return
    for name, labels in PERMISSIONS.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        for label in labels:
            app_label, codename = label.split(".")
            group.permissions.add(
                *permission_model.objects.using(using).filter(
                    content_type__app_label=app_label, codename=codename
                )
            )
