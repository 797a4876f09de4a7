"""Likeness: how far one word is another, misspelt or inflected.

The measure is twice the longest common subsequence over both lengths, computed bit by bit in one
integer after Hyyrö (2004), "Bit-parallel LCS-length computation revisited".
"""

# Short words are alike by chance: they need more in common.
ALIKE = 0.65
ALIKE_FOUR_LETTERS = 0.74
ALIKE_THREE_LETTERS = 0.8
FOUR, THREE = 4, 3


def likeness(word: str, other: str) -> float:
    """Measure how much two words have in common, 0 to 1."""
    row = (1 << len(word)) - 1
    places: dict[str, int] = {}
    for at, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << at
    full = row
    for letter in other:
        common = row & places.get(letter, 0)
        row = ((row + common) | (row - common)) & full
    return 2 * (len(word) - row.bit_count()) / (len(word) + len(other))


def alike(word: str, other: str) -> float:
    """Give the likeness of two words if they may be the same word, else 0."""
    shorter = min(len(word), len(other))
    enough = ALIKE
    if shorter <= THREE:
        enough = ALIKE_THREE_LETTERS
    elif shorter == FOUR:
        enough = ALIKE_FOUR_LETTERS
    longer = max(len(word), len(other))
    if 2 * shorter < enough * (shorter + longer):
        return 0.0
    found = likeness(word, other)
    return found if found >= enough else 0.0
