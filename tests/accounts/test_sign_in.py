import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from commentary.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

SELECTION = "/articles/hemispheres/annotate/?start=10&end=24&exact=a game-changer"


@pytest.mark.parametrize(
    "login", ["Alice", "alice", "alice@example.org", "ALICE@example.org", " Alice "]
)
def test_a_person_signs_in_by_name_or_by_address(visitor: Client, alice: User, login: str) -> None:
    response = visitor.post(
        "/account/login/", {"login": login, "password": PASSWORD, "next": SELECTION}
    )

    assertRedirects(response, SELECTION, fetch_redirect_response=False)
    assert visitor.session["_auth_user_id"] == str(alice.pk)


@pytest.mark.parametrize(
    ("login", "words"),
    [
        ("Alice", "This name and this password do not belong together."),
        ("Nobody", "This name and this password do not belong together."),
        ("alice@example.org", "This address and this password do not belong together."),
        ("nobody@example.org", "This address and this password do not belong together."),
    ],
)
def test_a_failed_sign_in_keeps_the_name_and_does_not_tell_whether_it_is_known(
    visitor: Client, alice: User, login: str, words: str
) -> None:
    response = visitor.post(
        "/account/login/", {"login": login, "password": "wrong", "next": SELECTION}
    )

    error = f'<div class="error" id="form_error" role="alert"><p>{words}</p></div>'
    assertContains(response, error, html=True)
    assertContains(response, 'autofocus aria-describedby="form_error ')
    assertContains(response, f'value="{login}"')
    assertContains(response, f'name="next" value="{escape(SELECTION)}"')
    assertNotContains(response, "wrong")


def test_signing_out_asks_first_and_then_says_so(signed_in: Client) -> None:
    assertContains(signed_in.get("/account/logout/"), "<h1>Sign out</h1>", html=True)
    assert "_auth_user_id" in signed_in.session

    response = signed_in.post("/account/logout/", follow=True)

    assertContains(response, "You have signed out.")
    assert "_auth_user_id" not in signed_in.session


def test_a_closed_account_is_told_so(visitor: Client, alice: User) -> None:
    alice.is_active = False
    alice.save(update_fields=["is_active"])

    response = visitor.post(
        "/account/login/", {"login": "Alice", "password": PASSWORD}, follow=True
    )

    assertContains(response, "<h1>This account is closed</h1>", html=True)


def test_from_sign_up_to_sign_in_by_name_and_by_address(visitor: Client) -> None:
    visitor.post(
        "/account/signup/",
        {"username": "Bob", "email": "Bob@Example.org", "password1": PASSWORD},
    )
    bob = User.objects.get()
    for login in ("bob", "bob@example.org"):
        assert visitor.session["_auth_user_id"] == str(bob.pk)
        visitor.post("/account/logout/")
        assert "_auth_user_id" not in visitor.session
        visitor.post("/account/login/", {"login": login, "password": PASSWORD})
    assert visitor.session["_auth_user_id"] == str(bob.pk)
