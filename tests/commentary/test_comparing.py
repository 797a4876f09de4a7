from hypothesis import given
from hypothesis import strategies as st

from commentary.comparing import Piece, PieceKind, compare, shorten

KEPT, REMOVED, ADDED = PieceKind


def text_of(pieces: tuple[Piece, ...], *kinds: PieceKind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(
    st.text(alphabet="ab ,.é\u0301世\n🙂", max_size=40),
    st.text(alphabet="ab ,.é\u0301世\n🙂", max_size=40),
)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert text_of(pieces, KEPT, REMOVED) == old
    assert text_of(pieces, KEPT, ADDED) == new


@given(st.text(min_size=1))
def test_the_same_text_is_one_kept_piece(text: str) -> None:
    assert compare(text, text) == (Piece(KEPT, text),)


def test_a_replaced_word_is_shown_as_removed_and_then_added() -> None:
    assert compare("The old house stands.", "The new house stands.") == (
        Piece(KEPT, "The "),
        Piece(REMOVED, "old"),
        Piece(ADDED, "new"),
        Piece(KEPT, " house stands."),
    )


def test_neighbouring_words_are_replaced_together_with_the_space_between_them() -> None:
    assert compare("an old house here", "an empty barn here") == (
        Piece(KEPT, "an "),
        Piece(REMOVED, "old house"),
        Piece(ADDED, "empty barn"),
        Piece(KEPT, " here"),
    )


def test_a_script_without_spaces_is_compared_by_character() -> None:
    assert compare("他们住在北京", "他们住在南京") == (
        Piece(KEPT, "他们住在"),
        Piece(REMOVED, "北"),
        Piece(ADDED, "南"),
        Piece(KEPT, "京"),
    )


def test_a_letter_and_its_combining_mark_stay_together() -> None:
    assert compare("cafe here", "cafe\u0301 here") == (
        Piece(REMOVED, "cafe"),
        Piece(ADDED, "cafe\u0301"),
        Piece(KEPT, " here"),
    )


def test_nothing_becomes_something() -> None:
    assert compare("", "Words.") == (Piece(ADDED, "Words."),)
    assert compare("Words.", "") == (Piece(REMOVED, "Words."),)
    assert compare("", "") == ()


def test_two_small_changes_in_a_long_text_are_two_small_changes() -> None:
    words = [f"word{number} of the" for number in range(100)]
    old = " ".join(words)
    new = old.replace("word30 of the", "word30 of this").replace("word60 of the", "word60 of this")
    pieces = compare(old, new)
    assert text_of(pieces, REMOVED) == "thethe"
    assert text_of(pieces, ADDED) == "thisthis"


def test_what_was_kept_is_shortened_to_what_stands_around_a_change() -> None:
    words = " ".join(map(str, range(100)))
    pieces = shorten(compare(f"{words} old", f"{words} new"), 20)
    assert pieces[0] == Piece(KEPT, "0 1 2 3 4 5 6 7 8 … 94 95 96 97 98 99 ")
    assert pieces[1:] == (Piece(REMOVED, "old"), Piece(ADDED, "new"))


def test_what_is_hardly_longer_than_its_surroundings_is_shown_whole() -> None:
    pieces = compare("A few words.", "A few words.")
    assert shorten(pieces, 4) == pieces
