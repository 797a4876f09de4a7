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


def also_right(now: Article, true: Truth | None) -> list[list[str]]:
    assert true
    return [quoted(now, Truth(true.verdict, spans, [], 0)) for spans in true.alternatives]


def test_groups_replaced_across_the_edges_belong_or_not_each_for_itself() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    chars = paragraph.chars
    left, right, end = TEXT.index("in April"), TEXT.index("back in"), TEXT.index(" October")
    paragraph.chars = (
        replacing(chars[:left], "Boats sailed ")
        + chars[left:right]
        + replacing(chars[right:end], "home before")
        + chars[end:]
    )
    true = judge(now, "left in April and came back")
    assert quoted(now, true) == ["in April and came "]
    assert [text.strip() for [text] in also_right(now, true)] == [
        "in April and came home before",
        "Boats sailed in April and came",
        "Boats sailed in April and came home before",
    ]


def test_of_a_group_that_was_replaced_again_the_inner_part_may_belong_alone() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    chars = paragraph.chars
    first = replacing(chars[: TEXT.index(" in")], "Boats sailed")
    again = replacing((*first[6:], *chars[len("Ships left") : len("Ships left in")]), "went by")
    paragraph.chars = first[:6] + again + chars[len("Ships left in") :]
    true = judge(now, "left in April and came")
    assert ["went by April and came"] in also_right(now, true)


def test_what_is_put_behind_the_blank_that_a_passage_begins_with_may_be_left_out() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    at = TEXT.index("left")
    paragraph.chars = paragraph.chars[:at] + fresh("soon ") + paragraph.chars[at:]
    true = judge(now, " left in April")
    assert quoted(now, true) == [" soon left in April"]
    assert also_right(now, true) == [["left in April"]]


def test_what_was_put_inside_a_passage_belongs_to_it_from_then_on() -> None:
    now = article()
    (paragraph,) = now.paragraphs
    at = TEXT.index("in April")
    paragraph.chars = paragraph.chars[:at] + fresh("early ") + paragraph.chars[at:]
    before = judge(now, "left in April")
    assert before
    paragraph.chars = paragraph.chars[at:]
    everything = frozenset(range(len(TEXT)))
    letters = frozenset(at for at in everything if TEXT[at].isalnum())
    start = TEXT.index("left")
    origins = frozenset(range(start, start + len("left in April")))
    true = truth(now, origins, everything, letters, before.adopted)
    assert quoted(now, true) == ["early in April"]
    assert also_right(now, true) == [["in April"]]
