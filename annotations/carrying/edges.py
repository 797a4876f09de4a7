"""Edges: where exactly a piece begins and ends.

Where the passage's own first or last word is held, the edge is that word's, and what was added
outside of it stays outside, as with a position that keeps to the text on its inner side. Where the
outermost words were replaced, the words that stand in their place belong to the passage, as far as
the next word outside that is held or the end of the sentence tells where that place ends.

Everything here works in one direction; the other is the same, mirrored.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.carrying.alignment import FREE, Alignment
from annotations.carrying.comparison import Comparison, Side
from annotations.carrying.passages import Span
from annotations.carrying.pieces import Piece
from annotations.carrying.survivors import Stretch, Survivors
from annotations.carrying.tokens import key_of

# So many words may stand for the ones that were lost at an edge; where the passage ends with its
# sentence, a rewritten ending may be longer.
PER_LOST_WORD, MORE_WORDS = 2, 1
PER_LOST_WORD_AT_END, MORE_WORDS_AT_END = 4, 10
# A passage that begins with a quotation mark still does when a word or two come between.
MARK_AWAY = 4


@dataclass(frozen=True, slots=True)
class _Edge:
    """One end of a piece: the outermost held pair, the stretch it is from, and the way outwards."""

    comparison: Comparison
    alignment: Alignment
    stretch: Stretch
    new: int
    old: int
    step: int

    @property
    def tokens(self) -> range:
        """The passage's tokens in the paragraph of the edge: it may go on in the next one."""
        here = self.comparison.old.tokens_of(self.comparison.old.paragraph[self.old])
        covered = self.stretch.tokens
        return range(max(here.start, covered.start), min(here.stop, covered.stop))


def span_of(
    comparison: Comparison, alignment: Alignment, survivors: Survivors, piece: Piece
) -> Span:
    """Give the span of the new text that a piece covers."""
    stretches = {
        old: stretch
        for stretch in survivors.stretches
        for old in (piece.held[0][1], piece.held[-1][1])
        if old in stretch.tokens
    }
    new, old = piece.held[0]
    left = _Edge(comparison, alignment, stretches[old], new, old, -1)
    new, old = piece.held[-1]
    right = _Edge(comparison, alignment, stretches[old], new, old, 1)
    return Span(comparison.new.paragraph[piece.first], _offset(left), _offset(right))


def _offset(edge: _Edge) -> int:
    """Give the offset at which a piece ends in the direction of the edge."""
    outermost = edge.tokens[0 if edge.step < 0 else -1]
    if edge.old == outermost:
        return _as_marked(edge, edge.new, outermost)
    new = _with_punctuation(edge, _grown(edge))
    side = edge.comparison.new
    mark = edge.alignment.to_new[outermost]
    if mark != FREE and not edge.comparison.is_word[side.key[mark]]:
        between = range(new + edge.step, mark, edge.step)
        if 0 < len(between) <= MARK_AWAY and side.sentence[mark] == side.sentence[new]:
            new = mark
    if new == mark:
        return _as_marked(edge, new, outermost)
    return side.start[new] if edge.step < 0 else side.end[new]


def _grown(edge: _Edge) -> int:
    """Give the outermost new token when the words that replaced lost ones are taken in."""
    old, new = edge.comparison.old, edge.comparison.new
    lost, outside = _lost(edge)
    free, bound = _free(edge)
    if not lost or not free:
        return edge.new
    known = outside is not None and edge.alignment.to_new[outside] == bound
    few = len(free) <= PER_LOST_WORD * len(lost) + MORE_WORDS
    if few and known and not _loses_sentence(edge, lost):
        return free[-1]
    sentence, other = old.sentence[edge.old], new.sentence[edge.new]
    after = [] if outside is None or known else _further_lost(edge, outside)
    lost = [token for token in lost if old.sentence[token] == sentence]
    after = [token for token in after if old.sentence[token] == sentence]
    inside = [token for token in free if new.sentence[token] == other]
    ends = len(inside) < len(free) or bound is None or new.sentence[bound] != other
    if not lost or not inside:
        return edge.new
    if not after and ends and _ends_sentence(edge, lost[-1]):
        most = PER_LOST_WORD_AT_END * len(lost) + MORE_WORDS_AT_END
        return inside[-1] if len(inside) <= most else edge.new
    if after and len(inside) == len(lost) + len(after):
        return inside[len(lost) - 1]
    return edge.new


def _words(edge: _Edge, side: Side, token: int) -> Iterator[int]:
    """Give the words outwards from a token, to the end of its paragraph."""
    tokens = side.tokens_of(side.paragraph[token])
    token += edge.step
    while token in tokens:
        if edge.comparison.is_word[side.key[token]]:
            yield token
        token += edge.step


def _lost(edge: _Edge) -> tuple[list[int], int | None]:
    """Give the words of the passage that were lost outside the edge, and the word beyond them."""
    lost: list[int] = []
    for token in _words(edge, edge.comparison.old, edge.old):
        if token not in edge.stretch.tokens or edge.alignment.to_new[token] != FREE:
            return lost, token
        lost.append(token)
    return lost, None


def _further_lost(edge: _Edge, outside: int) -> list[int]:
    """Give the words that were lost from `outside` on, as far as they follow one another."""
    lost = []
    for token in (outside, *_words(edge, edge.comparison.old, outside)):
        if edge.alignment.to_new[token] != FREE:
            break
        lost.append(token)
    return lost


def _free(edge: _Edge) -> tuple[list[int], int | None]:
    """Give the free new words outside the edge, and the held word beyond them."""
    free: list[int] = []
    for token in _words(edge, edge.comparison.new, edge.new):
        if edge.alignment.to_old[token] != FREE:
            return free, token
        free.append(token)
    return free, None


def _ends_sentence(edge: _Edge, word: int) -> bool:
    """Say whether no word of its sentence lies beyond an old word."""
    side = edge.comparison.old
    beyond = next(_words(edge, side, word), None)
    return beyond is None or side.sentence[beyond] != side.sentence[word]


def _loses_sentence(edge: _Edge, lost: list[int]) -> bool:
    """Say whether another sentence than that of the edge was lost whole."""
    side = edge.comparison.old
    return any(
        side.sentence[token] != side.sentence[edge.old] and _ends_sentence(edge, token)
        for token in lost
    )


def _with_punctuation(edge: _Edge, new: int) -> int:
    """Take in the punctuation of the passage that still touches the piece."""
    comparison, tokens, step = edge.comparison, edge.tokens, edge.step
    outer = []  # the passage's own punctuation at this end
    for token in tokens if step < 0 else reversed(tokens):
        if comparison.is_word[comparison.old.key[token]]:
            break
        outer.append(comparison.old.key[token])
    side = comparison.new
    token = new + step
    while token in side.tokens_of(side.paragraph[new]) and not comparison.is_word[side.key[token]]:
        old = edge.alignment.to_old[token]
        if old not in tokens and not (old == FREE and side.key[token] in outer):
            break
        new = token
        token += step
    return new


def _as_marked(edge: _Edge, new: int, outermost: int) -> int:
    """Give the edge at the passage's own last token: inside it, or in the blanks beyond."""
    left, right = edge.comparison.old, edge.comparison.new
    start, end = right.start[new], right.end[new]
    length = left.end[outermost] - left.start[outermost]
    if outermost == edge.stretch.tokens[0 if edge.step < 0 else -1]:
        cut = (edge.stretch.start if edge.step < 0 else edge.stretch.end) - left.start[outermost]
    else:
        cut = 0 if edge.step < 0 else length
    if 0 < cut < length:
        return start + _cut(left.text_of(outermost), right.text_of(new), cut, edge.step)
    if edge.step < 0:
        return max(start + cut, _blank_from(right, new))
    return min(end + cut - length, _blank_until(right, new))


def _cut(word: str, now: str, cut: int, step: int) -> int:
    """Say where a word is cut now: after the same letters, before the same, or as far along."""
    if word == now:
        return cut
    before, after = key_of(word[:cut]), key_of(word[cut:])
    places = range(len(now) + 1)
    head = bisect_right(places, len(before), key=lambda at: len(key_of(now[:at]))) - 1
    tail = bisect_left(places, -len(after), key=lambda at: -len(key_of(now[at:])))
    if key_of(now[:head]) == before:
        cut = head
    elif key_of(now[tail:]) == after:
        cut = tail
    # Something of the word stays in the passage.
    return min(cut, len(now) - 1) if step < 0 else max(1, min(cut, len(now)))


def _blank_from(side: Side, token: int) -> int:
    """Say where the blanks before a token begin."""
    return side.end[token - 1] if token > side.first[side.paragraph[token]] else 0


def _blank_until(side: Side, token: int) -> int:
    """Say where the blanks after a token end."""
    last = token + 1 == side.first[side.paragraph[token] + 1]
    return side.end[token] if last else side.start[token + 1]
