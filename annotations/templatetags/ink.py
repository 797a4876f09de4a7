"""How words look that somebody marked."""

from django import template
from django.contrib.auth.models import AnonymousUser

from annotations.models import Annotation
from commentary.models import User

register = template.Library()


@register.filter
def ink(annotation: Annotation | None, user: User | AnonymousUser) -> str:
    """The classes of a quotation of these words (ink.css); none where nobody marked them."""
    if not annotation:
        return ""
    return f" {annotation.kind} mine" if annotation.creator_id == user.pk else f" {annotation.kind}"
