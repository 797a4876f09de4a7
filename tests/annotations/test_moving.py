"""Edits of the text, and what becomes of the rows that point into it.

How a passage is found again is `tests/carrying`'s; here it is what is written down.
"""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, Target
from annotations.reading import margin_of
from commentary.models import Article, ParagraphInput, User
from commentary.style import Style
from tests.annotations.acting import edit, inputs_of, mark, say, where
from tests.annotations.conftest import PARAGRAPHS

pytestmark = pytest.mark.django_db

LAMP = "the lamp was never meant to outlive the fishing fleet"
OIL = "pays for the oil"
VOTED = "voted to switch the lamp off at midnight"
AGROUND = "Two trawlers have gone aground since"
FIRST, KEEPER, COUNCIL, TRAWLERS, LIGHT = PARAGRAPHS
ANCHORED, CHANGED, ORPHANED = (
    Target.State.ANCHORED,
    Target.State.CHANGED,
    Target.State.ORPHANED,
)


def places(annotation: Annotation) -> list[tuple[int, str]]:
    """Identity of the paragraph and words of each target that stands."""
    return [(identity, exact) for identity, exact, state in where(annotation) if state != ORPHANED]


def check_selectors(annotation: Annotation) -> None:
    """Every target that stands has its words, prefix and suffix where it says."""
    for target in annotation.targets.standing().select_related("paragraph"):
        text = target.paragraph.text
        assert target.exact == text[target.start : target.end]
        assert text[: target.start].endswith(target.prefix)
        assert text[target.end :].startswith(target.suffix)
        assert not target.paragraph.is_withdrawn


def test_words_typed_before_a_passage_shift_it(story: Article, reader: User) -> None:
    annotation = mark(reader, story, OIL)
    [before] = annotation.targets.all()
    edit(story, None, {3: f"It is late in the year. {COUNCIL}"})
    [after] = annotation.targets.all()
    assert where(annotation) == [(3, OIL, ANCHORED)]
    assert after.start == before.start + len("It is late in the year. ")
    check_selectors(annotation)


def test_an_edit_elsewhere_leaves_a_passage_where_it_is(story: Article, reader: User) -> None:
    annotation = mark(reader, story, OIL)
    before = annotation.targets.values().get()
    edit(story, None, {1: "The harbour town of Vell has argued for years."})
    assert annotation.targets.values().get() == before


def test_words_changed_inside_a_passage_are_said_to_have_changed(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    edit(story, None, {2: KEEPER.replace("never meant", "never quite meant")})
    assert where(annotation) == [
        (2, "the lamp was never quite meant to outlive the fishing fleet", CHANGED)
    ]
    check_selectors(annotation)


def test_a_passage_that_is_taken_out_does_not_go_to_the_pull_quote_of_it(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, VOTED)
    kept, taken_out = COUNCIL.split(" Last spring")
    rest = [
        replace(given, source=kept) if given.source == COUNCIL else given
        for given in inputs_of(story)
    ]
    quote = ParagraphInput(Style.PULL_QUOTE, f"Last spring{taken_out}")
    story.revise(by=None, paragraphs=[*rest, quote], based_on=1)
    assert places(annotation) == []


def test_the_quote_stays_as_it_was_marked(story: Article, reader: User) -> None:
    annotation = mark(reader, story, LAMP)
    edit(story, None, {2: KEEPER.replace("never meant", "never quite meant")})
    annotation.refresh_from_db()
    assert annotation.quote == LAMP


def test_a_passage_that_changed_stays_marked_as_changed_by_later_edits(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    edit(story, None, {2: KEEPER.replace("never meant", "never quite meant")})
    edit(story, None, {2: "So. " + KEEPER.replace("never meant", "never quite meant")})
    assert [state for _identity, _exact, state in where(annotation)] == [CHANGED]


def test_emphasis_put_on_words_moves_nothing(story: Article, reader: User) -> None:
    annotation = mark(reader, story, LAMP)
    before = annotation.targets.values().get()
    edit(story, None, {2: KEEPER.replace("never", "*never*")})
    assert annotation.targets.values().get() == before


def test_a_passage_whose_paragraph_is_taken_out_is_an_orphan_that_keeps_its_words(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, AGROUND)
    [before] = annotation.targets.all()
    edit(story, None, {4: None})
    [orphan] = annotation.targets.all()
    assert where(annotation) == [(4, AGROUND, ORPHANED)]
    assert (orphan.start, orphan.end, orphan.orphaned_in) == (before.start, before.end, 2)
    assert Annotation.objects.get(pk=annotation.pk).quote == AGROUND


def test_a_passage_whose_words_are_gone_from_its_paragraph_is_an_orphan(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, VOTED)
    edit(story, None, {3: "The council, which pays for the oil, would rather not."})
    assert where(annotation) == [(3, VOTED, ORPHANED)]


def test_an_orphan_stays_one_and_remembers_the_edit_that_made_it_one(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, AGROUND)
    edit(story, None, {4: None})
    edit(story, None, {1: "The town has argued for eleven years."})
    edit(story, None, {5: "What it needs is a light that works."})
    assert where(annotation) == [(4, AGROUND, ORPHANED)]
    assert annotation.targets.get().orphaned_in == 2


def test_an_orphan_heals_when_its_paragraph_is_put_back(story: Article, reader: User) -> None:
    annotation = mark(reader, story, AGROUND)
    edit(story, None, {4: None})
    edit(story, None, {1: "The harbour town of Vell has argued for years."})
    story.revise(
        by=None,
        paragraphs=[*inputs_of(story), ParagraphInput(Style.BODY, TRAWLERS)],
        based_on=story.revision_number,
    )
    assert where(annotation) == [(4, AGROUND, ANCHORED)]
    assert annotation.targets.get().orphaned_in is None
    check_selectors(annotation)


def test_an_orphan_heals_when_its_words_are_typed_again(story: Article, reader: User) -> None:
    annotation = mark(reader, story, VOTED)
    edit(story, None, {3: "The council, which pays for the oil, would rather not."})
    edit(story, None, {3: COUNCIL})
    assert where(annotation) == [(3, VOTED, ANCHORED)]
    check_selectors(annotation)


def test_a_passage_goes_with_its_half_of_a_split_paragraph(story: Article, reader: User) -> None:
    kept, gone = mark(reader, story, OIL), mark(reader, story, VOTED)
    first, second = COUNCIL.split(" Last spring")
    inputs = inputs_of(story)
    inputs[2:3] = [
        ParagraphInput(Style.BODY, first, 3),
        ParagraphInput(Style.BODY, "Last spring" + second),
    ]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    assert places(kept) == [(3, OIL)]
    assert places(gone) == [(6, VOTED)]
    check_selectors(gone)


def test_what_stands_where_it_stood_has_not_moved_though_most_of_its_paragraph_has(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, "argued about its lighthouse")
    first, second = FIRST, " ".join(PARAGRAPHS[1:])
    story.revise(
        by=None, paragraphs=[ParagraphInput(Style.BODY, f"{first} {second}", 1)], based_on=1
    )
    halves = [ParagraphInput(Style.BODY, first, 1), ParagraphInput(Style.BODY, second)]
    story.revise(by=None, paragraphs=halves, based_on=2)
    assert where(annotation) == [(1, "argued about its lighthouse", ANCHORED)]


def test_a_passage_over_the_place_where_a_paragraph_is_split_lies_in_both_halves(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, "almost anything else. Last spring it voted")
    first, second = COUNCIL.split(" Last spring")
    inputs = inputs_of(story)
    inputs[2:3] = [
        ParagraphInput(Style.BODY, first, 3),
        ParagraphInput(Style.BODY, "Last spring" + second),
    ]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    assert places(annotation) == [(3, "almost anything else."), (6, "Last spring it voted")]
    check_selectors(annotation)


def test_passages_come_along_when_paragraphs_are_merged(story: Article, reader: User) -> None:
    stays, comes = mark(reader, story, LAMP), mark(reader, story, AGROUND)
    inputs = inputs_of(story)
    inputs[1:2] = [ParagraphInput(Style.BODY, f"{KEEPER} {TRAWLERS}", 2)]
    del inputs[3]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    assert places(stays) == [(2, LAMP)]
    assert places(comes) == [(2, AGROUND)]
    check_selectors(comes)


def test_a_passage_stays_in_a_paragraph_that_is_moved(story: Article, reader: User) -> None:
    annotation = mark(reader, story, AGROUND)
    inputs = inputs_of(story)
    inputs.insert(0, inputs.pop(3))
    story.revise(by=None, paragraphs=inputs, based_on=1)
    assert places(annotation) == [(4, AGROUND)]
    check_selectors(annotation)


def test_a_passage_over_two_paragraphs_keeps_both_parts_in_order(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, "the fishing fleet.", "The council")
    edit(story, None, {2: f"Well. {KEEPER}"})
    assert where(annotation) == [
        (2, "the fishing fleet.", ANCHORED),
        (3, "The council", ANCHORED),
    ]
    assert [target.position for target in annotation.targets.in_order()] == [0, 1]
    check_selectors(annotation)


def test_a_removed_annotation_is_carried_too_so_that_removing_can_be_undone(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, OIL)
    annotation.remove()
    edit(story, None, {3: f"It is late in the year. {COUNCIL}"})
    annotation.restore()
    assert where(annotation) == [(3, OIL, ANCHORED)]
    check_selectors(annotation)


def test_a_private_annotation_is_carried_like_any_other(story: Article, reader: User) -> None:
    annotation = mark(reader, story, OIL, visibility="private")
    edit(story, None, {3: f"It is late in the year. {COUNCIL}"})
    check_selectors(annotation)


def test_comments_on_words_go_where_the_words_go(
    story: Article, reader: User, other_reader: User
) -> None:
    annotation = mark(reader, story, VOTED)
    paragraph = story.paragraphs.get(identity=3)
    on_words = say(reader, paragraph, annotation=annotation)
    answer = on_words.reply(author=other_reader, body="Indeed.")
    on_paragraph = say(reader, paragraph)
    first, second = COUNCIL.split(" Last spring")
    inputs = inputs_of(story)
    inputs[2:3] = [
        ParagraphInput(Style.BODY, first, 3),
        ParagraphInput(Style.BODY, "Last spring" + second),
    ]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    for comment in (on_words, answer, on_paragraph):
        comment.refresh_from_db()
    assert on_words.paragraph.identity == answer.paragraph.identity == 6
    assert on_paragraph.paragraph.identity == 3


def test_comments_on_an_orphan_stay_where_its_words_last_stood(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, AGROUND)
    comment = say(reader, story.paragraphs.get(identity=4), annotation=annotation)
    edit(story, None, {4: None})
    comment.refresh_from_db()
    assert comment.paragraph.identity == 4
    assert comment.paragraph.is_withdrawn


def test_the_margins_are_right_after_an_edit(
    story: Article, reader: User, other_reader: User
) -> None:
    moved = mark(reader, story, VOTED)
    mark(other_reader, story, OIL, kind="question")
    mark(reader, story, AGROUND)
    say(reader, story.paragraphs.get(identity=3), annotation=moved)
    say(reader, story.paragraphs.get(identity=3))
    first, second = COUNCIL.split(" Last spring")
    inputs = inputs_of(story)
    inputs[2:4] = [
        ParagraphInput(Style.BODY, first, 3),
        ParagraphInput(Style.BODY, "Last spring" + second),
    ]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    margins = {
        paragraph.identity: (
            margin_of(paragraph).comments,
            [(paragraph.text[run.start : run.end], run.kind) for run in margin_of(paragraph).runs],
        )
        for paragraph in story.paragraphs.select_related("margin")
    }
    assert margins == {
        1: (0, []),
        2: (0, []),
        3: (1, [(OIL, "question")]),
        4: (0, []),
        5: (0, []),
        6: (1, [(VOTED, "highlight")]),
    }


def test_annotations_that_stay_where_they_are_cost_no_queries(story: Article, reader: User) -> None:
    mark(reader, story, OIL)
    with CaptureQueriesContext(connection) as few:
        edit(story, None, {1: "The harbour town of Vell has argued for years."})
    for _ in range(10):
        mark(reader, story, OIL)
    with CaptureQueriesContext(connection) as many:
        edit(story, None, {1: FIRST})
    assert len(many) == len(few)


def test_an_edit_by_an_editor_touches_no_other_article(
    story: Article, article: Article, reader: User, editor: User
) -> None:
    annotation = mark(reader, article, "foreign heads of states")
    before = annotation.targets.values().get()
    edit(story, editor, {1: None, 4: None})
    assert annotation.targets.values().get() == before


def test_a_long_text_of_many_edits_loses_no_annotation(story: Article, reader: User) -> None:
    annotations = [mark(reader, story, words) for words in (LAMP, OIL, VOTED, AGROUND)]
    for changes in (
        {2: f"Note. {KEEPER}"},
        {3: None},
        {4: TRAWLERS.replace("Nobody was hurt, and nobody", "Nobody")},
        {2: None, 5: None},
    ):
        edit(story, None, changes)
    assert Annotation.objects.count() == len(annotations)
    assert all(annotation.targets.exists() for annotation in annotations)
    assert where(annotations[3]) == [(4, AGROUND, ANCHORED)]
