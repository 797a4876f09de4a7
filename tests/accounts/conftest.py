import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from commentary.models import User

PASSWORD = "a long walk by the sea"


@pytest.fixture
def visitor(client: Client) -> Client:
    return client


@pytest.fixture
def alice() -> User:
    return User.objects.create_user("Alice", "alice@example.org", PASSWORD)


@pytest.fixture
def signed_in(client: Client, alice: User) -> Client:
    """Alice's browser, a minute after she gave her password."""
    client.post("/account/login/", {"login": "Alice", "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.fixture
def link_in() -> Callable[[EmailMessage], str]:
    """Find the one link of a mail, as a path on this site."""

    def find(mail: EmailMessage) -> str:
        (link,) = re.findall(r"https?://testserver(/\S+)", str(mail.body))
        return str(link)

    return find


@pytest.fixture
def filled_in() -> Callable[..., dict[str, Any]]:
    """Fill in a sign-up form; what is given replaces what stands there."""

    def fill(**fields: Any) -> dict[str, Any]:
        return {
            "username": "Bob",
            "email": "bob@example.org",
            "password1": PASSWORD,
            **fields,
        }

    return fill
