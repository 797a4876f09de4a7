"""How someone wants to read, kept in a cookie."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from commentary.models import Article, User
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

CHOSEN = {"marks": "mine", "kinds": ["question"], "text": "large", "width": "wide", "theme": "dark"}
USUAL = 'data-theme="auto" data-text="medium" data-width="medium" data-marks="all" data-hidden=""'
CHANGED = (
    'data-theme="dark" data-text="large" data-width="wide" data-marks="mine" '
    'data-hidden="highlight important disagree"'
)


def test_without_a_cookie_all_is_as_for_everyone(visitor: Client, story: Article) -> None:
    assert USUAL in visitor.get(story.get_absolute_url()).text


def test_what_is_chosen_is_kept_for_every_page(visitor: Client, story: Article) -> None:
    back = story.get_absolute_url()
    answer = visitor.post(reverse("preferences"), {**CHOSEN, "next": back})
    assert answer.headers["Location"] == back
    assert CHANGED in visitor.get(back).text
    assert CHANGED in visitor.get(reverse("account_login")).text


def test_the_form_shows_what_was_chosen(visitor: Client) -> None:
    visitor.post(reverse("preferences"), CHOSEN)
    page = visitor.get(reverse("preferences")).text
    assert page.count("checked") == len({*CHOSEN, "language"})
    assert '<input type="radio" name="theme" value="dark"' in page


def test_no_kind_at_all_may_be_chosen(visitor: Client) -> None:
    visitor.post(reverse("preferences"), {**CHOSEN, "kinds": []})
    assert 'data-hidden="highlight important question disagree"' in visitor.get("/").text


def test_a_choice_that_there_is_not_is_refused(visitor: Client) -> None:
    answer = visitor.post(reverse("preferences"), {**CHOSEN, "text": "gigantic"})
    assert answer.status_code == 422
    assert "reading" not in answer.cookies
    assert "gigantic is not one of the available choices" in answer.text


def test_a_language_is_chosen_before_what_the_browser_asks_for(
    visitor: Client, story: Article
) -> None:
    english = {"Accept-Language": "en"}
    visitor.post(reverse("preferences"), {**CHOSEN, "language": "es"}, headers=english)
    page = visitor.get(reverse("preferences"), headers=english).text
    assert '<html lang="es"' in page
    assert '<input type="radio" name="language" value="es"' in page
    assert '<span lang="es">Español</span>' in page
    assert "language" not in visitor.cookies["reading"].value
    visitor.post(reverse("preferences"), {**CHOSEN, "language": ""}, headers=english)
    assert '<html lang="en-gb"' in visitor.get("/", headers=english).text


def test_a_language_that_there_is_not_is_refused(visitor: Client) -> None:
    answer = visitor.post(reverse("preferences"), {**CHOSEN, "language": "tlh"})
    assert answer.status_code == 422
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_the_language_is_kept_with_the_person_for_their_mail(
    reader: User, client_of: ClientOf
) -> None:
    spaniard = client_of(reader)
    spaniard.post(reverse("preferences"), CHOSEN)
    reader.refresh_from_db()
    assert reader.language == ""
    spaniard.post(reverse("preferences"), {**CHOSEN, "language": "es"})
    reader.refresh_from_db()
    assert reader.language == "es"
    browser = {"Accept-Language": "en"}
    spaniard.post(reverse("preferences"), {**CHOSEN, "language": ""}, headers=browser)
    reader.refresh_from_db()
    assert reader.language == "en-gb"


@pytest.mark.parametrize("cookie", ["", "nonsense", "theme=loud&text=large", "marks=" + "x" * 3000])
def test_a_cookie_that_makes_no_sense_is_read_as_far_as_it_does(
    visitor: Client, cookie: str
) -> None:
    visitor.cookies["reading"] = cookie
    page = visitor.get("/")
    assert page.status_code == 200
    assert 'data-theme="auto"' in page.text
    assert ('data-text="large"' in page.text) == ("text=large" in cookie)


@pytest.mark.parametrize(("site", "status"), [("same-origin", 302), ("cross-site", 403)])
def test_another_site_cannot_change_how_someone_reads(site: str, status: int) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("preferences"), CHOSEN, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == status
    assert ("reading" in answer.cookies) == (status == 302)


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:1", ""])
def test_the_way_back_leads_to_our_own_pages_only(visitor: Client, elsewhere: str) -> None:
    answer = visitor.post(reverse("preferences"), {**CHOSEN, "next": elsewhere})
    assert answer.headers["Location"] == reverse("articles")


def test_a_way_back_that_is_no_address_is_not_taken_for_the_name_of_a_page(visitor: Client) -> None:
    answer = visitor.post(reverse("preferences"), {**CHOSEN, "next": "decide"})
    assert answer.headers["Location"] == "decide"
