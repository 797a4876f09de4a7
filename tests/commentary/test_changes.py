from hypothesis import given
from hypothesis import strategies as st

from commentary.changes import Change, changes
from commentary.comparing import Piece, PieceKind
from commentary.models import ParagraphState

type Text = list[ParagraphState]


def stated(identity: int, source: str = "", style: str = "body") -> ParagraphState:
    source = source or f"Paragraph {identity}."
    return ParagraphState(identity, style, source, source.replace("*", ""))


def texts() -> st.SearchStrategy[Text]:
    return st.lists(st.integers(1, 9), unique=True).map(
        lambda identities: [stated(identity) for identity in identities]
    )


def what(change: Change[ParagraphState]) -> str:
    names = ("is_added", "is_taken_out", "is_moved", "is_reworded", "is_restyled", "is_kept")
    return " ".join(name.removeprefix("is_") for name in names if getattr(change, name))


def said(before: Text, after: Text) -> list[tuple[int, str]]:
    return [(change.identity, what(change)) for change in changes(before, after)]


ONE, TWO, THREE, FOUR = map(stated, range(1, 5))


@given(texts(), texts())
def test_both_texts_are_in_the_changes_and_the_new_one_in_order(before: Text, after: Text) -> None:
    answer = changes(before, after)
    assert [change.new for change in answer if change.new] == after
    assert {change.old.identity for change in answer if change.old} == {
        state.identity for state in before
    }
    assert len({change.identity for change in answer}) == len(answer)


@given(texts(), texts())
def test_those_that_did_not_move_are_in_the_same_order_in_both(before: Text, after: Text) -> None:
    stayed = [
        change.identity
        for change in changes(before, after)
        if change.old and change.new and not change.is_moved
    ]
    places = [state.identity for state in before]
    assert sorted(stayed, key=places.index) == stayed


def test_a_text_that_did_not_change_is_kept() -> None:
    assert said([ONE, TWO], [ONE, TWO]) == [(1, "kept"), (2, "kept")]


def test_one_that_was_moved_far_is_the_only_one_that_moved() -> None:
    assert said([ONE, TWO, THREE, FOUR], [TWO, THREE, FOUR, ONE]) == [
        (2, "kept"),
        (3, "kept"),
        (4, "kept"),
        (1, "moved"),
    ]


def test_one_that_was_taken_out_stands_behind_what_it_stood_behind() -> None:
    assert said([ONE, TWO, THREE], [ONE, FOUR, THREE]) == [
        (1, "kept"),
        (2, "taken_out"),
        (4, "added"),
        (3, "kept"),
    ]


def test_one_may_be_moved_and_reworded_and_restyled() -> None:
    other = stated(1, "Other words.", "crosshead")
    assert said([ONE, TWO, THREE], [TWO, THREE, other])[-1] == (1, "moved reworded restyled")


def test_where_only_the_markup_changed_the_pieces_show_it() -> None:
    [change] = changes([stated(1, "One river.")], [stated(1, "One *river*.")])
    assert Piece(PieceKind.ADDED, "*") in change.pieces
