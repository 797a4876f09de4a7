from hypothesis import given

from annotations.words import words
from tests.annotations.texts import texts


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@given(texts)
def test_everything_but_blanks_belongs_to_exactly_one_word(text: str) -> None:
    end_of_previous = 0
    for start, end in words(text):
        assert end_of_previous <= start < end
        assert not text[end_of_previous:start].strip(), "between words there are only blanks"
        assert not any(character.isspace() for character in text[start:end])
        end_of_previous = end
    assert not text[end_of_previous:].strip()


def test_punctuation_goes_with_the_word_that_it_touches() -> None:
    assert split("‘Quite so’, she said – twice.") == [
        "‘Quite", "so’,", "she", "said", "–", "twice.",
    ]  # fmt: skip


def test_any_kind_of_blank_parts_words() -> None:
    assert split("one\u00a0two\nthree\tfour\u3000five") == ["one", "two", "three", "four", "five"]


def test_scripts_without_spaces_are_chosen_letter_by_letter() -> None:
    assert split("漢字かな。") == ["漢", "字", "か", "な。"]


def test_a_letter_keeps_its_combining_marks() -> None:
    assert split("ที่นี่") == ["ที่", "นี่"]
    assert split("e\u0301te\u0301") == ["e\u0301te\u0301"]


def test_a_latin_word_ends_where_a_script_without_spaces_begins() -> None:
    assert split("USA政府") == ["USA", "政", "府"]


def test_an_emoji_of_several_code_points_is_one_word() -> None:
    assert split("hello 👩‍👩‍👧 🇪🇸") == ["hello", "👩‍👩‍👧", "🇪🇸"]


def test_a_text_of_blanks_has_no_words() -> None:
    assert words(" \n\u2003") == ()
