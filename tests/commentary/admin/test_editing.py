from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Max
from django.test import Client

from annotations.models import Comment
from commentary.models import Article, ParagraphInput, User
from tests.commentary.admin.editing_page import (
    Fields,
    address,
    fields_on_page,
    other_edit,
    send,
    sources,
)
from tests.conftest import ClientOf, MakePerson


def test_the_page_shows_the_whole_text_as_fields(client: Client, article: Article) -> None:
    fields = fields_on_page(client, article)
    assert fields["title"] == "On Rivers"
    assert fields["based_on"] == "1"
    assert [fields[f"form-{n}-source"] for n in range(3)] == [
        "One *river*.",
        "Two rivers.",
        "Three rivers.",
    ]
    assert [fields[f"form-{n}-ORDER"] for n in range(3)] == ["10", "20", "30"]
    assert fields["form-0-identity"] == "1"


def test_sending_the_page_as_it_came_changes_nothing(client: Client, article: Article) -> None:
    response = send(client, article, fields_on_page(client, article))
    assert "Nothing was changed." in response.text
    article.refresh_from_db()
    assert article.revision_number == 1


def test_an_edit_is_a_revision_with_its_editor_and_its_why(
    client: Client, article: Article, editor: User
) -> None:
    fields = fields_on_page(client, article) | {
        "form-1-source": "Two *great* rivers.",
        "title": "On Great Rivers",
        "why": "Too small.",
    }
    response = send(client, article, fields)
    assert 'Published as revision 2. <a href="/articles/rivers/">' in response.text
    article.refresh_from_db()
    assert article.title == "On Great Rivers"
    assert sources(article)[1] == (2, "Two *great* rivers.")
    revision = article.revisions.get(number=2)
    assert (revision.editor, revision.note) == (editor, "Too small.")


def test_a_blank_line_splits_a_paragraph_and_the_first_part_keeps_its_identity(
    client: Client, article: Article
) -> None:
    fields = fields_on_page(client, article) | {
        "form-0-source": "One.\r\n\r\n\r\n  \r\nAnd a half."
    }
    send(client, article, fields)
    assert sources(article) == [
        (1, "One."),
        (4, "And a half."),
        (2, "Two rivers."),
        (3, "Three rivers."),
    ]


def test_a_single_line_end_stays_in_its_paragraph(client: Client, article: Article) -> None:
    send(client, article, fields_on_page(client, article) | {"form-0-source": "One\\\r\nriver."})
    assert sources(article)[0] == (1, "One\\\nriver.")


def test_the_numbers_say_the_order(client: Client, article: Article) -> None:
    fields = fields_on_page(client, article) | {"form-2-ORDER": "15"}
    send(client, article, fields)
    assert [identity for identity, _source in sources(article)] == [1, 3, 2]


def test_a_new_row_goes_where_its_number_says_or_to_the_end(
    client: Client, article: Article
) -> None:
    fields = fields_on_page(client, article) | {
        "form-3-source": "Between.",
        "form-3-ORDER": "25",
        "form-3-style": "crosshead",
        "form-4-source": "Last.",
    }
    send(client, article, fields)
    assert [source for _identity, source in sources(article)] == [
        "One *river*.",
        "Two rivers.",
        "Between.",
        "Three rivers.",
        "Last.",
    ]
    assert article.paragraphs.get(source="Between.").style == "crosshead"


def test_a_paragraph_that_is_taken_out_is_withdrawn_and_not_deleted(
    client: Client, article: Article
) -> None:
    send(client, article, fields_on_page(client, article) | {"form-1-DELETE": "on"})
    assert [identity for identity, _source in sources(article)] == [1, 3]
    assert article.paragraphs.withdrawn().get().identity == 2


def test_an_emptied_paragraph_leaves_the_text(client: Client, article: Article) -> None:
    send(client, article, fields_on_page(client, article) | {"form-1-source": " "})
    assert [identity for identity, _source in sources(article)] == [1, 3]


def test_a_paragraph_can_be_restyled(client: Client, article: Article) -> None:
    send(client, article, fields_on_page(client, article) | {"form-1-style": "pull-quote"})
    assert article.paragraphs.get(identity=2).style == "pull-quote"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "required"),
        ({"byline": "b" * 301}, "300 characters"),
        ({"form-0-style": "shouting"}, "There is no style “shouting”."),
        ({"form-0-source": "x" * 200_000}, "20000 characters at most; this one has 200000"),
        ({"form-0-source": "\x00"}, "Null characters"),
        ({"form-0-identity": "77"}, "number that is not its own"),
        ({"form-0-identity": "2"}, "number that is not its own"),
        ({"form-0-identity": "x"}, "whole number"),
        ({"form-0-ORDER": "first"}, "whole number"),
        ({"form-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"based_on": "9"}, "no revision 9"),
        ({"based_on": "9" * 30}, "no revision 9"),
        ({"based_on": ""}, "required"),
        ({"slug": "not a slug"}, "slug"),
        ({f"form-{n}-source": " " for n in range(3)}, "at least one paragraph"),
        (
            {"form-0-source": "a\n\n" * 2001},
            "2000",
        ),
    ],
)
def test_what_cannot_be_saved_is_shown_again_with_a_clear_word(
    client: Client, article: Article, wrong: Fields, said: str
) -> None:
    fields = fields_on_page(client, article) | {"form-2-source": "What I had typed."} | wrong
    response = client.post(address(article), fields)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in response.text
    if "form-TOTAL_FORMS" not in wrong and "form-2-source" not in wrong:
        assert "What I had typed." in response.text
    article.refresh_from_db()
    assert article.revision_number == 1


def test_a_page_that_is_shown_again_keeps_the_order(client: Client, article: Article) -> None:
    fields = fields_on_page(client, article) | {
        "title": "",
        "form-2-ORDER": "15",
        "form-3-source": "New.",
        "form-3-ORDER": "25",
    }
    response = client.post(address(article), fields)
    places = [response.text.index(f'name="form-{n}-source"') for n in (0, 2, 1, 3)]
    assert places == sorted(places)


def test_a_slug_that_another_article_has_is_refused(client: Client, article: Article) -> None:
    Article.objects.create(slug="lakes", title="On Lakes", published_on="2026-01-01")
    response = client.post(address(article), fields_on_page(client, article) | {"slug": "lakes"})
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_settings_are_saved_without_a_revision(client: Client, article: Article) -> None:
    changed = {"slug": "great-rivers", "status": "closed", "reason": "All is said."}
    send(client, article, fields_on_page(client, article) | changed)
    article.refresh_from_db()
    assert (article.slug, article.status) == ("great-rivers", "closed")
    assert article.revision_number == 1


def test_an_old_page_does_not_take_back_a_setting(client: Client, article: Article) -> None:
    fields = fields_on_page(client, article)
    Article.objects.filter(pk=article.pk).update(status=Article.Status.CLOSED)
    send(client, article, fields | {"form-0-source": "One stream."})
    article.refresh_from_db()
    assert article.status == Article.Status.CLOSED
    assert article.revision_number == 2


def test_the_text_of_200_paragraphs_is_one_page_with_few_queries(
    client: Client, article: Article, django_assert_max_num_queries: object
) -> None:
    other_edit(
        article, *(ParagraphInput("body", f"Paragraph {n} of many. " * 20) for n in range(200))
    )
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        fields = fields_on_page(client, article)
    fields |= {"form-150-source": "Changed."}
    send(client, article, fields)
    assert article.revisions.aggregate(Max("number"))["number__max"] == 3


def test_only_editors_edit(
    client_of: ClientOf,
    person: MakePerson,
    reader: User,
    moderator: User,
    visitor: Client,
    article: Article,
) -> None:
    staff = person("staff", is_staff=True)
    staff.user_permissions.add(Permission.objects.get(codename="view_article"))
    for someone in (staff, reader, moderator):
        client = client_of(someone)
        for response in (client.get(address(article)), client.post(address(article))):
            assert response.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.FOUND}
    response = visitor.get(address(article), follow=True)
    assert "/account/login/" in response.redirect_chain[-1][0]


def test_an_article_that_is_not_there_leads_back_with_a_word(client: Client) -> None:
    response = client.get("/admin/commentary/article/999/change/", follow=True)
    assert "exist" in response.text


def test_editors_cannot_delete_an_article(client: Client, article: Article) -> None:
    response = client.post(f"/admin/commentary/article/{article.pk}/delete/", {"post": "yes"})
    assert response.status_code == HTTPStatus.FORBIDDEN


def test_an_article_that_was_discussed_cannot_be_deleted_by_anyone(
    client_of: ClientOf, person: MakePerson, reader: User, article: Article
) -> None:
    admin = client_of(person("admin", is_staff=True, is_superuser=True))
    paragraph = article.paragraphs.get(identity=1)
    Comment.objects.post(author=reader, paragraph=paragraph, body="Quite so.")
    admin.post(f"/admin/commentary/article/{article.pk}/delete/", {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists()


def test_an_article_without_discussion_can_be_deleted_by_an_administrator(
    client_of: ClientOf, person: MakePerson, article: Article
) -> None:
    admin = client_of(person("admin", is_staff=True, is_superuser=True))
    admin.post(f"/admin/commentary/article/{article.pk}/delete/", {"post": "yes"})
    assert not Article.objects.filter(pk=article.pk).exists()
