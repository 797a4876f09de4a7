import re
from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commentary.manuscript import read_document
from commentary.models import FRONT_FIELDS, Article, User
from tests.commentary.pages import fields_of
from tests.conftest import DATA, ClientOf, MakePerson

IMPORT = "/admin/commentary/article/add/"
PREVIEW = "/admin/commentary/article/add/preview/"


def upload(content: bytes, name: str = "text.txt") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def preview(client: Client) -> dict[str, object]:
    """The fields of the preview of the given article."""
    response = client.post(IMPORT, upload(DATA.read_bytes(), DATA.name))
    assert response.status_code == HTTPStatus.OK
    return fields_of(response)


def test_the_list_of_articles_leads_to_the_import_page(client: Client) -> None:
    response = client.get(reverse("admin:commentary_article_changelist"))
    assert f'href="{IMPORT}"' in response.text
    assert "Import an article" in client.get(IMPORT).text


def test_an_upload_is_shown_before_anything_is_saved(client: Client) -> None:
    response = client.post(IMPORT, upload(DATA.read_bytes(), DATA.name))
    assert response.status_code == HTTPStatus.OK
    assert "3 lines were left out" in response.text
    assert "Suscribirse" in response.text
    assert "Commens and Articles" in response.text
    fields = fields_of(response)
    assert fields["kicker"] == "COMMENTARY"
    assert fields["rights"] == "© RUSI, 2025"
    assert fields["form-0-style"] == "body"
    assert fields["form-INITIAL_FORMS"] == "21"
    assert not Article.objects.exists()


def test_a_pasted_text_is_read_like_a_file(client: Client) -> None:
    response = client.post(IMPORT, {"text": DATA.read_text(encoding="utf-8")})
    assert fields_of(response)["form-INITIAL_FORMS"] == "21"


def test_a_pasted_text_may_be_markdown(client: Client) -> None:
    response = client.post(
        IMPORT, {"text": "# A title\n\n## A crosshead\n\nWords.", "format": "md"}
    )
    fields = fields_of(response)
    assert fields["title"] == "A title"
    assert fields["form-0-style"] == "crosshead"


def test_saving_the_preview_makes_the_article(client: Client, editor: User) -> None:
    response = client.post(PREVIEW, preview(client))
    article = Article.objects.get()
    assert response.headers["Location"] == f"/admin/commentary/article/{article.pk}/change/"
    manuscript = read_document(DATA.read_bytes(), DATA.name)
    assert article.front == {name: getattr(manuscript, name) for name in FRONT_FIELDS}
    assert [(p.style, p.source) for p in article.paragraphs.in_order()] == [
        (p.style, p.source) for p in manuscript.paragraphs
    ]
    assert article.revisions.get().editor == editor
    assert article.slug.startswith("to-win-latin-america")


def test_corrections_are_saved(client: Client) -> None:
    fields = preview(client)
    fields |= {"title": "Another title", "slug": "another", "status": "draft", "language": "en"}
    fields |= {"form-0-source": "One.\r\n\r\nTwo.", "form-1-DELETE": "on"}
    client.post(PREVIEW, fields)
    article = Article.objects.get(slug="another")
    assert (article.title, article.status, article.language) == ("Another title", "draft", "en")
    assert [p.text for p in article.paragraphs.in_order()][:2] == ["One.", "Two."]
    assert article.paragraphs.count() == 21


def test_the_language_is_the_document_s_or_else_the_site_s(client: Client) -> None:
    words = "<p>Worte, und noch mehr davon, bis es genug sind.</p>" * 9
    page = f'<html lang="de"><title>Ein Titel</title><body><h1>Ein Titel</h1>{words}'
    assert fields_of(client.post(IMPORT, upload(page.encode(), "text.html")))["language"] == "de"
    assert preview(client)["language"] == "en-gb"


def test_a_language_is_named_by_its_code(client: Client) -> None:
    response = client.post(PREVIEW, preview(client) | {"language": "English"})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Write its code: en, es, pt-BR, ar." in response.text


def test_importing_the_same_text_twice_leads_to_the_article(client: Client) -> None:
    fields = preview(client)
    client.post(PREVIEW, fields | {"title": "Corrected"})
    response = client.post(IMPORT, upload(DATA.read_bytes()), follow=True)
    article = Article.objects.get()
    assert response.redirect_chain[-1][0] == f"/admin/commentary/article/{article.pk}/change/"
    assert "imported before" in response.text


def test_a_text_imported_by_someone_else_meanwhile_is_not_imported_again(
    client: Client,
) -> None:
    fields = preview(client)
    article = Article.objects.publish(read_document(DATA.read_bytes(), DATA.name))
    response = client.post(PREVIEW, fields | {"title": "My correction"})
    assert response.status_code == HTTPStatus.CONFLICT
    assert f"/admin/commentary/article/{article.pk}/change/" in response.text
    assert "My correction" in response.text
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [
        b"A title\n\nWords with \x00 in them.",
        "Ein Titel\n\nGrüße aus der Ferne.".encode("latin-1"),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"a" * 10_000_000,
        b"Title\n\n\xed\xa0\x80 a lone surrogate",
        b"",
        b"  \n \n",
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(client: Client, content: bytes) -> None:
    response = client.post(IMPORT, upload(content))
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response.context["form"].errors["file"]
    assert 'id="id_file_error"' in response.text
    assert not Article.objects.exists()


@pytest.mark.parametrize("text", ["Title\n\nwith \x00 in it", "x" * 2_100_000])
def test_a_pasted_text_that_cannot_be_read_is_refused_and_kept(client: Client, text: str) -> None:
    response = client.post(IMPORT, {"text": text})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response.context["form"].errors["text"]
    assert text[-10:] in response.text


def test_neither_a_file_nor_a_text_is_refused(client: Client) -> None:
    assert client.post(IMPORT, {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    both = {"text": "A title\n\nWords.", **upload(b"A title\n\nWords.")}
    assert client.post(IMPORT, both).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"kicker": "k" * 81},
        {"rights": "r" * 301},
        {"slug": "not a slug"},
        {"published_on": "someday"},
        {"form-3-style": "shouting"},
        {"form-3-source": "x" * 200_000},
        {"form-3-source": "NUL \x00"},
        {"form-3-identity": "7"},
        {"fingerprint": "made up"},
    ],
)
def test_a_wrong_preview_is_shown_again_with_all_that_was_typed(
    client: Client, wrong: dict[str, str]
) -> None:
    fields = preview(client) | {"form-0-source": "What I had typed."} | wrong
    response = client.post(PREVIEW, fields)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    again = fields_of(response)
    assert again["form-0-source"] == "What I had typed."
    assert again["left_out"] == fields["left_out"]
    assert re.search(r'class="errorlist', response.text)
    assert not Article.objects.exists()


def test_a_preview_without_paragraphs_is_refused(client: Client) -> None:
    fields = preview(client)
    fields |= {name: "" for name in fields if name.endswith("-source")}
    response = client.post(PREVIEW, fields)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "at least one paragraph" in response.text


def test_the_preview_address_by_itself_leads_to_the_import_page(client: Client) -> None:
    assert client.get(PREVIEW).headers["Location"] == IMPORT


def test_only_who_may_add_articles_may_import(
    client_of: ClientOf, person: MakePerson, visitor: Client
) -> None:
    staff = person("staff", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="change_article"))
    for address in (IMPORT, PREVIEW):
        assert client_of(staff).get(address).status_code == HTTPStatus.FORBIDDEN
        assert client_of(staff).post(address).status_code == HTTPStatus.FORBIDDEN
        assert "/account/login/" in visitor.get(address, follow=True).redirect_chain[-1][0]
