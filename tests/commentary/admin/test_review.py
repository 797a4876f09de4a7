"""The review of an edit: what it shows of the text, and the ways on from it."""

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client

from commentary.models import Article, ParagraphInput, User
from tests.commentary.admin.editing_page import address, go, review, rivers
from tests.commentary.pages import fields_of
from tests.conftest import PASSWORD


@pytest.fixture
def article(editor: User) -> Article:
    return rivers(editor, "One *river*.", "Two rivers.", "Three rivers.", "Four rivers.")


def test_the_review_shows_what_changes_by_word_and_publishes_nothing(
    client: Client, article: Article
) -> None:
    response = review(client, article, form_0_source="One *great river*.", title="On Great Rivers")
    assert response.status_code == HTTPStatus.OK
    assert "One <ins>great </ins>river." in response.text
    assert "On <ins>Great </ins>Rivers" in response.text
    assert "3 paragraphs stay as they are" in response.text
    article.refresh_from_db()
    assert (article.revision_number, article.title, article.activity) == (1, "On Rivers", 1)
    assert article.revisions.count() == 1


def test_what_is_added_moved_taken_out_and_restyled_is_said_in_words(
    client: Client, article: Article
) -> None:
    response = review(
        client,
        article,
        form_0_ORDER="45",
        form_1_DELETE="on",
        form_2_style="crosshead",
        form_4_source="New.",
        form_4_ORDER="35",
    )
    for word in ("Added", "Moved", "Taken out", "Style: crosshead instead of body"):
        assert word in response.text


def test_a_setting_that_would_change_is_shown(client: Client, article: Article) -> None:
    response = review(client, article, status="closed", reason="All is said.")
    assert "No word of the text changes." in response.text
    assert "<del>published</del> <ins>closed</ins>" in response.text
    article.refresh_from_db()
    assert article.status == Article.Status.PUBLISHED


def test_going_on_editing_brings_back_all_that_was_typed(client: Client, article: Article) -> None:
    typed = {
        "form_0_source": "One.\n\nAnd a half.",
        "form_1_DELETE": "on",
        "form_2_ORDER": "5",
        "form_4_source": "New.",
        "title": '"Rivers" & <lakes>',
        "status": "closed",
        "reason": "All is said.",
        "why": "Because.",
    }
    sent = {
        **fields_of(client.get(address(article))),
        **{name.replace("_", "-"): value for name, value in typed.items()},
    }
    response = go(client, client.post(address(article), sent), "write")
    assert response.status_code == HTTPStatus.OK
    again = fields_of(response)
    assert "data-unsaved" in response.text
    del sent["csrfmiddlewaretoken"], again["csrfmiddlewaretoken"]
    assert again == sent


def test_what_was_answered_to_a_report_comes_along(client: Client, article: Article) -> None:
    shown = review(client, article, form_0_source="One.", **{"answer-7": "some words"})
    fields = {**fields_of(shown), "answer-7": "some words", "go": "write"}
    assert fields_of(client.post(address(article), fields))["answer-7"] == "some words"


def test_the_why_of_the_review_is_the_revisions(client: Client, article: Article) -> None:
    shown = fields_of(review(client, article, form_0_source="One."))
    client.post(address(article), {**shown, "go": "publish", "why": "Shorter."})
    assert article.revisions.get(number=2).note == "Shorter."


def test_nothing_is_published_that_was_not_looked_at(client: Client, article: Article) -> None:
    fields = fields_of(client.get(address(article)))
    response = client.post(address(article), {**fields, "form-0-source": "One.", "go": "publish"})
    assert response.status_code == HTTPStatus.CONFLICT
    article.refresh_from_db()
    assert article.revision_number == 1


def test_who_was_slower_while_looking_is_shown_both_texts(client: Client, article: Article) -> None:
    shown = review(client, article, form_0_source="One, mine.")
    article.refresh_from_db()
    article.revise(by=None, paragraphs=[ParagraphInput("body", "One, theirs.", 1)], based_on=1)
    response = go(client, shown, "publish")
    assert response.status_code == HTTPStatus.CONFLICT
    assert "Someone else has saved meanwhile" in response.text
    assert fields_of(response)["form-0-source"] == "One, mine."


def test_an_edit_sent_after_the_session_ended_waits_for_its_editor(
    client: Client, article: Article, editor: User
) -> None:
    fields = fields_of(client.get(address(article)))
    client.logout()
    response = client.post(
        address(article), {**fields, "form-0-source": "Typed for hours.", "form-1-DELETE": "on"}
    )
    assert response.status_code == HTTPStatus.FOUND
    response = client.post(
        response["Location"], {"login": editor.username, "password": PASSWORD}, follow=True
    )
    assert response.redirect_chain[-1][0] == address(article)
    again = fields_of(response)
    assert again["form-0-source"] == "Typed for hours."
    assert again["form-1-DELETE"] == "on"
    assert "Typed for hours." not in client.get(address(article)).text


def test_what_was_tried_is_undone_to_the_last_row(client: Client, article: Article) -> None:
    before = _rows()
    review(client, article, form_0_source="One.", form_1_DELETE="on", status="closed", reason="So.")
    assert _rows() == before


def _rows() -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM commentary_article")
        articles = cursor.fetchall()
        cursor.execute("SELECT * FROM commentary_paragraph ORDER BY id")
        return [*articles, *cursor.fetchall()]
