"""The generator's own truth: text that remembers where it came from."""

from tests.carrying.tracked import Article, Truth, copied, fresh, replacing, truth

TEXT = "Ships left in April and came back in October. Nobody thought of this as a hardship."


def article() -> Article:
    return Article.of([TEXT])


def judge(now: Article, quote: str) -> Truth | None:
    start = TEXT.index(quote)
    everything = frozenset(range(len(TEXT)))
    letters = frozenset(at for at in everything if TEXT[at].isalnum())
    return truth(now, frozenset(range(start, start + len(quote))), everything, letters)


def quoted(now: Article, true: Truth | None) -> list[str]:
    assert true
    texts = {paragraph.identity: paragraph.text for paragraph in now.paragraphs}
    return [
        texts[str(s["paragraph"])][int(str(s["start"])) : int(str(s["end"]))] for s in true.spans
    ]


def test_text_put_inside_a_passage_belongs_to_it_and_text_at_its_edge_does_not() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    at = TEXT.index("in April")
    paragraph.chars = fresh("Big ") + paragraph.chars[:at] + fresh("early ") + paragraph.chars[at:]
    assert quoted(now, judge(now, "Ships left in April")) == ["Ships left early in April"]


def test_a_word_that_replaced_a_word_of_the_passage_belongs_to_it() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    paragraph.chars = replacing(paragraph.chars[:5], "Boats") + paragraph.chars[5:]
    assert quoted(now, judge(now, "Ships left")) == ["Boats left"]


def test_a_passage_of_which_no_letter_is_left_is_gone() -> None:
    now = article()
    now.paragraphs[0].chars = fresh("Coal was dear.")
    true = judge(now, "Ships left in April")
    assert true is not None
    assert true.verdict == "gone"


def test_nobody_can_say_what_is_right_when_the_text_is_taken_out_and_written_again() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    paragraph.chars = copied(paragraph.chars)
    assert judge(now, "Ships left in April") is None
