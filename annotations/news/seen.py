"""Which of an article's comments someone has seen, as a newsreader keeps it. Pure.

Comments are numbered in the order in which they came to be readable. What was seen is mostly all
up to some number, so that is what is kept, and two short lists of exceptions: those beyond it that
were seen already, and those before it that somebody asked to be shown as new again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Seen:
    """Seen is all up to `until`, except what is `anew`, and what is `also`."""

    until: int
    also: frozenset[int] = frozenset()
    anew: frozenset[int] = frozenset()

    def __contains__(self, number: int) -> bool:
        return number not in self.anew if number <= self.until else number in self.also

    def having_seen(self, numbers: Iterable[int]) -> "Seen":
        numbers = frozenset(numbers)
        beyond = {number for number in numbers if number > self.until}
        return replace(self, also=self.also | beyond, anew=self.anew - numbers)

    def having_seen_all(self, until: int) -> "Seen":
        return Seen(max(until, self.until))

    def without(self, number: int) -> "Seen":
        """As if that one had not been seen."""
        if number <= self.until:
            return replace(self, anew=self.anew | {number})
        return replace(self, also=self.also - {number})

    def moved_on(self, first_unseen: int | None, newest: int) -> "Seen":
        """The same, in fewer words.

        `first_unseen` is the first beyond `until` that there is and that was not seen; `newest` the
        last number given. Those in between that are nobody's, or not for this person, count as
        seen: what becomes readable later gets a number of its own then.
        """
        until = max(self.until, newest if first_unseen is None else first_unseen - 1)
        return replace(self, until=until, also=frozenset(n for n in self.also if n > until))
