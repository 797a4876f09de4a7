from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CommentaryConfig(AppConfig):
    name = "commentary"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from commentary.groups import grant_permissions  # noqa: PLC0415  (models are ready only now)

        post_migrate.connect(grant_permissions)
