import pytest
from django.test import Client

from commentary.models import Article, User
from tests.commentary.admin.editing_page import rivers
from tests.conftest import ClientOf


@pytest.fixture
def article(editor: User) -> Article:
    return rivers(editor, "One *river*.", "Two rivers.", "Three rivers.")


@pytest.fixture
def client(client_of: ClientOf, editor: User) -> Client:
    return client_of(editor)
