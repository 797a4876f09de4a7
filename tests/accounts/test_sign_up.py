from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from annotations.writing.mentions import names_in
from commentary.accounts import NAME
from commentary.models import User
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

SELECTION = "/articles/hemispheres/annotate/?start=10&end=24&exact=a game-changer"
Fill = Callable[..., dict[str, Any]]


class RivalArrives:
    """Stands in for the moment between looking and writing: someone else takes the name then."""

    def validate(self, _password: str, user: User | None = None) -> None:  # noqa: ARG002
        User.objects.get_or_create(username="BOB", email="rival@example.org")

    def get_help_text(self) -> str:
        return ""


def test_sign_up_asks_for_a_name_an_address_and_one_password(visitor: Client) -> None:
    response = visitor.get("/account/signup/")

    assert list(response.context["form"].fields) == ["username", "email", "password1"]
    assertContains(response, "Others see this")
    assertContains(response, 'autocomplete="username"')
    assertContains(response, 'autocomplete="email"')
    assertContains(response, 'autocomplete="new-password"')
    assertNotContains(response, "placeholder")


def test_who_signs_up_is_signed_in_at_once(
    visitor: Client, filled_in: Fill, mailoutbox: list[EmailMessage]
) -> None:
    response = visitor.post("/account/signup/", filled_in(), follow=True)

    assert response.context["user"].username == "Bob"
    (notice,) = response.context["messages"]  # the only one, since it may lie over the text
    assert str(notice) == "We have sent a link to bob@example.org: please confirm it."
    (mail,) = mailoutbox
    assert mail.subject == "Welcome: please confirm your address"
    assert mail.to == ["bob@example.org"]


def test_who_signs_up_is_written_to_in_the_language_of_the_form(
    visitor: Client, filled_in: Fill, mailoutbox: list[EmailMessage]
) -> None:
    visitor.post("/account/signup/", filled_in(), headers={"Accept-Language": "es"})

    assert User.objects.get(username="Bob").language == "es"
    assert mailoutbox[0].subject == "Te damos la bienvenida: confirma tu dirección, por favor"


def test_who_signs_up_from_a_selection_comes_back_to_it(visitor: Client, filled_in: Fill) -> None:
    response = visitor.post("/account/signup/", filled_in(next=SELECTION))

    assertRedirects(response, SELECTION, fetch_redirect_response=False)


def test_sign_up_never_leads_to_another_site(visitor: Client, filled_in: Fill) -> None:
    response = visitor.post("/account/signup/", filled_in(next="https://example.com/"))

    assertRedirects(response, "/", fetch_redirect_response=False)


def test_sign_up_and_sign_in_hand_the_way_back_to_each_other(visitor: Client) -> None:
    sign_up = visitor.get("/account/signup/", {"next": SELECTION})
    sign_in = visitor.get(sign_up.context["login_url"])
    sign_up_again = visitor.get(sign_in.context["signup_url"])

    for page, switch in ((sign_up, "login_url"), (sign_in, "signup_url")):
        assertContains(page, f'href="{escape(page.context[switch])}"')
    for page in (sign_up, sign_in, sign_up_again):
        assertContains(page, f'name="next" value="{escape(SELECTION)}"')


@pytest.mark.parametrize("name", ["Alice", "alice", "ALICE"])
def test_a_name_that_someone_has_is_refused_in_any_capitals(
    visitor: Client, alice: User, filled_in: Fill, name: str
) -> None:
    response = visitor.post("/account/signup/", filled_in(username=name))

    assertContains(response, "Someone already has this name.", count=1)
    assert User.objects.count() == 1


@pytest.mark.parametrize("address", ["alice@example.org", "ALICE@Example.org"])
def test_an_address_that_someone_has_is_refused_in_any_capitals(
    visitor: Client, alice: User, filled_in: Fill, address: str
) -> None:
    response = visitor.post("/account/signup/", filled_in(email=address))

    assertContains(response, "Someone has already signed up with this address.", count=1)
    assert User.objects.count() == 1


def test_an_address_typed_in_capitals_by_an_administrator_is_taken_too(
    visitor: Client, filled_in: Fill
) -> None:
    User.objects.create(username="Alice", email="Alice@example.org")

    response = visitor.post("/account/signup/", filled_in(email="alice@example.org"))

    assertContains(response, "Someone has already signed up with this address.", count=1)


def test_someone_faster_with_the_same_name_leaves_an_error_and_no_half_account(
    visitor: Client, filled_in: Fill, settings: Settings
) -> None:
    settings.AUTH_PASSWORD_VALIDATORS = [{"NAME": "tests.accounts.test_sign_up.RivalArrives"}]

    response = visitor.post("/account/signup/", filled_in(next=SELECTION))

    assertContains(response, "Someone already has this name.", count=1)
    assertContains(response, 'value="bob@example.org"')
    assert response.context["redirect_field_value"] == SELECTION
    assert [user.username for user in User.objects.all()] == ["BOB"]
    assert not response.context["user"].is_authenticated


def test_what_was_typed_is_kept_but_for_the_password(visitor: Client, filled_in: Fill) -> None:
    response = visitor.post(
        "/account/signup/", filled_in(password1="12345678", next=SELECTION), follow=True
    )

    assertContains(response, 'value="Bob"')
    assertContains(response, 'value="bob@example.org"')
    assertNotContains(response, "12345678")
    assert response.context["redirect_field_value"] == SELECTION


def test_an_error_stands_by_its_field_and_is_said_to_a_screen_reader(
    visitor: Client, filled_in: Fill
) -> None:
    response = visitor.post("/account/signup/", filled_in(email="nowhere"))

    assertContains(
        response,
        '<input id="id_email" type="email" name="email" value="nowhere" autocomplete="email"'
        ' autocapitalize="none" spellcheck="false" required autofocus aria-invalid="true"'
        ' aria-describedby="id_email_error id_email_help">',
        html=True,
    )
    assertContains(response, '<div class="error" id="id_email_error" role="alert">')
    assertContains(response, 'aria-invalid="true"', count=1)
    assertContains(response, " autofocus", count=1)


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "bob@example.org"},
        {"username": "Bob Smith"},
        {"username": "Bob."},
        {"username": "_Bob_"},
        {"username": "B"},
        {"username": "B\x00b"},
        {"username": "B" * 200},
        {"email": "a" * 250 + "@example.org"},
        {"email": "b\x00b@example.org"},
        {"password1": ""},
        {"password1": "bob@example.org"},
    ],
)
def test_what_cannot_be_stored_is_a_form_error(
    visitor: Client, filled_in: Fill, fields: dict[str, str]
) -> None:
    response = visitor.post("/account/signup/", filled_in(**fields))

    assertContains(response, 'role="alert"')
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("María López", "A name has no spaces. Try María-López."),
        ("Bob &  Ann", "A name has no spaces. Try Bob-Ann."),
        ("Bob&Ann", "A name cannot have “&” in it. Try Bob-Ann."),
        ("_Bob..Smith", "no two signs in a row. Try Bob-Smith."),
        ("b😀", "A name cannot have “😀” in it. Try b."),
        ("&&&", "A name cannot have “&” in it."),
    ],
)
def test_a_name_that_cannot_be_says_what_is_wrong_and_what_would_do(
    visitor: Client, filled_in: Fill, name: str, error: str
) -> None:
    response = visitor.post("/account/signup/", filled_in(username=name))

    assertContains(response, f"{escape(error)}</p>")
    assertContains(response, f'value="{escape(name)}"')


def test_a_name_that_one_can_have_can_be_mentioned() -> None:
    """Every one of four letters, digits and separators."""
    names = filter(NAME.fullmatch, map("".join, product("aé0._+-", repeat=4)))
    assert [name for name in names if names_in(f"Ask @{name}, or @{name}.") != (name,)] == []


def test_a_password_like_the_name_is_refused_in_words_of_the_form(
    visitor: Client, filled_in: Fill
) -> None:
    alike = filled_in(username="robertson", password1="robertson")
    response = visitor.post("/account/signup/", alike)

    assertContains(response, "too similar to the name.")


def test_letters_that_only_look_different_are_one_name(visitor: Client, filled_in: Fill) -> None:
    User.objects.create(username="Kate", email="kate@example.org")

    response = visitor.post("/account/signup/", filled_in(username="\N{KELVIN SIGN}ate"))

    assertContains(response, "Someone already has this name.", count=1)


def test_a_mail_that_welcomes_leads_to_a_confirmed_address(
    visitor: Client,
    filled_in: Fill,
    mailoutbox: list[EmailMessage],
    link_in: Callable[[EmailMessage], str],
) -> None:
    visitor.post("/account/signup/", filled_in())
    link = link_in(mailoutbox[0])

    page = visitor.get(link)
    assertContains(page, "Confirm your address")
    assertContains(page, "<strong>bob@example.org</strong> belongs to Bob.")
    confirmed = visitor.post(link, follow=True)

    assertContains(confirmed, "bob@example.org is confirmed.")
    assert User.objects.get().emailaddress_set.get().verified  # type: ignore[attr-defined]
    assert User.objects.get().check_password(PASSWORD)
