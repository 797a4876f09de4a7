from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from commentary.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

SELECTION = "/articles/hemispheres/annotate/?start=10&end=24&exact=a game-changer"
NEW_PASSWORD = "another walk by the lake"
TWICE = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
LinkIn = Callable[[EmailMessage], str]


def test_the_mailed_link_leads_back_to_the_selection_signed_in(
    visitor: Client, alice: User, mailoutbox: list[EmailMessage], link_in: LinkIn
) -> None:
    sign_in = visitor.get("/account/login/", {"next": SELECTION})
    assertContains(sign_in, 'href="/account/password/reset/?next=%2Farticles')
    form = visitor.get("/account/password/reset/", {"next": SELECTION})
    assertContains(form, f'name="back_to" value="{escape(SELECTION)}"')

    sent = visitor.post(
        "/account/password/reset/", {"email": "Alice@example.org", "back_to": SELECTION}
    )
    assertRedirects(sent, "/account/password/reset/done/")
    (mail,) = mailoutbox
    assert mail.subject == "Choose a new password"
    assert "Hello Alice," in mail.body

    page = visitor.get(link_in(mail), follow=True)
    assertContains(page, "<h1>Choose a new password</h1>", html=True)
    assertContains(page, f'name="next" value="{escape(SELECTION)}"')
    done = visitor.post(page.context["action_url"], {**TWICE, "next": SELECTION})

    assertRedirects(done, SELECTION, fetch_redirect_response=False)
    assert visitor.session["_auth_user_id"] == str(alice.pk)
    alice.refresh_from_db()
    assert alice.check_password(NEW_PASSWORD)
    assert mailoutbox[1].subject == "Your password has changed"


def test_the_mailed_link_leads_to_no_other_site(
    visitor: Client, alice: User, mailoutbox: list[EmailMessage], link_in: LinkIn
) -> None:
    visitor.post(
        "/account/password/reset/",
        {"email": "alice@example.org", "back_to": "https://example.com/"},
    )

    assert "next" not in link_in(mailoutbox[0])


def test_the_mailed_link_works_once(
    visitor: Client, alice: User, mailoutbox: list[EmailMessage], link_in: LinkIn
) -> None:
    visitor.post("/account/password/reset/", {"email": "alice@example.org"})
    link = link_in(mailoutbox[0])
    page = visitor.get(link, follow=True)
    visitor.post(page.context["action_url"], TWICE)

    assertContains(visitor.get(link), "This link no longer works")


def test_two_different_new_passwords_are_an_error_by_the_second(
    visitor: Client, alice: User, mailoutbox: list[EmailMessage], link_in: LinkIn
) -> None:
    visitor.post("/account/password/reset/", {"email": "alice@example.org"})
    page = visitor.get(link_in(mailoutbox[0]), follow=True)

    response = visitor.post(page.context["action_url"], {**TWICE, "password2": "a slip"})

    assertContains(response, 'id="id_password2_error" role="alert"')
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(
    visitor: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    known = visitor.post("/account/password/reset/", {"email": "alice@example.org"})
    unknown = visitor.post("/account/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [mail.subject for mail in mailoutbox] == [
        "Choose a new password",
        "There is no account with this address",
    ]


def test_a_mistyped_address_does_not_lose_the_way_back(visitor: Client) -> None:
    response = visitor.post(
        "/account/password/reset/", {"email": "alice at example", "back_to": SELECTION}
    )

    assertContains(response, 'value="alice at example"')
    assertContains(response, f'name="back_to" value="{escape(SELECTION)}"')


def test_changing_the_password_keeps_the_person_signed_in_and_tells_them_by_mail(
    signed_in: Client, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    response = signed_in.post(
        "/account/password/change/", {"oldpassword": PASSWORD, **TWICE}, follow=True
    )

    assertContains(response, "Your password is changed.")
    assert response.context["user"] == alice
    (mail,) = mailoutbox
    assert mail.subject == "Your password has changed"
    assert "http://testserver/account/password/reset/" in mail.body


def test_the_present_password_is_asked_for(signed_in: Client, alice: User) -> None:
    response = signed_in.post("/account/password/change/", {"oldpassword": "wrong", **TWICE})

    assertContains(response, "This is not your current password.")
    assertNotContains(response, NEW_PASSWORD)
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_who_has_no_password_yet_sets_one(client: Client, alice: User) -> None:
    alice.set_unusable_password()
    alice.save()
    client.force_login(alice)

    page = client.get("/account/password/change/", follow=True)
    assertContains(page, "Your account has no password yet.")
    response = client.post("/account/password/set/", TWICE, follow=True)

    assertContains(response, "Your password is set.")
