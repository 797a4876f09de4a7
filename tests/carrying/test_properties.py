"""What must hold for every edit of every text."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.carrying import Passage, Placement, Span, State, Text, carry

# Few words, so that texts repeat themselves: that is where carrying is hard.
WORDS = ("the", "ice", "harbour", "light", "promise", "stone", "说", "钟", "é", "e\u0301", "🙂")
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda w: " ".join(w) + ".")
paragraph = st.lists(sentence, min_size=1, max_size=4).map(" ".join)


def _unique(found: list[tuple[int | None, str]]) -> list[Text]:
    """Let every identity stand once."""
    texts: list[Text] = []
    for identity, text in found:
        known = {other.identity for other in texts}
        texts.append(Text(None if identity in known else identity, text))
    return texts


drafts = st.lists(st.tuples(st.none() | st.integers(0, 4), paragraph), min_size=1, max_size=5)
article = drafts.map(_unique)


@st.composite
def marked(draw: Any) -> tuple[list[Text], list[Passage]]:
    texts: list[Text] = draw(article)
    passages = []
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(texts) - 1))
        start = draw(st.integers(0, len(texts[at].text) - 1))
        passages.append(
            Passage((Span(at, start, draw(st.integers(start + 1, len(texts[at].text)))),))
        )
    return texts, passages


def words(texts: list[Text], spans: tuple[Span, ...]) -> list[str]:
    return [texts[span.paragraph].text[span.start : span.end] for span in spans]


def is_honest(old: list[Text], new: list[Text], passage: Passage, now: Placement) -> bool:
    """Say whether a placement lies in the text and says what happened to the words."""
    lies_inside = all(
        0 <= span.start < span.end <= len(new[span.paragraph].text) for span in now.spans
    )
    in_order = list(now.spans) == sorted(now.spans)
    if now.state is State.ORPHANED:
        return not now.spans and now.why is not None
    same = words(old, passage.spans) == words(new, now.spans)
    if len(passage.spans) == len(now.spans) and same == now.reworded:
        return False
    return bool(now.spans) and lies_inside and in_order and now.why is None


@given(marked(), article)
@settings(max_examples=300)
def test_offsets_lie_in_the_text_and_the_words_there_are_the_same_or_said_to_have_changed(
    given_texts: tuple[list[Text], list[Passage]], new: list[Text]
) -> None:
    old, passages = given_texts
    placements = carry(old, new, passages)
    assert len(placements) == len(passages)
    for passage, now in zip(passages, placements, strict=True):
        assert is_honest(old, new, passage, now)


@given(marked())
def test_an_edit_that_touches_nothing_moves_nothing(
    given_texts: tuple[list[Text], list[Passage]],
) -> None:
    old, passages = given_texts
    for passage, now in zip(passages, carry(old, old, passages), strict=True):
        assert now == Placement(passage.spans, State.UNCHANGED, reworded=False, share=1.0)


@given(marked(), article, article)
def test_carrying_twice_is_never_worse_than_honest(
    given_texts: tuple[list[Text], list[Passage]], second: list[Text], third: list[Text]
) -> None:
    old, passages = given_texts
    kept = []
    for passage, now in zip(passages, carry(old, second, passages), strict=True):
        remembered = tuple(Text(None, old[span.paragraph].text) for span in passage.spans)
        spans = tuple(Span(at, span.start, span.end) for at, span in enumerate(passage.spans))
        kept.append(Passage(now.spans) if now.spans else Passage(spans, remembered))
    for passage, now in zip(kept, carry(second, third, kept), strict=True):
        if passage.remembered:
            assert now.state in (State.ORPHANED, State.HEALED)
            assert all(0 <= s.start < s.end <= len(third[s.paragraph].text) for s in now.spans)
        else:
            assert is_honest(second, third, passage, now)


@given(marked(), article)
def test_carrying_says_the_same_twice(
    given_texts: tuple[list[Text], list[Passage]], new: list[Text]
) -> None:
    old, passages = given_texts
    assert carry(old, new, passages) == carry(old, new, passages)


@given(marked(), article)
def test_a_passage_is_carried_as_it_would_be_alone(
    given_texts: tuple[list[Text], list[Passage]], new: list[Text]
) -> None:
    old, passages = given_texts
    together = carry(old, new, passages)
    assert together == [carry(old, new, [passage])[0] for passage in passages]
