"""Everyone may do what the table says, and every address of the project is in it."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from commentary.models import Article, User
from tests.addresses.examples import request_for
from tests.addresses.table import GO, TABLE
from tests.addresses.urls import our_patterns
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

# What needs nobody to be signed in.
POSTED_BY_ANYONE = {"preferences"}


@pytest.mark.parametrize(("method", "name", "which"), TABLE)
def test_everyone_may_do_what_the_table_says(
    article: Article, author: User, people: dict[str, Client], method: str, name: str, which: str
) -> None:
    url, form = request_for(name, which, article, author)
    row, answers = TABLE[method, name, which], []
    for client in people.values():
        with transaction.atomic():
            answers.append(client.get(url, form) if method == "GET" else client.post(url, form))
            transaction.set_rollback(True)  # each finds it as the one before did
    assert tuple(answer.status_code for answer in answers) == row
    if answers[0].status_code == 302:
        signs_in = answers[0]["Location"].startswith(reverse("account_login"))
        done = name in POSTED_BY_ANYONE if method == "POST" else row is GO
        assert signs_in != done


def test_every_url_of_the_project_is_in_the_table() -> None:
    ours = {pattern.name for _route, pattern in our_patterns()}
    assert ours == {name for _method, name, _which in TABLE}


@pytest.mark.parametrize("name", sorted({name for _method, name, _which in TABLE}))
def test_what_is_not_in_the_table_is_not_a_method_of_the_url(
    article: Article, author: User, editor: User, client_of: ClientOf, name: str
) -> None:
    which = next(row for _method, named, row in TABLE if named == name)
    url, _form = request_for(name, which, article, author)
    taken = {method for method, named, _which in TABLE if named == name}
    for method in {"POST", "PUT", "PATCH", "DELETE"} - taken:
        assert client_of(editor).generic(method, url).status_code == 405
