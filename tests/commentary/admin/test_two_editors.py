"""Two people edit a text at once: the second sees what the first did, and nothing is lost."""

from http import HTTPStatus

from django.test import Client

from commentary.models import Article, ParagraphInput, User
from tests.commentary.admin.editing_page import (
    address,
    fields_on_page,
    other_edit,
    send,
    sources,
)
from tests.commentary.pages import fields_of

ONE, TWO, THREE = (
    ParagraphInput("body", "One *river*.", 1),
    ParagraphInput("body", "Two rivers.", 2),
    ParagraphInput("body", "Three rivers.", 3),
)


def test_an_outdated_edit_is_refused_with_both_texts_in_hand(
    client: Client, article: Article, editor: User
) -> None:
    fields = fields_on_page(client, article)
    other_edit(article, ParagraphInput("body", "One *brook*.", 1), TWO, THREE, note="Smaller.")
    response = client.post(address(article), fields | {"form-0-source": "One great *river*."})
    assert response.status_code == HTTPStatus.CONFLICT
    again = fields_of(response)
    assert again["form-0-source"] == "One great *river*."
    assert "<del>river</del><ins>brook</ins>" in response.text
    assert "Smaller." in response.text
    assert "You both changed this." in response.text
    assert "1 paragraph needs your eye." in response.text
    assert (
        f'<a href="{address(article)}" data-draft-discard>Discard my version</a>' in response.text
    )
    assert sources(article)[0] == (1, "One *brook*.")


def test_after_a_refusal_ones_own_version_can_be_saved(client: Client, article: Article) -> None:
    fields = fields_on_page(client, article)
    other_edit(article, ParagraphInput("body", "One *brook*.", 1), TWO, THREE)
    response = client.post(address(article), fields | {"form-0-source": "One great *river*."})
    response = send(client, article, fields_of(response))
    assert "Published as revision 3." in response.text
    assert sources(article)[0] == (1, "One great *river*.")


def test_after_a_refusal_what_only_the_other_changed_is_not_undone(
    client: Client, article: Article
) -> None:
    fields = fields_on_page(client, article)
    other_edit(
        article,
        ParagraphInput("crosshead", "Brooks"),
        ONE,
        ParagraphInput("body", "Two brooks.", 2),
        front={"title": "On Brooks", "byline": "Bea"},
    )
    response = client.post(
        address(article), fields | {"form-0-source": "One, mine.", "byline": "Cleo"}
    )
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Taken out meanwhile. You had not changed it" in response.text
    assert "Added meanwhile." in response.text
    again = fields_of(response)
    assert (again["title"], again["byline"]) == ("On Brooks", "Cleo")
    send(client, article, again)
    assert [source for _identity, source in sources(article)] == [
        "Brooks",
        "One, mine.",
        "Two brooks.",
    ]
    article.refresh_from_db()
    assert (article.title, article.byline) == ("On Brooks", "Cleo")


def test_a_second_edit_by_someone_else_is_refused_again(client: Client, article: Article) -> None:
    fields = fields_on_page(client, article)
    other_edit(article, ONE, TWO)
    again = fields_of(client.post(address(article), fields | {"form-0-source": "Mine."}))
    other_edit(article, ONE, ParagraphInput("body", "Two, again.", 2))
    response = client.post(address(article), again)
    assert response.status_code == HTTPStatus.CONFLICT
    last = fields_of(response)
    assert last["form-0-source"] == "Mine."
    assert last["form-1-source"] == "Two, again."
    assert last["based_on"] == "3"


def test_a_setting_changed_with_a_refused_edit_is_saved_with_it_later(
    client: Client, article: Article
) -> None:
    fields = fields_on_page(client, article)
    other_edit(article, ONE, TWO)
    response = client.post(
        address(article),
        fields | {"status": "closed", "reason": "All is said.", "form-0-source": "Mine."},
    )
    article.refresh_from_db()
    assert article.status == Article.Status.PUBLISHED
    send(client, article, fields_of(response))
    article.refresh_from_db()
    assert article.status == Article.Status.CLOSED
