"""What was seen, kept in few words, is what was seen."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.news.seen import Seen

NUMBERS = st.integers(1, 30)
# What somebody does: sees some, asks for one as new, sees all, or the page makes words fewer.
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("see"), st.sets(NUMBERS, max_size=6)),
        st.tuples(st.just("again"), NUMBERS),
        st.tuples(st.just("all"), NUMBERS),
        st.tuples(st.just("fewer"), st.none()),
    ),
    max_size=30,
)


def numbers_of(seen: Seen, given: set[int]) -> set[int]:
    return {number for number in given if number in seen}


@given(st.sets(NUMBERS), st.integers(0, 30), ACTS)
def test_it_is_exactly_what_was_seen_and_not_asked_for_again(
    there: set[int], begun: int, acts: list[tuple[str, object]]
) -> None:
    seen = Seen(begun)
    truth = {number for number in there if number <= begun}
    for act, what in acts:
        if act == "see":
            seen = seen.having_seen(what & there)  # type: ignore[operator]
            truth |= what & there  # type: ignore[operator]
        elif act == "again" and what in there:
            seen = seen.without(what)  # type: ignore[arg-type]
            truth -= {what}
        elif act == "all" and what >= seen.until:  # type: ignore[operator]
            seen = seen.having_seen_all(what)  # type: ignore[arg-type]
            truth = {n for n in there if n <= seen.until}
        elif act == "fewer":
            beyond = sorted(n for n in there if n > seen.until and n not in seen)
            seen = seen.moved_on(beyond[0] if beyond else None, max(there, default=0))
        assert numbers_of(seen, there) == truth


@given(st.sets(NUMBERS, min_size=1))
def test_all_seen_is_kept_as_one_number(there: set[int]) -> None:
    seen = Seen(0).having_seen(there).moved_on(None, max(there))
    assert seen == Seen(max(there))


@given(st.integers(0, 30), st.sets(NUMBERS), st.sets(NUMBERS), st.integers(0, 40))
def test_what_is_kept_beyond_lies_beyond(
    until: int, first: set[int], then: set[int], newest: int
) -> None:
    seen = Seen(until).having_seen(first).having_seen(then).moved_on(None, newest)
    assert all(number > seen.until for number in seen.also)
    assert seen.until >= until


def test_one_asked_for_again_stays_new_until_it_is_seen_again() -> None:
    seen = Seen(9).without(4)
    assert (3 in seen, 4 in seen, 5 in seen) == (True, False, True)
    assert seen.moved_on(None, 20).anew == {4}
    assert seen.having_seen({4}) == Seen(9)


def test_seeing_all_forgets_every_exception() -> None:
    assert Seen(3, frozenset({7}), frozenset({1})).having_seen_all(9) == Seen(9)
