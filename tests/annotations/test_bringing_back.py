"""An earlier revision brought back: the text to the letter, and every annotation where it stood."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Comment, PastTargets, Target
from annotations.models.past_targets import KEPT_FIELDS
from commentary.models import Article, OutdatedEditError, ParagraphInput, Revision, User
from commentary.style import Style
from tests.annotations.acting import edit, inputs_of, mark, mark_anything, say, where
from tests.annotations.conftest import PARAGRAPHS
from tests.annotations.heavy_hand import edited

pytestmark = pytest.mark.django_db

LAMP = "the lamp was never meant to outlive the fishing fleet"
OIL = "pays for the oil"
AGROUND = "Two trawlers have gone aground since"
FIRST, KEEPER, COUNCIL, TRAWLERS, LIGHT = PARAGRAPHS


def bring_back(article: Article, number: int, note: str = "") -> Revision:
    return article.bring_back(number, by=None, based_on=article.revision_number, note=note)


type Places = dict[int, list[tuple[object, ...]]]


def places(article: Article) -> Places:
    """Key of the annotation -> everything that is known of its targets."""
    found: Places = {}
    for target in Target.objects.filter(annotation__article=article).in_order():
        row = tuple(getattr(target, field) for field in KEPT_FIELDS)
        found.setdefault(target.annotation_id, []).append(row)
    return found


def comments_of(article: Article) -> dict[int, int]:
    """Key of each comment on words -> key of its paragraph."""
    comments = Comment.objects.filter(annotation__article=article)
    return dict(comments.values_list("pk", "paragraph"))


# The text


def test_the_text_is_what_it_was_with_its_identities_and_its_title(story: Article) -> None:
    before = story.revisions.get(number=1)
    inputs = [ParagraphInput(Style.CROSSHEAD, "A lamp"), *inputs_of(story)[2:]]
    story.revise(by=None, paragraphs=inputs, based_on=1, front={"title": "Another"})
    revision = bring_back(story, 1, note="That was too much.")
    story.refresh_from_db()
    assert (revision.number, revision.brings_back) == (3, 1)
    assert revision.note == "That was too much."
    assert revision.states == before.states
    assert story.title == "The lamp at Vell"
    assert [given.identity for given in inputs_of(story)] == [1, 2, 3, 4, 5]


def test_nothing_is_brought_back_if_the_article_moved_on(story: Article) -> None:
    edit(story, None, {1: None})
    with pytest.raises(OutdatedEditError):
        story.bring_back(1, by=None, based_on=1)
    assert story.revisions.count() == 2


def test_a_revision_that_never_was_cannot_be_brought_back(story: Article) -> None:
    with pytest.raises(Revision.DoesNotExist):
        bring_back(story, 7)


def test_the_current_revision_brought_back_is_no_new_one(story: Article) -> None:
    assert bring_back(story, 1).number == 1


def test_an_ordinary_edit_brings_nothing_back(story: Article) -> None:
    assert edit(story, None, {1: None}).brings_back is None


# The annotations


def test_a_passage_stands_on_its_own_words_again(story: Article, reader: User) -> None:
    annotation = mark(reader, story, LAMP)
    before = places(story)
    edit(story, None, {2: KEEPER.replace("never meant", "never quite meant")})
    assert places(story) != before
    bring_back(story, 1)
    assert places(story) == before
    assert where(annotation) == [(2, LAMP, Target.State.ANCHORED)]


def test_a_passage_is_restored_though_the_text_came_back_by_itself_before(
    story: Article, reader: User
) -> None:
    mark(reader, story, LAMP)
    before = places(story)
    edit(story, None, {2: KEEPER.replace("never meant", "never quite meant")})
    edit(story, None, {2: KEEPER})
    assert places(story) != before, "it is said to have changed once"
    assert bring_back(story, 1).number == 4
    assert places(story) == before


def test_an_orphan_of_that_time_is_an_orphan_again(story: Article, reader: User) -> None:
    annotation = mark(reader, story, AGROUND)
    edit(story, None, {4: None})
    orphaned = places(story)
    bring_back(story, 1)
    assert where(annotation) == [(4, AGROUND, Target.State.ANCHORED)]
    bring_back(story, 2)
    assert places(story) == orphaned


def test_a_passage_that_was_split_is_whole_again_and_its_comments_with_it(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, "almost anything else. Last spring it voted")
    comment = say(reader, story.paragraphs.get(identity=3), annotation=annotation)
    before = places(story), comments_of(story)
    first, second = COUNCIL.split(" Last spring")
    inputs = inputs_of(story)
    inputs[2:3] = [
        ParagraphInput(Style.BODY, "Last spring" + second),
        ParagraphInput(Style.BODY, first, 3),
    ]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    comment.refresh_from_db()
    assert comment.paragraph.identity == 6
    bring_back(story, 1)
    assert (places(story), comments_of(story)) == before


def test_what_was_marked_later_is_carried_to_the_text_that_is_brought_back(
    story: Article, reader: User
) -> None:
    edit(story, None, {3: f"It is late in the year. {COUNCIL}"})
    annotation, gone = mark(reader, story, OIL), mark(reader, story, "late in the year")
    bring_back(story, 1)
    assert where(annotation) == [(3, OIL, Target.State.ANCHORED)]
    assert annotation.targets.get().start == COUNCIL.index(OIL)
    assert where(gone) == [(3, "late in the year", Target.State.ORPHANED)]


def test_the_margins_are_right_again(story: Article, reader: User) -> None:
    mark(reader, story, AGROUND)
    paragraph = story.paragraphs.select_related("margin").get(identity=4)
    before = paragraph.margin.coverage
    edit(story, None, {4: None})
    bring_back(story, 1)
    paragraph.margin.refresh_from_db()
    assert paragraph.margin.coverage == before != []


def test_nothing_is_kept_of_what_an_edit_left_alone(story: Article, reader: User) -> None:
    stays, moves = mark(reader, story, OIL), mark(reader, story, AGROUND)
    edit(story, None, {1: "The town has argued for years.", 4: f"So. {TRAWLERS}"})
    edit(story, None, {1: FIRST})
    kept = PastTargets.objects.values_list("annotation", "until_revision")
    assert list(kept) == [(moves.pk, 1)]
    assert not stays.past_targets.exists()


def test_passages_that_an_edit_moves_cost_no_queries_each(story: Article, reader: User) -> None:
    mark(reader, story, OIL)
    with CaptureQueriesContext(connection) as few:
        edit(story, None, {3: f"So. {COUNCIL}"})
    for _ in range(10):
        mark(reader, story, OIL)
    with CaptureQueriesContext(connection) as many:
        edit(story, None, {3: f"And so. {COUNCIL}"})
    assert len(many) == len(few)


# Any series of edits


@pytest.mark.parametrize("seed", range(6))
def test_every_revision_brings_back_every_annotation_that_it_had(
    story: Article, reader: User, seed: int
) -> None:
    random = Random(seed)
    then: dict[int, tuple[Places, dict[int, int], list[list[object]]]] = {}
    for _ in range(10):
        for _ in range(3):
            mark_anything(random, story, reader)
        number = story.revision_number
        text = story.revisions.get(number=number).paragraphs
        then[number] = places(story), comments_of(story), text
        if number > 2 and random.random() < 0.2:
            bring_back(story, random.randrange(1, number))
        else:
            story.revise(by=None, paragraphs=edited(random, inputs_of(story)), based_on=number)
    numbers = list(then)
    random.shuffle(numbers)
    for number in numbers:
        bring_back(story, number)
        was, said, text = then[number]
        now, says = places(story), comments_of(story)
        assert story.revisions.get(number=story.revision_number).paragraphs == text
        assert {key: now[key] for key in was} == was
        assert {key: says[key] for key in said} == said
        for target in Target.objects.standing().select_related("paragraph"):
            assert target.exact == target.paragraph.text[target.start : target.end]
            assert not target.paragraph.is_withdrawn
