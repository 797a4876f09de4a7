"""What was marked at a place, and what is said of it, in the panel that a mark opens."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation
from annotations.selectors import select
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"


@pytest.fixture
def url(paragraph: Paragraph) -> str:
    return reverse("discussion", args=[paragraph.article.slug, paragraph.identity])


def test_marked_words_open_what_was_marked_and_said_there(
    url: str, story: Article, paragraph: Paragraph, reader: User, other_reader: User,
    visitor: Client,
) -> None:  # fmt: skip
    oil = mark(reader, story, OIL)
    council = mark(other_reader, story, "The council, which pays for the oil")
    elsewhere = mark(reader, story, "switch the lamp off")
    say(reader, paragraph, "On the oil.", oil)
    say(reader, paragraph, "On the lamp.", elsewhere)
    say(reader, paragraph, "On the paragraph.")
    start = paragraph.text.index(OIL)
    page = visitor.get(f"{url}?from={start}&to={start + 4}").text
    assert f'id="annotation-{oil.pk}"' in page
    assert f'id="annotation-{council.pk}"' in page
    assert f'id="annotation-{elsewhere.pk}"' not in page
    assert "On the oil." in page
    assert "On the lamp." not in page
    assert "On the paragraph." not in page


def test_words_that_somebody_talks_about_stand_over_their_first_thread_alone(
    url: str, story: Article, paragraph: Paragraph, reader: User, other_reader: User,
    visitor: Client,
) -> None:  # fmt: skip
    oil = mark(reader, story, OIL)
    silent = mark(other_reader, story, "The council, which pays for the oil")
    first = say(reader, paragraph, "On the oil.", oil)
    say(reader, paragraph, "On the council.", mark(other_reader, story, "The council"))
    second = say(other_reader, paragraph, "And again.", oil)
    page = visitor.get(f"{url}?from=0&to=500").text
    box, *threads = re.split(r'<li class="thread', page)
    assert re.findall(r'id="annotation-(\d+)"', box) == [str(silent.pk)]
    assert [f'id="annotation-{oil.pk}"' in each for each in threads] == [True, False, False]
    assert threads[0].startswith(f' of-creator" id="thread-{first.pk}"')
    assert threads[1].startswith(f' same" id="thread-{second.pk}"')
    assert threads[2].startswith('" id="thread-')


def test_a_passage_that_crosses_paragraphs_opens_what_was_said_of_it_from_each(
    story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    paragraphs = story.paragraphs.filter(identity__in=(3, 4))
    selectors = [select(each.identity, each.text, 0, 20) for each in paragraphs]
    across = Annotation.objects.mark(creator=reader, article=story, selectors=selectors)
    say(reader, paragraph, "On both.", across)
    for identity in (3, 4):
        place = reverse("discussion", args=[story.slug, identity]) + "?from=2&to=4"
        page = visitor.get(place).text
        assert page.count(f'id="annotation-{across.pk}"') == page.count("On both.</p>") == 1


def test_ones_own_marks_come_first_with_what_one_may_do(
    url: str, story: Article, paragraph: Paragraph, reader: User, other_reader: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    mine = mark(reader, story, OIL)
    theirs = mark(other_reader, story, OIL)
    place = f"{url}?from=0&to=500"
    page = client_of(reader).get(place).text
    assert re.findall(r'id="annotation-(\d+)"', page) == [str(mine.pk), str(theirs.pk)]
    assert reverse("edit-annotation", args=[mine.pk]) in page
    assert reverse("edit-annotation", args=[theirs.pk]) not in page
    # So too where they are talked about, however late one came.
    late = mark(reader, story, OIL)
    for annotation in (theirs, late):
        say(other_reader, paragraph, "Which oil?", annotation)
    page = client_of(reader).get(place).text
    listed = re.findall(r'id="annotation-(\d+)"', page)
    assert listed == [str(each.pk) for each in (mine, late, theirs)]


def test_at_a_place_no_thread_is_left_out_whatever_the_address_looks_for(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    said = say(reader, paragraph, "On the oil.", mark(reader, story, OIL))
    page = visitor.get(f"{url}?from=0&to=500&q=nowhere").text
    assert f'id="thread-{said.pk}"' in page


def test_a_place_at_which_nothing_is_marked_says_so(url: str, visitor: Client) -> None:
    assert "Nothing is marked here any more." in visitor.get(f"{url}?from=0&to=4").text
