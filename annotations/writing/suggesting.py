"""Whom somebody may mean who has begun to type a name."""

import re

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower

from annotations.models import Annotation, Comment
from commentary.models import Article, User

SUGGESTED = 8
_NAME = re.compile(r"[\w.+-]*")


def people_meant(begun: str, article: Article, user: User) -> QuerySet[User]:
    """Those whose name begins so: first who takes part in the article, as this person sees it.

    With nothing typed yet only these, and never the person themselves.
    """
    if not _NAME.fullmatch(begun):
        return User.objects.none()
    said = Comment.objects.visible_to(user).filter(paragraph__article=article, removed_at=None)
    marked = Annotation.objects.visible_to(user).filter(article=article)
    takes_part = Exists(said.filter(author=OuterRef("pk"))) | Exists(
        marked.filter(creator=OuterRef("pk"))
    )
    people = (
        User.objects.filter(is_active=True, username__istartswith=begun)
        # A name with an @ in it, as administrators may give, cannot be mentioned.
        .exclude(username__contains="@")
        .exclude(pk=user.pk)
        .annotate(takes_part=takes_part)
    )
    if not begun:
        people = people.filter(takes_part=True)
    return people.order_by("-takes_part", Lower("username"), "pk")[:SUGGESTED]
