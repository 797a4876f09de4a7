"""A paragraph's sentences, for choosing a passage without a pointer or JavaScript. Pure.

Browsers have Unicode's rules for this (`sentences.js`); these are its main ones. No list of
abbreviations is complete, so there is none: a sentence too many can be chosen with its neighbour.
"""

import re

# A full stop needs a blank behind it, or every number and address would end a sentence.
END = re.compile(
    r"""[.!?…؟۔।॥]+["'”’»›)\]]*\s+ | [。！？｡]+["'”’」』）]*\s*""",
    re.VERBOSE,
)


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of every sentence, in order, without the blanks around it.

    Offsets are code points. Everything but blanks belongs to exactly one sentence.
    """
    # What goes on with a small letter goes on.
    ends = [match.end() for match in END.finditer(text) if not text[match.end() :][:1].islower()]
    cuts = zip([0, *ends], [*ends, len(text)], strict=True)
    return tuple(_trimmed(text, start, end) for start, end in cuts if text[start:end].strip())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return end - len(inside.lstrip()), start + len(inside.rstrip())
