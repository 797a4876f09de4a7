from hypothesis import given
from hypothesis import strategies as st

from commentary.merging import Line, Merged, merge, merge_front


def lines(*sources: tuple[int | None, str]) -> list[Line]:
    return [Line(identity, "body", source) for identity, source in sources]


BEFORE = lines((1, "One."), (2, "Two."), (3, "Three."))
ONE, TWO, THREE = BEFORE


def words(merged: tuple[Merged, ...]) -> list[str]:
    return [each.line.source for each in merged if not each.taken_out]


def test_what_only_the_other_changed_stands_as_the_other_has_it() -> None:
    now = lines((1, "One."), (2, "Two, revised."), (3, "Three."))
    mine = lines((1, "One, mine."), (2, "Two."), (3, "Three."))
    merged = merge(BEFORE, mine, now)
    assert words(merged) == ["One, mine.", "Two, revised.", "Three."]
    assert [each.was_changed for each in merged] == [False, True, False]
    assert not any(each.is_disputed for each in merged)


def test_what_both_changed_stands_as_one_typed_it_and_is_disputed() -> None:
    now = lines((1, "One."), (2, "Two, theirs."), (3, "Three."))
    mine = lines((1, "One."), (2, "Two, mine."), (3, "Three."))
    merged = merge(BEFORE, mine, now)[1]
    assert merged == Merged(mine[1], before=TWO, now=now[1])
    assert merged.is_disputed


def test_what_both_changed_alike_is_not_disputed() -> None:
    same = lines((1, "One."), (2, "Two, alike."), (3, "Three."))
    assert not any(each.is_disputed for each in merge(BEFORE, same, same))


def test_a_paragraph_added_by_the_other_stands_where_it_was_added() -> None:
    now = lines((1, "One."), (4, "Added."), (2, "Two."), (3, "Three."))
    mine = lines((1, "One."), (2, "Two."), (None, "Mine."), (3, "Three."))
    merged = merge(BEFORE, mine, now)
    assert words(merged) == ["One.", "Added.", "Two.", "Mine.", "Three."]
    assert [each.was_added for each in merged] == [False, True, False, False, False]


def test_a_paragraph_taken_out_by_the_other_goes_if_one_left_it_alone() -> None:
    merged = merge(BEFORE, BEFORE, [ONE, THREE])
    assert words(merged) == ["One.", "Three."]
    assert merged[1] == Merged(TWO, before=TWO, now=None, taken_out=True)
    assert not merged[1].is_disputed


def test_a_paragraph_taken_out_by_the_other_stays_if_one_changed_it() -> None:
    mine = lines((1, "One."), (2, "Two, mine."), (3, "Three."))
    merged = merge(BEFORE, mine, [ONE, THREE])
    assert words(merged) == ["One.", "Two, mine.", "Three."]
    assert merged[1].was_taken_out
    assert merged[1].is_disputed


def test_a_paragraph_that_one_took_out_and_the_other_changed_is_shown_and_disputed() -> None:
    now = lines((1, "One."), (2, "Two, theirs."), (3, "Three."))
    merged = merge(BEFORE, [ONE, THREE], now)
    assert words(merged) == ["One.", "Three."]
    assert merged[1] == Merged(now[1], before=TWO, now=now[1], taken_out=True)
    assert merged[1].is_disputed


def test_a_paragraph_that_one_took_out_and_the_other_left_alone_is_gone() -> None:
    assert words(merge(BEFORE, [ONE, THREE], BEFORE)) == ["One.", "Three."]
    assert len(merge(BEFORE, [ONE, THREE], BEFORE)) == 2


def test_the_other_order_stands_unless_one_moved_something() -> None:
    moved = [THREE, ONE, TWO]
    assert words(merge(BEFORE, BEFORE, moved)) == ["Three.", "One.", "Two."]
    assert words(merge(BEFORE, [TWO, ONE, THREE], moved)) == ["Two.", "One.", "Three."]


def test_new_paragraphs_at_the_top_stay_there() -> None:
    mine = [*lines((None, "First.")), *BEFORE]
    assert words(merge(BEFORE, mine, BEFORE)) == ["First.", "One.", "Two.", "Three."]


identities = st.lists(st.integers(1, 6), unique=True)


@given(identities, identities, identities, st.integers(0, 3))
def test_nothing_that_one_typed_and_nothing_that_is_in_the_text_is_lost(
    base: list[int], typed: list[int], current: list[int], new: int
) -> None:
    before = lines(*((identity, f"{identity}") for identity in base))
    mine = lines(
        *((identity, f"{identity} mine") for identity in typed),
        *((None, f"new {number}") for number in range(new)),
    )
    now = lines(*((identity, f"{identity} now") for identity in current))
    merged = merge(before, mine, now)
    assert sorted(line.source for line in mine) == sorted(
        each.line.source for each in merged if each.line in mine
    )
    assert set(now) == {each.now for each in merged if each.now}


@given(identities, identities)
def test_without_another_edit_it_is_what_one_typed(base: list[int], typed: list[int]) -> None:
    before = lines(*((identity, f"{identity}") for identity in base))
    mine = lines(*((identity if identity in base else None, f"{identity}") for identity in typed))
    assert [each.line for each in merge(before, mine, before)] == mine


def test_of_the_title_fields_only_those_that_one_changed_are_ones_own() -> None:
    assert merge_front(
        {"title": "Old", "byline": "Ann"},
        {"title": "Mine", "byline": "Ann"},
        {"title": "Theirs", "byline": "Bea"},
    ) == {"title": "Mine", "byline": "Bea"}
