from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnotationsConfig(AppConfig):
    name = "annotations"
    verbose_name = _("Discussion")

    def ready(self) -> None:
        from annotations import receivers  # noqa: F401, PLC0415  (connects them)
