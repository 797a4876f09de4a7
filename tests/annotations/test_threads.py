from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from annotations.threads import MOST_INDENT, read_through


@dataclass(frozen=True)
class Said:
    pk: int
    parent_id: int | None = None


@st.composite
def exchanges(draw: st.DrawFn) -> list[Said]:
    """Comments in the order in which they were made; some answer one that is not shown."""
    said: list[Said] = []
    for pk in range(1, draw(st.integers(0, 25)) + 1):
        parent = draw(st.none() | st.integers(1, pk - 1) if pk > 1 else st.none())
        said.append(Said(pk, parent))
    hidden = draw(st.sets(st.integers(1, 25), max_size=5))
    return [comment for comment in said if comment.pk not in hidden]


@given(exchanges())
def test_every_comment_is_read_once(exchange: list[Said]) -> None:
    placed = read_through(exchange)
    assert sorted(each.comment.pk for each in placed) == [comment.pk for comment in exchange]


@given(exchanges())
def test_a_reply_is_read_after_what_it_answers_and_one_step_deeper(exchange: list[Said]) -> None:
    read: dict[int, int] = {}
    for each in read_through(exchange):
        parent = each.comment.parent_id
        assert each.is_below == (parent in {comment.pk for comment in exchange})
        assert each.depth == (read[parent] + 1 if parent is not None and each.is_below else 0)
        read[each.comment.pk] = each.depth


@given(exchanges())
def test_replies_to_one_comment_are_read_in_the_order_given(exchange: list[Said]) -> None:
    siblings: dict[int | None, list[int]] = {}
    for each in read_through(exchange):
        answered = each.comment.parent_id if each.is_below else None
        siblings.setdefault(answered, []).append(each.comment.pk)
    assert all(pks == sorted(pks) for pks in siblings.values())


@given(exchanges())
def test_nothing_stands_between_a_comment_and_what_hangs_on_it(exchange: list[Said]) -> None:
    placed = read_through(exchange)
    for at, each in enumerate(placed[1:], start=1):
        assert each.depth <= placed[at - 1].depth + 1


def test_an_exchange_of_five_thousand_replies_is_read_to_its_end() -> None:
    chain = [Said(1), *(Said(pk, pk - 1) for pk in range(2, 5_002))]
    placed = read_through(chain)
    assert [each.depth for each in placed] == list(range(5_001))


def test_a_reply_whose_parent_is_not_shown_stands_at_the_top_and_names_it() -> None:
    [_root, reply, lost] = read_through([Said(1), Said(2, parent_id=1), Said(4, parent_id=3)])
    assert (reply.depth, lost.depth) == (1, 0)
    assert (reply.names_parent, lost.names_parent) == (False, True)


def test_the_indent_ends_where_a_phone_does_and_then_the_parent_is_named() -> None:
    placed = read_through([Said(1), *(Said(pk, pk - 1) for pk in range(2, 9))])
    assert [each.indent for each in placed] == [0, 1, 2, 3, 4, 4, 4, 4]
    assert [each.names_parent for each in placed[1:]] == [
        depth > MOST_INDENT for depth in range(1, 8)
    ]


def test_no_comments_make_no_thread() -> None:
    assert read_through(list[Said]()) == []
