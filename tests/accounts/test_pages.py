"""Every page of allauth is one of ours: the frame, one title, labelled fields, no inline code."""

import re

import pytest
from allauth.account import urls as account_urls
from django.test import Client
from django.urls import URLPattern

from commentary.models import User

pytestmark = pytest.mark.django_db

FOR_ANYONE = [
    "/account/login/",
    "/account/signup/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/password/reset/key/1-made-up/",
    "/account/confirm-email/",
    "/account/confirm-email/made-up/",
    "/account/inactive/",
]
SIGNED_IN = [
    "/account/email/",
    "/account/logout/",
    "/account/password/change/",
    "/account/reauthenticate/",
]
# They show nothing of their own unless something has gone before (tested where it does).
ELSEWHERE = {"account_set_password", "account_confirm_login_code"}


def assert_one_of_our_pages(html: str) -> None:
    assert '<a class="brand" href="/">Commentary</a>' in html
    assert html.count("<h1>") == 1
    assert html.count("<title>") == 1
    title, heading = (re.search(p, html) for p in (r"<title>\s*(.*?) ·", r"<h1>(.*?)</h1>"))
    assert title
    assert heading
    assert title[1] == heading[1]
    assert "placeholder" not in html
    assert not re.search(r"<script(?![^>]* src=)|<style|style=", html)
    inputs = re.findall(r"<input (?![^>]*hidden)[^>]*id=\"(\w+)\"", html)
    assert all(f'<label for="{name}">' in html for name in inputs)


@pytest.mark.parametrize("path", FOR_ANYONE)
def test_a_visitors_page_is_one_of_ours(visitor: Client, path: str) -> None:
    response = visitor.get(path)

    assert response.status_code == 200
    assert_one_of_our_pages(response.content.decode())


@pytest.mark.parametrize("path", SIGNED_IN)
def test_a_signed_in_persons_page_is_one_of_ours(client: Client, alice: User, path: str) -> None:
    client.force_login(alice)
    response = client.get(path)

    assert response.status_code == 200
    assert_one_of_our_pages(response.content.decode())


@pytest.mark.parametrize("path", ["/account/email/", "/account/password/change/"])
def test_your_account_says_where_one_is(client: Client, alice: User, path: str) -> None:
    client.force_login(alice)
    html = client.get(path).content.decode()

    assert re.findall(r'<a href="([^"]+)" aria-current="page">', html) == [path]


def test_no_page_of_allauth_is_forgotten(client: Client, alice: User) -> None:
    def matches(pattern: URLPattern) -> bool:
        tested = [*FOR_ANYONE, *SIGNED_IN]
        return any(pattern.resolve(path.removeprefix("/account/")) for path in tested)

    patterns = [p for p in account_urls.urlpatterns if isinstance(p, URLPattern)]
    assert {p.name for p in patterns if not matches(p)} == ELSEWHERE
