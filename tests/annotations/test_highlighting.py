from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.highlighting import (
    FEW_RUNS,
    LEVELS,
    ROOM,
    Crowd,
    Run,
    Stretch,
    cover,
    crowded,
    joined,
    segments,
)
from commentary.markup import Mark, MarkKind, Markup, read
from tests.annotations.texts import passages, texts, texts_with_marks

KINDS = ("disagree", "highlight", "important", "question")


@st.composite
def stretches(draw: st.DrawFn, size: int) -> list[Stretch]:
    """Annotations of a few readers on a text of this many characters."""
    if not size:
        return []
    one = st.builds(
        lambda where, kind, reader: Stretch(*where, kind, reader),
        passages("x" * size),
        st.sampled_from(KINDS),
        st.integers(1, 4),
    )
    return draw(st.lists(one, max_size=8))


def count_by_character(given_stretches: list[Stretch], size: int) -> list[tuple[int, str] | None]:
    """What `cover` must say of every character, found the slow way."""
    answer: list[tuple[int, str] | None] = []
    for at in range(size):
        here = [each for each in given_stretches if each.start <= at < each.end]
        readers_by_kind: dict[str, set[int]] = defaultdict(set)
        for each in here:
            if each.kind != "highlight":
                readers_by_kind[each.kind].add(each.reader)
        kind = "highlight"
        if readers_by_kind:
            most = max(len(readers) for readers in readers_by_kind.values())
            kind = min(kind for kind, who in readers_by_kind.items() if len(who) == most)
        answer.append((len({each.reader for each in here}), kind) if here else None)
    return answer


@given(st.data(), st.integers(0, 40))
def test_the_cover_of_a_text_is_what_counting_at_every_character_gives(
    data: st.DataObject, size: int
) -> None:
    marked = data.draw(stretches(size))
    said: list[tuple[int, str] | None] = [None] * size
    for run in cover(marked, plain="highlight"):
        for at in range(run.start, run.end):
            assert said[at] is None, "runs are disjoint"
            said[at] = (run.readers, run.kind)
    assert said == count_by_character(marked, size)


@given(st.data())
def test_runs_are_in_order_and_no_two_neighbours_say_the_same(data: st.DataObject) -> None:
    runs = cover(data.draw(stretches(30)), plain="highlight")
    for one, other in pairwise(runs):
        assert one.end <= other.start
        assert one.end < other.start or (one.readers, one.kind) != (other.readers, other.kind)


@given(st.data())
def test_the_cover_does_not_depend_on_the_order_of_the_annotations(data: st.DataObject) -> None:
    marked = data.draw(stretches(30))
    assert cover(data.draw(st.permutations(marked))) == cover(marked)


def test_a_reader_counts_once_however_often_they_mark_a_place() -> None:
    twice = [Stretch(0, 9, "highlight", reader=1), Stretch(0, 9, "highlight", reader=1)]
    assert cover(twice) == (Run(0, 9, 1, "highlight"),)


def test_a_meaning_outweighs_a_plain_highlight_however_many_there_are() -> None:
    many = [Stretch(0, 9, "highlight", reader) for reader in range(5)]
    [run] = cover([*many, Stretch(0, 9, "question", 9)], plain="highlight")
    assert (run.readers, run.kind) == (6, "question")


def test_of_two_kinds_marked_equally_often_the_earlier_in_the_alphabet_is_shown() -> None:
    [run] = cover([Stretch(0, 9, "question", 1), Stretch(0, 9, "important", 2)])
    assert run.kind == "important"


def test_nothing_marked_is_nothing_covered() -> None:
    assert cover([]) == ()


@pytest.mark.parametrize(
    ("readers", "level"),
    [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (9, 4), (10, 5), (10_000, 5)],
)
def test_a_run_is_shown_in_five_levels(readers: int, level: int) -> None:
    assert Run(0, 1, readers, "highlight").level == level
    assert level <= len(LEVELS)


# Segments


@st.composite
def layers(
    draw: st.DrawFn,
) -> tuple[Markup, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None]:
    markup = draw(texts_with_marks)
    size = len(markup.text)
    shared = cover(draw(stretches(size)), plain="highlight")
    own = tuple(replace(each, reader=1) for each in draw(stretches(size)))
    shown = draw(st.none() | passages(markup.text)) if size else None
    return markup, shared, own, shown


@given(layers())
def test_segments_cover_the_paragraph_exactly_once(
    paragraph: tuple[Markup, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None],
) -> None:
    markup, shared, own, shown = paragraph
    cut = segments(markup.text, markup.marks, shared, own, shown)
    assert "".join(segment.text for segment in cut) == markup.text
    end = 0
    for segment in cut:
        assert segment.start == end
        assert segment.end > segment.start
        end = segment.end
    assert end == len(markup.text)


@given(layers())
def test_every_segment_knows_all_that_lies_on_it_and_nothing_else(
    paragraph: tuple[Markup, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None],
) -> None:
    markup, shared, own, shown = paragraph
    for segment in segments(markup.text, markup.marks, shared, own, shown):
        for at in range(segment.start, segment.end):
            assert segment.run == next((r for r in shared if r.start <= at < r.end), None)
            assert segment.own == tuple(s for s in own if s.start <= at < s.end)
            assert segment.is_shown == (shown is not None and shown[0] <= at < shown[1])
            assert segment.link == any(
                mark.kind is MarkKind.LINK and mark.start <= at < mark.end for mark in markup.marks
            )


@given(layers())
def test_every_mark_opens_once_and_closes_once(
    paragraph: tuple[Markup, tuple[Run, ...], tuple[Stretch, ...], tuple[int, int] | None],
) -> None:
    markup, shared, own, shown = paragraph
    still_open: list[Mark] = []
    opened: list[Mark] = []
    for segment in segments(markup.text, markup.marks, shared, own, shown):
        for mark in segment.opens:
            assert mark.start == segment.start
            still_open.append(mark)
            opened.append(mark)
        for _ in range(segment.closes):
            assert still_open.pop().end == segment.end, "the innermost closes first"
    assert not still_open
    assert sorted(opened, key=markup.marks.index) == list(markup.marks)


@given(texts, st.integers(0, 80), st.integers(81, 200))
def test_what_lies_beyond_the_text_is_cut_off(text: str, start: int, end: int) -> None:
    own = (Stretch(start, end, "highlight", 1),)
    cut = segments(text, own=own, shown=(start, end), shared=(Run(start, end, 1, "highlight"),))
    assert "".join(segment.text for segment in cut) == text
    assert all(segment.is_marked == (segment.start >= start) for segment in cut)


def test_a_highlight_that_crosses_emphasis_is_cut_where_the_emphasis_begins_and_ends() -> None:
    markup = read("one *two* three")
    cut = segments(markup.text, markup.marks, own=[Stretch(2, 6, "highlight", 1)])
    assert [segment.text for segment in cut] == ["on", "e ", "tw", "o", " three"]
    assert [segment.is_marked for segment in cut] == [False, True, True, False, False]
    assert [segment.closes for segment in cut] == [0, 0, 0, 1, 0]


def test_an_empty_paragraph_has_no_segments() -> None:
    assert segments("") == ()


@st.composite
def crowds(draw: st.DrawFn) -> tuple[int, list[Run]]:
    """A text's size and runs in it, with gaps or without."""
    parts = draw(
        st.lists(st.tuples(st.integers(0, 2), st.integers(1, 90), st.integers(1, 9)), max_size=60)
    )
    runs, at = [], 0
    for gap, length, readers in parts:
        start = at + gap // 2
        at = start + length
        runs.append(Run(start, at, readers, KINDS[readers % 4]))
    return at, runs


@given(crowds())
def test_joined_runs_are_few_and_mark_what_was_marked_and_nothing_else(
    crowd: tuple[int, list[Run]],
) -> None:
    size, runs = crowd
    few = joined(runs, size)

    def marked(of: Sequence[Run]) -> set[int]:
        return {at for run in of for at in range(run.start, run.end)}

    assert marked(few) == marked(runs)
    assert list(few) == sorted(few, key=lambda run: run.start)
    gaps = sum(before.end != after.start for before, after in pairwise(runs))
    assert len(few) <= max(FEW_RUNS, size // ROOM) + gaps + 1
    for run in few:
        here = [each for each in runs if run.start <= each.start and each.end <= run.end]
        assert min(each.readers for each in here) <= run.readers
        assert run.readers <= max(each.readers for each in here)
        assert run.kind in {each.kind for each in here}


def test_runs_that_a_page_has_room_for_stay_as_they_are() -> None:
    few = [Run(at, at + 1, at + 1, "highlight") for at in range(FEW_RUNS)]
    many = [*few, Run(FEW_RUNS, FEW_RUNS + 1, 1, "question")]

    assert joined(few, FEW_RUNS) == few
    assert joined(many, ROOM * len(many)) == many
    assert joined(many, len(many)) == (Run(0, len(many), 4, "highlight"),)


@given(data=st.data(), text=texts, least=st.integers(2, 4))
def test_a_crowd_is_wherever_so_many_readers_marked_the_same_words(
    data: st.DataObject, text: str, least: int
) -> None:
    given_stretches = data.draw(stretches(len(text)))
    crowds = crowded(cover(given_stretches), text, least)
    readers = [
        len({each.reader for each in given_stretches if each.start <= at < each.end})
        for at in range(len(text))
    ]
    inside = {at for crowd in crowds for at in range(crowd.start, crowd.end)}
    for crowd in crowds:
        assert crowd.readers == max(readers[crowd.start : crowd.end])
        assert text[crowd.start : crowd.end].strip() == text[crowd.start : crowd.end]
    assert all(readers[at] >= least for at in inside)
    assert all(later.start > earlier.end for earlier, later in pairwise(crowds))
    for at, number in enumerate(readers):
        if number >= least and text[at].isalnum():
            assert at in inside


def test_neighbouring_runs_are_one_crowd_and_blanks_at_its_ends_are_none_of_it() -> None:
    runs = (Run(0, 3, 3, "highlight"), Run(3, 8, 5, "question"), Run(8, 9, 2, "question"))
    assert crowded(runs, " an oil lamp", 3) == (Crowd(1, 7, 5),)
    assert crowded((Run(3, 4, 9, "highlight"),), "an, oil", 3) == ()
