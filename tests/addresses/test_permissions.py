"""Everyone may do what the table says, and every address of the project is in it."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from commentary.models import Article, User
from tests.addresses.examples import request_for
from tests.addresses.table import GO, TABLE
from tests.addresses.urls import our_patterns

pytestmark = pytest.mark.django_db

NAMES = sorted({name for _method, name, _which in TABLE})
# What needs nobody to be signed in.
POSTED_BY_ANYONE = {"preferences"}


@pytest.mark.parametrize("name", NAMES)
def test_everyone_may_do_what_the_table_says(
    article: Article, author: User, people: dict[str, Client], name: str
) -> None:
    rows = {key: row for key, row in TABLE.items() if key[1] == name}
    for (method, _name, which), row in rows.items():
        with transaction.atomic():
            url, form = request_for(name, which, article, author)
            answers = [answer(client, method, url, form) for client in people.values()]
            transaction.set_rollback(True)
        assert tuple(each.status_code for each in answers) == row, (method, which)
        if answers[0].status_code == 302:
            signs_in = answers[0]["Location"].startswith(reverse("account_login"))
            done = name in POSTED_BY_ANYONE if method == "POST" else row is GO
            assert signs_in != done, (method, which)


def answer(client: Client, method: str, url: str, form: dict[str, str]) -> HttpResponse:
    """What one is answered who finds it as the one before did."""
    with transaction.atomic():
        response = client.get(url, form) if method == "GET" else client.post(url, form)
        transaction.set_rollback(True)
    return response


def test_every_url_of_the_project_is_in_the_table() -> None:
    ours = {pattern.name for _route, pattern in our_patterns()}
    assert ours == set(NAMES)


def test_what_is_not_in_the_table_is_not_a_method_of_the_url(
    article: Article, author: User, people: dict[str, Client]
) -> None:
    for name in NAMES:
        taken = {method: which for method, named, which in TABLE if named == name}
        with transaction.atomic():
            url, _form = request_for(name, next(iter(taken.values())), article, author)
            for method in {"POST", "PUT", "PATCH", "DELETE"} - set(taken):
                assert people["editor"].generic(method, url).status_code == 405, (method, name)
            transaction.set_rollback(True)
