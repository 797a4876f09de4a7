from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommentaryConfig(AppConfig):
    name = "commentary"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from commentary.groups import grant_permissions  # noqa: PLC0415  (models are ready only now)

        # Permissions are made app by app, as in INSTALLED_APPS: ours stand when auth has its
        # turn, and once is enough.
        post_migrate.connect(grant_permissions, sender=apps.get_app_config("auth"))
        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(*, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Make the table of the cache in the database, where it is missing: `migrate` is enough."""
    call_command("createcachetable", database=using, verbosity=0)
