"""Reading a paragraph into tokens."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.carrying.tokens import read


def words(text: str) -> list[str]:
    return [text[token.start : token.end] for token in read(text)]


def keys(text: str) -> list[str]:
    return [token.key for token in read(text)]


def test_an_apostrophe_inside_a_word_belongs_to_it_and_a_hyphen_separates() -> None:
    assert words("Don’t go-on.") == ["Don’t", "go", "-", "on", "."]


def test_chinese_and_japanese_are_read_character_by_character() -> None:
    assert words("修钟的人。") == ["修", "钟", "的", "人", "。"]


@pytest.mark.parametrize("text", ["שָׁלוֹם", "مَرحبا", "पढ़ना", "e\u0301te\u0301"])
def test_a_word_keeps_its_combining_marks(text: str) -> None:
    assert words(text) == [text]


def test_an_emoji_of_several_characters_is_one_token() -> None:
    assert words("👩‍👩‍👧 👍🏽 🇪🇸🇫🇷 ❤️") == ["👩‍👩‍👧", "👍🏽", "🇪🇸", "🇫🇷", "❤️"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("“so”", '"so"'), ("it’s", "it's"), ("1–2", "1-2"), ("Été", "e\u0301te\u0301"), ("…", "...")],
)
def test_typography_does_not_change_the_key(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_korean_is_read_by_its_blanks_composed_or_not() -> None:
    assert words("사진을 찍는다.") == ["사진을", "찍는다", "."]
    assert keys("한국은") == keys(unicodedata.normalize("NFD", "한국은"))


def test_a_sentence_ends_with_its_closing_quote() -> None:
    assert [token.sentence for token in read("“No.” Then")] == [0, 0, 0, 0, 1]


def test_a_chinese_sentence_needs_no_blank_to_end() -> None:
    assert [token.sentence for token in read("好。“是。”他")] == [0, 0, 1, 1, 1, 1, 2]


def test_a_point_inside_a_number_ends_no_sentence() -> None:
    assert {token.sentence for token in read("3.5 per cent")} == {0}


@given(st.text())
def test_tokens_cover_every_visible_character_once_and_in_order(text: str) -> None:
    tokens = read(text)
    covered = [at for token in tokens for at in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))
