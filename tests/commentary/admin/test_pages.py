"""The other pages of the admin: lists, revisions, people, and what was said."""

from http import HTTPStatus

import pytest
from django.test import Client

from annotations.models import Annotation, Comment
from annotations.selectors import Selector
from commentary.models import Article, Paragraph, ParagraphInput, User
from tests.conftest import ClientOf, MakePerson


@pytest.fixture
def admin(client_of: ClientOf, person: MakePerson) -> Client:
    return client_of(person("admin", is_staff=True, is_superuser=True))


@pytest.fixture
def comment(reader: User, first_body: Paragraph) -> Comment:
    return Comment.objects.post(author=reader, paragraph=first_body, body="Quite so.")


@pytest.fixture
def annotation(reader: User, first_body: Paragraph) -> Annotation:
    exact = first_body.text[:10]
    return Annotation.objects.mark(
        creator=reader,
        article=first_body.article,
        selectors=[Selector(first_body.identity, 0, 10, exact, "", "")],
    )


def test_the_list_of_articles_says_where_each_stands(
    client_of: ClientOf, editor: User, article: Article
) -> None:
    response = client_of(editor).get("/admin/commentary/article/")
    assert article.title in response.text
    assert "Published" in response.text


def test_revisions_can_be_looked_at_and_not_changed(
    client_of: ClientOf, editor: User, article: Article
) -> None:
    article.revise(
        by=editor, paragraphs=[ParagraphInput("body", "A new word.", 1)], based_on=1, note="Why?"
    )
    revision = article.revisions.get(number=2)
    client = client_of(editor)
    listed = client.get(f"/admin/commentary/revision/?article__id__exact={article.pk}")
    assert "Why?" in listed.text
    page = client.get(f"/admin/commentary/revision/{revision.pk}/change/")
    for place in ("2/", "1/2/"):
        assert f'<a href="/articles/{article.slug}/revisions/{place}">' in page.text
    assert 'name="_save"' not in page.text
    first = client.get(f"/admin/commentary/revision/{article.revisions.get(number=1).pk}/change/")
    assert "It is the first." in first.text
    address = f"/admin/commentary/revision/{revision.pk}"
    assert client.post(f"{address}/change/", {}).status_code == HTTPStatus.FORBIDDEN
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN


def test_people_can_be_found_and_made_editors(admin: Client, reader: User) -> None:
    assert "reader@example.com" in admin.get("/admin/commentary/user/?q=reader").text
    page = admin.get(f"/admin/commentary/user/{reader.pk}/change/")
    assert page.status_code == HTTPStatus.OK
    assert "Editors" in page.text


def test_a_person_can_be_added(admin: Client) -> None:
    assert admin.get("/admin/commentary/user/add/").status_code == HTTPStatus.OK
    admin.post(
        "/admin/commentary/user/add/",
        {
            "username": "newcomer",
            "email": "newcomer@example.com",
            "usable_password": "true",
            "password1": "correct horse battery",
            "password2": "correct horse battery",
        },
    )
    assert User.objects.get(username="newcomer").check_password("correct horse battery")


def test_an_address_that_someone_has_in_other_letters_is_refused(
    admin: Client, reader: User
) -> None:
    response = admin.post(
        "/admin/commentary/user/add/",
        {
            "username": "newcomer",
            "email": "Reader@Example.com",
            "usable_password": "true",
            "password1": "correct horse battery",
            "password2": "correct horse battery",
        },
    )
    assert "already signed up with this address" in response.text


@pytest.mark.parametrize("query", ["", "?q=quite", "?kind__exact=highlight"])
def test_annotations_can_be_looked_at(admin: Client, annotation: Annotation, query: str) -> None:
    assert admin.get(f"/admin/annotations/annotation/{query}").status_code in {200, 302}
    page = admin.get(f"/admin/annotations/annotation/{annotation.pk}/change/")
    assert annotation.quote in page.text
    assert 'name="_save"' not in page.text


def test_comments_can_be_looked_at(admin: Client, comment: Comment) -> None:
    assert "Quite so." in admin.get("/admin/annotations/comment/?q=quite").text
    page = admin.get(f"/admin/annotations/comment/{comment.pk}/change/")
    assert 'name="_save"' not in page.text


@pytest.mark.parametrize("verb", ["change", "delete"])
def test_what_people_said_cannot_be_changed_here(
    admin: Client, annotation: Annotation, comment: Comment, verb: str
) -> None:
    for address in (f"annotation/{annotation.pk}", f"comment/{comment.pk}"):
        response = admin.post(f"/admin/annotations/{address}/{verb}/", {"post": "yes"})
        assert response.status_code == HTTPStatus.FORBIDDEN
    assert admin.get("/admin/annotations/comment/add/").status_code == HTTPStatus.FORBIDDEN


def test_editors_do_not_see_private_things(client_of: ClientOf, editor: User) -> None:
    client = client_of(editor)
    for address in ("annotations/annotation", "annotations/comment", "commentary/user"):
        assert client.get(f"/admin/{address}/").status_code == HTTPStatus.FORBIDDEN


def test_who_is_no_editor_is_turned_away(client_of: ClientOf, reader: User) -> None:
    response = client_of(reader).get("/admin/", follow=True)
    assert response.status_code == HTTPStatus.FORBIDDEN


def test_the_way_in_is_the_site_s_own_sign_in(visitor: Client) -> None:
    response = visitor.get("/admin/commentary/article/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/?next=")
    assert "commentary%2Farticle" in response.redirect_chain[-1][0]
