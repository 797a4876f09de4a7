"""The people who are named in a body, and the body's HTML with the way to each of them."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from annotations.writing.bodies import to_html
from annotations.writing.mentions import names_in
from commentary.models import User


def people_named(names: Collection[str]) -> QuerySet[User]:
    """The people who have these names, whatever the capitals."""
    # Not every database knows the small letters of every alphabet: an exact name is always found.
    return (
        User.objects.filter(is_active=True)
        .alias(small=Lower("username"))
        .filter(Q(username__in=names) | Q(small__in=[name.lower() for name in names]))
    )


def html_of(body: str) -> str:
    """The body as it is shown, mentions of people as links to them."""
    names = names_in(body)
    people = people_named(names) if names else ()
    return to_html(
        body,
        {person.username.lower(): reverse("person", args=[person.username]) for person in people},
    )
