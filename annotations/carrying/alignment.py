"""The alignment: which old token stands as which new token.

Each old token is held by at most one new token and the other way round. Words that are not the same
but stand for each other (a typo, an inflection) are held with their likeness.
"""

from collections.abc import Iterable

FREE = -1


class Alignment:
    """Pairs of tokens, by their numbers on the two sides. Every step adds to it."""

    def __init__(self, old_tokens: int, new_tokens: int) -> None:
        """Begin with every token free."""
        self.to_new = [FREE] * old_tokens
        self.to_old = [FREE] * new_tokens
        self.likeness: dict[int, float] = {}  # of old tokens held by a word that is only alike

    def hold(self, old: int, new: int, likeness: float = 1.0) -> None:
        """Pair two free tokens."""
        self.to_new[old] = new
        self.to_old[new] = old
        if likeness < 1:
            self.likeness[old] = likeness

    def hold_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Pair many free tokens."""
        for old, new in pairs:
            self.hold(old, new)

    def release(self, old: int) -> None:
        """Make an old token and its partner free again."""
        self.to_old[self.to_new[old]] = FREE
        self.to_new[old] = FREE
        self.likeness.pop(old, None)

    def is_free(self, old: int, new: int) -> bool:
        """Say whether both tokens are free."""
        return self.to_new[old] == FREE and self.to_old[new] == FREE
