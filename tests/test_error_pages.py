import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django import Settings
from pytest_django.asserts import assertContains

from commentary.models import User


def refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def misunderstand(request: HttpRequest) -> HttpResponse:
    raise BadRequest


def stumble(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("refuse/", refuse),
    path("misunderstand/", misunderstand),
    path("stumble/", stumble),
    path("", include("commentary.urls")),
]
pytestmark = pytest.mark.urls("tests.test_error_pages")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing-here/", 404, "There is nothing here"),
        ("/refuse/", 403, "You may not do this"),
        ("/misunderstand/", 400, "We could not read that"),
        ("/stumble/", 500, "That was our mistake"),
    ],
)
def test_an_error_page_says_what_is_wrong_and_leads_on(
    client: Client, address: str, status: int, words: str
) -> None:
    client.raise_request_exception = False

    response = client.get(address)

    assertContains(response, f"<h1>{words}</h1>", status_code=status, html=True)
    assertContains(
        response, '<a class="button" href="/">To the articles</a>', status_code=status, html=True
    )


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/nothing-here/", 404, "Aquí no hay nada"),
        ("/refuse/", 403, "No puedes hacer esto"),
        ("/misunderstand/", 400, "No lo hemos podido leer"),
        ("/stumble/", 500, "Eso fue un error nuestro"),
    ],
)
def test_an_error_page_speaks_the_reader_s_language(
    client: Client, address: str, status: int, words: str
) -> None:
    client.raise_request_exception = False

    response = client.get(address, headers={"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"})

    assertContains(response, f"<h1>{words}</h1>", status_code=status, html=True)
    assertContains(response, f"<title>{words} · Commentary</title>", status_code=status, html=True)
    assertContains(response, '<html lang="es"', status_code=status)


def test_an_address_with_nothing_behind_it_may_hold_any_text(client: Client) -> None:
    response = client.get("/nothing/<script>alert(1)</script>\N{PILE OF POO}/")

    assertContains(response, "There is nothing here", status_code=404)
    assert b"<script>alert" not in response.content


def test_a_visitor_who_may_not_is_shown_to_sign_in_and_back(client: Client) -> None:
    response = client.get("/refuse/?page=2")

    assertContains(response, 'href="/account/login/?next=%2Frefuse%2F%3Fpage%3D2"', status_code=403)


@pytest.mark.django_db
def test_a_reader_who_may_not_is_told_as_whom_they_are_signed_in(client: Client) -> None:
    client.force_login(User.objects.create(username="Alice"))

    response = client.get("/refuse/")

    assertContains(response, "You are signed in as Alice", status_code=403)


def test_a_form_that_is_too_old_explains_itself() -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "Alice"})

    assertContains(response, "<h1>This page is out of date</h1>", status_code=403, html=True)


def test_the_page_for_our_own_mistakes_needs_no_database_and_no_manifest(
    client: Client, settings: Settings
) -> None:
    """Without `django_db` any query fails; without a built manifest any hashed name does."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "commentary.staticfiles.StaticStorage"}
    }
    client.raise_request_exception = False
    client.cookies["sessionid"] = "any"

    response = client.get("/stumble/")

    assertContains(response, '<link rel="stylesheet" href="/static/commentary/base.css">', 1, 500)
    assert finders.find("commentary/base.css")


@pytest.mark.django_db
def test_too_many_attempts_are_told_to_wait(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "default": memory}
    client.post("/account/login/", {"login": "Alice", "password": "wrong"})

    response = client.post("/account/login/", {"login": "Alice", "password": "wrong"})

    assertContains(response, "<h1>Too many attempts</h1>", status_code=429, html=True)
