from hypothesis import given
from hypothesis import strategies as st

from commentary.matching import Known, identify, likeness, words

BUDGET = "The council voted on Tuesday to cut the budget of every library in the city."
RETYPED = "The council voted on Tuesday to halve the budget of every library in town."
HARBOUR = "Nobody had asked the harbour pilots, who knew the channel better than the engineers."

paragraphs = st.sampled_from(["", "a", "a b", "a b c", "b c d", "x y z", BUDGET, RETYPED, HARBOUR])
known_paragraphs = st.lists(st.tuples(paragraphs, st.booleans()), max_size=6).map(
    lambda given: [Known(at, text, gone) for at, (text, gone) in enumerate(given, start=1)]
)
new_paragraphs = st.lists(st.tuples(st.none() | st.integers(0, 8), paragraphs), max_size=6)


@given(known_paragraphs, new_paragraphs)
def test_each_identity_is_answered_at_most_once_and_only_if_the_article_gave_it(
    known: list[Known], new: list[tuple[int | None, str]]
) -> None:
    answer = identify(known, new)
    given_identities = [identity for identity in answer if identity is not None]
    assert len(answer) == len(new)
    assert len(given_identities) == len(set(given_identities))
    assert set(given_identities) <= {paragraph.identity for paragraph in known}


@given(known_paragraphs)
def test_a_text_handed_in_as_it_was_keeps_every_identity(known: list[Known]) -> None:
    assert identify(known, [(each.identity, each.text) for each in known]) == [
        each.identity for each in known
    ]


@given(known_paragraphs, new_paragraphs)
def test_an_identity_that_was_sent_along_for_the_first_time_counts(
    known: list[Known], new: list[tuple[int | None, str]]
) -> None:
    answer = identify(known, new)
    sent = [identity for identity, _text in new]
    for at, identity in enumerate(sent):
        if identity in {each.identity for each in known} and identity not in sent[:at]:
            assert answer[at] == identity


def test_a_paragraph_pasted_without_its_identity_is_known_by_its_words() -> None:
    known = [Known(1, BUDGET), Known(2, HARBOUR)]
    assert identify(known, [(None, HARBOUR), (None, BUDGET)]) == [2, 1]


def test_a_paragraph_retyped_with_corrections_keeps_its_identity() -> None:
    assert identify([Known(1, BUDGET), Known(2, HARBOUR)], [(None, RETYPED)]) == [1]


def test_a_paragraph_on_something_else_is_new() -> None:
    assert identify([Known(1, BUDGET)], [(None, HARBOUR)]) == [None]


def test_an_identity_that_the_article_never_gave_counts_as_none() -> None:
    assert identify([Known(1, BUDGET)], [(7, HARBOUR)]) == [None]


def test_an_identity_that_comes_twice_goes_to_the_first() -> None:
    assert identify([Known(1, BUDGET)], [(1, HARBOUR), (1, BUDGET)]) == [1, None]


def test_a_paragraph_that_was_taken_out_returns_with_exactly_its_words() -> None:
    gone = [Known(1, BUDGET, gone=True)]
    assert identify(gone, [(None, BUDGET)]) == [1]
    assert identify(gone, [(None, RETYPED)]) == [None]


def test_a_paragraph_in_the_text_comes_before_one_that_was_taken_out() -> None:
    assert identify([Known(1, BUDGET, gone=True), Known(2, BUDGET)], [(None, BUDGET)]) == [2]


def test_the_closest_of_several_paragraphs_wins() -> None:
    known = [Known(1, "one two three four five six"), Known(2, "one two three nine ten eleven")]
    assert identify(known, [(None, "one two three four five ten")]) == [1]


def test_likeness_is_the_share_of_words_in_the_longer_text() -> None:
    assert likeness(words("a b c d"), words("A b")) == 0.5
    assert likeness(words("a a"), words("a")) == 0.5
    assert likeness(words(""), words("")) == 0.0
