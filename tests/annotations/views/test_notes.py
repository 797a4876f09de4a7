"""My notes: what one marked and said, found, changed together, and taken away."""

import csv
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from annotations.models import Act, Annotation, Comment
from annotations.notes.forms import NOTES_A_PAGE
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
LAMP = "the lamp was never meant to outlive the fishing fleet"
NOTES = "/notes/"


@pytest.fixture
def client(reader: User, client_of: ClientOf) -> Client:
    return client_of(reader)


@pytest.fixture
def question(story: Article, reader: User) -> Annotation:
    """A passage with a remark on it."""
    annotation = mark(reader, story, OIL, kind="question")
    say(reader, story.paragraphs.get(identity=3), "Since *when*?", annotation)
    return annotation


@pytest.fixture
def reply(story: Article, reader: User, other_reader: User) -> Comment:
    theirs = mark(other_reader, story, LAMP)
    said = say(other_reader, story.paragraphs.get(identity=2), "She would say that.", theirs)
    return said.reply(author=reader, body="She kept it for forty years.")


def test_somebody_new_is_told_how_to_begin(client: Client) -> None:
    assert "Nothing yet. Select some words" in client.get(NOTES).text


def test_highlights_remarks_and_replies_are_there_with_their_words(
    client: Client, question: Annotation, reply: Comment
) -> None:
    page = client.get(NOTES).text
    assert "2 notes" in page
    assert "The council, which </span>" in page
    assert OIL in page
    assert "Since <em>when</em>?" in page
    assert LAMP in page
    assert "She kept it for forty years." in page
    assert question.get_absolute_url() in page
    assert reply.get_absolute_url() in page


def test_what_others_marked_and_said_is_not(
    client: Client, story: Article, other_reader: User, moderator: User
) -> None:
    mark(other_reader, story, LAMP)
    say(other_reader, story.paragraphs.get(identity=1), "A lighthouse!")
    assert "Nothing yet. Select some words" in client.get(NOTES).text


def test_what_was_removed_is_not_there(
    client: Client, question: Annotation, reply: Comment, moderator: User
) -> None:
    question.remove()
    reply.remove(by=moderator, reason="Heated.")
    page = client.get(NOTES).text
    assert "Since <em>when</em>?" in page  # said to everyone, so it outlives the mark
    assert "forty years" not in page


def test_a_passage_that_changed_has_its_words_as_they_were_marked(
    client: Client, story: Article, question: Annotation
) -> None:
    edit(story, None, {3: "The council would rather pay for almost anything else."})
    page = client.get(NOTES).text
    assert OIL in page
    assert "The council, which </span>" not in page


def test_of_an_article_that_is_a_draft_again_nothing_shows(
    client: Client, story: Article, question: Annotation, reply: Comment
) -> None:
    Article.objects.filter(pk=story.pk).update(status="draft")
    assert "Nothing yet. Select some words" in client.get(NOTES).text
    assert story.title not in client.get(NOTES, {"q": "oil"}).text
    assert json.loads(client.get(reverse("notes-json")).text)["total"] == 0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "OIL"}, {OIL}),
        ({"q": "since"}, {OIL}),
        ({"q": "forty lamp"}, {LAMP}),
        ({"q": "forty oil"}, set()),
        ({"kind": "question"}, {OIL}),
        ({"kind": "important"}, set()),
        ({"kind": "said"}, {OIL, LAMP}),
        ({"kind": "private"}, set()),
        ({"article": "the-light-at-vell"}, {OIL, LAMP}),
        ({"article": "nowhere"}, {OIL, LAMP}),
        ({"kind": "nonsense", "page": "many"}, {OIL, LAMP}),
    ],
)
def test_they_are_searched_and_filtered(
    client: Client,
    story: Article,
    question: Annotation,
    reply: Comment,
    asked: dict[str, str],
    found: set[str],
) -> None:
    Article.objects.filter(pk=story.pk).update(slug="the-light-at-vell")
    page = client.get(NOTES, asked).text
    assert {words for words in (OIL, LAMP) if f">{words}<" in page} == found
    assert "aria-invalid" not in page, "What only asks is never wrong."
    assert ("No notes match" in page) == (not found)


def test_several_highlights_change_at_once(
    client: Client, story: Article, reader: User, question: Annotation
) -> None:
    lamp = mark(reader, story, LAMP)
    both = [question.pk, lamp.pk]
    for change in ("important", "private"):
        answer = client.post(
            f"{reverse('change-notes')}?q=x", {"annotation": both, "change": change}
        )
        assert answer.headers["Location"] == f"{NOTES}?q=x"
    kinds = Annotation.objects.filter(pk__in=both).values_list("kind", "visibility")
    assert set(kinds) == {("important", "private")}
    client.post(reverse("change-notes"), {"annotation": both, "change": "remove"})
    assert not Annotation.objects.by(reader).exists()


def test_a_change_costs_the_same_for_each_of_them(
    client: Client, story: Article, reader: User
) -> None:
    def cost_of(count: int, change: str) -> int:
        shown = "private" if change == "public" else "public"
        pks = [mark(reader, story, OIL, visibility=shown).pk for _ in range(count)]
        with CaptureQueriesContext(connection) as queries:
            client.post(reverse("change-notes"), {"annotation": pks, "change": change})
        return len(queries)

    # Of each, two begin and end its own transaction.
    for change, most in {"important": 13, "private": 11, "public": 21, "remove": 9}.items():
        assert cost_of(4, change) - cost_of(2, change) <= 2 * most


def test_what_others_have_answered_stays_public_and_says_so(
    client: Client, other_reader: User, question: Annotation
) -> None:
    question.comments.get().reply(author=other_reader, body="Always.")
    form = {"annotation": [question.pk], "change": "private"}
    page = client.post(reverse("change-notes"), form, follow=True).text
    assert "1 stays public: others have answered." in page
    question.refresh_from_db()
    assert question.visibility == "public"


def test_who_is_suspended_shows_none_to_everyone_and_is_told_why(
    client: Client, story: Article, reader: User, moderator: User
) -> None:
    own = [mark(reader, story, words, visibility="private").pk for words in (LAMP, OIL)]
    Act.objects.suspend(reader, by=moderator, reason="Rude again.", until=None)
    form = {"annotation": own, "change": "public"}
    page = client.post(reverse("change-notes"), form, follow=True).text
    assert "2 stay private. You are suspended and can only read. Reason: Rude again." in page
    assert "highlights changed" not in page
    assert not Annotation.objects.filter(pk__in=own, visibility="public").exists()


def test_nobody_changes_the_highlights_of_others(
    client: Client, story: Article, other_reader: User
) -> None:
    theirs = mark(other_reader, story, LAMP)
    client.post(reverse("change-notes"), {"annotation": [theirs.pk], "change": "remove"})
    theirs.refresh_from_db()
    assert theirs.removed_at is None


def test_no_more_change_at_once_than_stand_on_a_page(
    client: Client, story: Article, reader: User
) -> None:
    own = [mark(reader, story, LAMP).pk for _ in range(NOTES_A_PAGE + 1)]
    form = {"annotation": own, "change": "important"}
    page = client.post(reverse("change-notes"), form, follow=True).text
    assert "Choose at most 30 highlights at once." in page
    assert not Annotation.objects.filter(kind="important").exists()


def test_nothing_chosen_is_said(client: Client, question: Annotation) -> None:
    page = client.post(reverse("change-notes"), {"change": "remove"}, follow=True).text
    assert "Choose some highlights first." in page


def test_markdown_quotes_the_words_and_keeps_what_was_written(
    client: Client, story: Article, question: Annotation
) -> None:
    answer = client.get(reverse("notes-markdown"))
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="notes-')
    assert f"# {story.title}" in answer.text
    assert f"> {OIL}\n\nSince *when*?" in answer.text
    assert f"(http://testserver{question.get_absolute_url()})" in answer.text


def test_markdown_names_kinds_in_the_language_of_its_reader(
    client: Client, question: Annotation
) -> None:
    answer = client.get(reverse("notes-markdown"), headers={"Accept-Language": "es"})
    assert "*Pregunta · " in answer.text
    assert f"[Enlace](http://testserver{question.get_absolute_url()})" in answer.text


def test_csv_has_a_row_for_each_note(client: Client, question: Annotation, reply: Comment) -> None:
    rows = list(csv.DictReader(client.get(reverse("notes-csv")).text.splitlines()))
    assert [(row["Highlight"], row["Note"]) for row in rows] == [
        (LAMP, "She kept it for forty years."),
        (OIL, "Since *when*?"),
    ]


def test_a_cell_of_the_csv_is_never_a_formula(client: Client, story: Article, reader: User) -> None:
    say(reader, story.paragraphs.get(identity=1), "=1+1")
    [row] = csv.DictReader(client.get(reverse("notes-csv")).text.splitlines())
    assert row["Note"] == "'=1+1"


def test_json_is_a_collection_of_web_annotations(
    client: Client, question: Annotation, reply: Comment
) -> None:
    collection = json.loads(client.get(reverse("notes-json")).text)
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 2)
    replied, asked = collection["first"]["items"]
    assert asked["motivation"] == "commenting"
    assert asked["target"][0]["selector"]["exact"] == OIL
    assert asked["body"][0]["value"] == "Since *when*?"
    assert replied["motivation"] == "replying"
    assert replied["target"] == f"http://testserver/comments/{reply.parent_id}/"


def test_what_is_taken_away_is_what_was_asked_for(
    client: Client, question: Annotation, reply: Comment
) -> None:
    collection = json.loads(client.get(reverse("notes-json"), {"kind": "question"}).text)
    assert collection["total"] == 1


def test_a_page_of_many_notes_costs_no_more_queries(
    client: Client,
    story: Article,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(40):
        say(reader, story.paragraphs.get(identity=3), "Yes.", mark(reader, story, OIL))
    # Session, person, what they may do (theirs, their groups'), what they have not seen; the
    # articles to choose from; count and page of keys; annotations, their targets, what was said on
    # them. No comment stands elsewhere.
    with django_assert_num_queries(11):
        page = client.get(NOTES).text
    assert page.count('class="note"') == 30
    assert "Page 1 of 2" in page
