"""What a discussion says about words that are not what they were when something was said."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Annotation
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, edit, mark, say
from tests.annotations.conftest import PARAGRAPHS
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
COUNCIL = PARAGRAPHS[2]
DEARER = COUNCIL.replace("pays for the oil", "pays for all of the oil")
CHANGED = "The words have changed since"
OTHER_PARAGRAPH = "The paragraph has changed since"
GONE = "No longer in the text"


@pytest.fixture
def url(paragraph: Paragraph) -> str:
    return reverse("discussion", args=[paragraph.article.slug, paragraph.identity])


def then(article: Article, annotation: Annotation) -> str:
    """Where the words are shown as they were when they were marked."""
    address = reverse("revision", args=[article.slug, annotation.revision_number])
    return f"{address}?annotation={annotation.pk}#shown"


def test_a_thread_about_words_says_that_they_have_changed_and_leads_to_them_as_they_were(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL)
    comment = say(reader, paragraph, annotation=annotation)
    assert CHANGED not in visitor.get(url).text
    edit(story, None, {3: DEARER})
    for address in (url, reverse("thread", args=[comment.pk])):
        page = visitor.get(address).text
        assert CHANGED in page
        assert f'<a href="{then(story, annotation)}">as it was when this was said</a>' in page
    shown = visitor.get(then(story, annotation)).text
    assert f'<mark id="shown" class="shown">{OIL}</mark>' in shown


def test_it_is_said_once_for_a_thread(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, annotation=mark(reader, story, OIL)).reply(author=reader, body="Yes.")
    edit(story, None, {3: DEARER})
    assert visitor.get(url).text.count(CHANGED) == 1


def test_nothing_is_said_while_the_words_stand(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, annotation=mark(reader, story, OIL))
    edit(story, None, {3: f"It is late in the year. {COUNCIL}", 1: "The town has argued."})
    page = visitor.get(url).text
    assert CHANGED not in page
    assert "as it was" not in page


def test_nothing_is_said_any_more_when_the_words_are_back(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, annotation=mark(reader, story, OIL))
    say(reader, paragraph)
    edit(story, None, {3: DEARER})
    edit(story, None, {3: COUNCIL})
    assert "as it was" not in visitor.get(url).text


def test_nothing_is_said_of_a_passage_over_two_paragraphs_that_stands(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, annotation=mark(reader, story, "the fishing fleet.", "The council"))
    edit(story, None, {3: f"{COUNCIL} And so on."})
    assert "as it was" not in visitor.get(url).text


def test_a_thread_about_words_that_are_gone_says_so(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, "voted to switch the lamp off at midnight")
    say(reader, paragraph, annotation=annotation)
    edit(story, None, {3: "The council, which pays for the oil, would rather not."})
    threads = visitor.get(url).text.split('id="threads"')[1]
    assert GONE in threads
    assert then(story, annotation) in threads


def test_a_thread_about_a_removed_highlight_says_nothing(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL)
    say(reader, paragraph, annotation=annotation)
    annotation.remove()
    edit(story, None, {3: DEARER})
    assert "as it was" not in visitor.get(url).text


def test_a_remark_on_a_paragraph_says_that_the_paragraph_has_changed(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    early = say(reader, paragraph, "Early.")
    edit(story, None, {3: DEARER})
    paragraph.article.refresh_from_db()
    say(reader, paragraph, "Late.")
    page = visitor.get(url).text
    assert page.count(OTHER_PARAGRAPH) == 1
    address = f"{reverse('revision', args=[story.slug, 1])}#p3"
    assert OTHER_PARAGRAPH in page.split("<p>Early.")[0]
    assert f'href="{address}"' in page
    assert OTHER_PARAGRAPH in visitor.get(reverse("thread", args=[early.pk])).text


def test_new_emphasis_is_no_change_of_the_words(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph)
    say(reader, paragraph, annotation=mark(reader, story, OIL))
    edit(story, None, {3: COUNCIL.replace("pays", "*pays*")})
    assert "as it was" not in visitor.get(url).text


def test_the_list_of_what_is_marked_shows_it_once_for_the_same_words(
    url: str, story: Article, reader: User, other_reader: User, visitor: Client
) -> None:
    mark(reader, story, OIL)
    annotation = mark(other_reader, story, OIL)
    edit(story, None, {3: DEARER})
    page = visitor.get(f"{url}?from=0&to=50").text
    assert page.count(CHANGED) == 2
    assert page.count('<div class="same">') == 1
    link = f'<a href="{then(story, annotation)}">as it was when this was marked</a>'
    assert link in page


def test_an_orphan_leads_to_its_words_as_they_were(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL)
    edit(story, None, {3: None})
    page = visitor.get(url).text
    assert then(story, annotation) in page
    assert page.count(f"{GONE}<") == 1


def test_a_comment_that_is_swapped_in_says_it_too(
    story: Article, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    comment = say(reader, paragraph, annotation=mark(reader, story, OIL))
    edit(story, None, {3: DEARER})
    response = client_of(reader).post(reverse("remove-comment", args=[comment.pk]), headers=HTMX)
    assert CHANGED in response.text


def test_a_discussion_of_changed_words_costs_as_much_for_one_thread_as_for_many(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    def talk(threads: int) -> None:
        for _ in range(threads):
            say(reader, paragraph)
            say(reader, paragraph, annotation=mark(reader, story, OIL))

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(re.findall("as it was when", visitor.get(url).text)) > 1
        return len(asked)

    talk(1)
    edit(story, None, {3: DEARER})
    one = queries()
    edit(story, None, {3: COUNCIL})
    talk(8)
    edit(story, None, {3: DEARER})
    assert queries() == one
