from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from commentary.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW = {"action_add": "1", "email": "new@example.org"}
LinkIn = Callable[[EmailMessage], str]


@pytest.fixture
def alice(alice: User) -> User:
    """Alice, whose present address is confirmed."""
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    return alice


def test_a_new_address_counts_from_its_confirmation_on(
    signed_in: Client, alice: User, mailoutbox: list[EmailMessage], link_in: LinkIn
) -> None:
    waiting = signed_in.post("/account/email/", NEW, follow=True)
    assertContains(waiting, "<strong>alice@example.org</strong>", html=True)
    assertContains(waiting, "<strong>new@example.org</strong>", html=True)
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    assert mailoutbox[0].to == ["new@example.org"]

    confirmed = signed_in.post(link_in(mailoutbox[0]), follow=True)

    assertContains(confirmed, "new@example.org is confirmed.")
    alice.refresh_from_db()
    assert alice.email == "new@example.org"
    assert [address.email for address in EmailAddress.objects.all()] == ["new@example.org"]
    assert mailoutbox[1].to == ["alice@example.org"]
    assert mailoutbox[1].subject == "Your address has changed"


def test_a_change_can_be_taken_back_before_it_is_confirmed(signed_in: Client, alice: User) -> None:
    signed_in.post("/account/email/", NEW)

    response = signed_in.post(
        "/account/email/", {"action_remove": "1", "email": "new@example.org"}, follow=True
    )

    assertContains(response, "new@example.org is forgotten.")
    assert [address.email for address in EmailAddress.objects.all()] == ["alice@example.org"]


def test_the_confirming_mail_can_be_sent_again(
    signed_in: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    signed_in.post("/account/email/", NEW)
    signed_in.post("/account/email/", {"action_send": "1", "email": "new@example.org"})

    assert [mail.to for mail in mailoutbox] == [["new@example.org"]] * 2


@pytest.mark.parametrize("taken", ["bob@example.org", "Bob@Example.org"])
def test_the_address_of_someone_else_is_refused_in_any_capitals(
    signed_in: Client, taken: str
) -> None:
    User.objects.create(username="Bob", email=taken)

    response = signed_in.post("/account/email/", {**NEW, "email": "BOB@example.org"})

    assertContains(response, "Someone has already signed up with this address.", count=1)
    assertContains(response, 'value="BOB@example.org"')
    assertContains(response, 'aria-invalid="true"', count=1)


def test_ones_own_address_is_no_change(signed_in: Client) -> None:
    response = signed_in.post("/account/email/", {**NEW, "email": "alice@example.org"})

    assertContains(response, "This is your address already.")


def test_an_address_that_became_someone_elses_cannot_be_confirmed(
    signed_in: Client, alice: User, mailoutbox: list[EmailMessage], link_in: LinkIn
) -> None:
    signed_in.post("/account/email/", NEW)
    User.objects.create(username="Bob", email="New@example.org")

    response = signed_in.post(link_in(mailoutbox[0]), follow=True)

    assertContains(response, "new@example.org belongs to someone else.")
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    kept = EmailAddress.objects.get(primary=True)
    assert (kept.email, kept.verified) == ("alice@example.org", True)


def test_a_confirming_link_that_is_none_says_so(visitor: Client) -> None:
    response = visitor.get("/account/confirm-email/made-up/")

    assertContains(response, "This link no longer works")


def test_a_session_left_open_asks_for_the_password_before_the_address_changes(
    client: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    client.force_login(alice)

    asked = client.post("/account/email/", NEW)
    assertRedirects(asked, "/account/reauthenticate/?next=%2Faccount%2Femail%2F")
    assert mailoutbox == []
    page = client.get(asked["Location"])
    assertContains(page, "<h1>Enter your password</h1>", html=True)
    assertContains(
        client.post(asked["Location"], {"password": "wrong", "next": "/account/email/"}),
        "This is not your password.",
    )
    client.post(asked["Location"], {"password": PASSWORD, "next": "/account/email/"})

    assert [mail.to for mail in mailoutbox] == [["new@example.org"]]
