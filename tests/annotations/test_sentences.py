import pytest
from hypothesis import given

from annotations.sentences import sentences
from tests.annotations.texts import texts


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(text=texts)
def test_everything_but_blanks_is_in_exactly_one_sentence_in_order(text: str) -> None:
    spans = sentences(text)
    inside = [at for start, end in spans for at in range(start, end)]
    assert inside == sorted(set(inside))
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= set(inside)
    assert all(sentence == sentence.strip() != "" for sentence in said(text))


@pytest.mark.parametrize(
    "sentences_of_it",
    [
        ["One.", "Two!", "Three?", "Four … and still four."],
        ["He said: “Go on.”", "So they did (all of them.)", "Then it ended"],
        ["It costs 3.5 million, see example.org/a.b for more.", "Why?!"],
        ["The U.S. strategy is e.g. this."],
        ["¿Qué pasa?", "«Nada.»", "Él se fue."],
    ],
)
def test_a_sentence_ends_where_a_reader_says_it_does(sentences_of_it: list[str]) -> None:
    assert said(" ".join(sentences_of_it)) == sentences_of_it


def test_scripts_without_blanks_end_their_sentences_too() -> None:
    assert said("你好。「真的？」是的！") == ["你好。", "「真的？」", "是的！"]
