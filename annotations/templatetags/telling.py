from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from annotations.telling import saying
from annotations.writing.bodies import led_from_elsewhere

register = template.Library()
register.filter(saying.sentence)


@register.filter
def with_our_links(body_html: str) -> SafeString:
    """The HTML of a comment, safe as it is stored, with links that lead here from anywhere."""
    return mark_safe(led_from_elsewhere(body_html, settings.SITE_URL))  # noqa: S308  (sanitised when it was stored)
