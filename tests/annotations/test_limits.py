from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.moderating.limits import (
    DAY,
    GROWN_AFTER,
    GROWN_WITH,
    KNOWN_AFTER,
    KNOWN_WITH,
    RUSH,
    Limit,
    Standing,
    free_at,
    standing_of,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECONDS = st.lists(st.integers(0, 3 * 86_400), max_size=60).map(sorted)


def ago(*seconds: int) -> list[datetime]:
    return [NOW - timedelta(seconds=second) for second in seconds]


def test_there_is_room_until_the_limit_is_reached() -> None:
    limit = Limit(3, RUSH)
    assert limit.free_at(ago(1, 2), NOW) is None
    assert limit.free_at(ago(1, 2, 3), NOW) == NOW - timedelta(seconds=3) + RUSH


def test_what_is_longer_ago_than_the_limit_looks_does_not_count() -> None:
    assert Limit(2, RUSH).free_at(ago(1, 600), NOW) is None


def test_of_two_limits_the_one_that_takes_longer_holds() -> None:
    limits = (Limit(1, RUSH), Limit(2, DAY))
    assert free_at(limits, ago(10, 7200), NOW) == NOW - timedelta(seconds=7200) + DAY
    assert free_at(limits, ago(10), NOW) == NOW - timedelta(seconds=10) + RUSH


@given(seconds=SECONDS, most=st.integers(1, 20))
def test_who_waits_until_then_is_let_in_and_who_does_not_is_not(
    seconds: list[int], most: int
) -> None:
    limit, moments = Limit(most, RUSH), ago(*seconds)
    free = limit.free_at(moments, NOW)
    if free is None:
        return
    assert NOW < free <= NOW + RUSH
    assert limit.free_at(moments, free) is None
    assert limit.free_at(moments, free - timedelta(seconds=1)) is not None


@pytest.mark.parametrize(
    ("age", "comments", "standing"),
    [
        (timedelta(0), 1000, Standing.NEW),
        (GROWN_AFTER, KNOWN_WITH - 1, Standing.NEW),
        (KNOWN_AFTER, KNOWN_WITH, Standing.KNOWN),
        (GROWN_AFTER, GROWN_WITH - 1, Standing.KNOWN),
        (GROWN_AFTER, GROWN_WITH, Standing.GROWN),
    ],
)
def test_standing_takes_both_time_and_comments_that_stand(
    age: timedelta, comments: int, standing: Standing
) -> None:
    assert standing_of(age, comments) is standing


def test_every_limit_grows_with_standing() -> None:
    for smaller, greater in [(Standing.NEW, Standing.KNOWN), (Standing.KNOWN, Standing.GROWN)]:
        for name in ("comments", "marks"):
            pairs = zip(getattr(smaller.value, name), getattr(greater.value, name), strict=True)
            assert all(less.most < more.most and less.within == more.within for less, more in pairs)
