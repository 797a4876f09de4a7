"""Reading: a paragraph becomes tokens, and each token gets a key by which it is compared.

People edit in words, so words are what survives or does not. A word is a run of letters, digits and
combining marks, with apostrophes inside; a hyphen separates. Scripts that write no blanks between
words (Han, kana, Thai …) are read character by character; Korean is not, although particles cling
to its words, because a syllable recurs by chance. Every other visible character stands alone; an
emoji with its joiners is one.

The key forgets what a typographer may change without changing the word: composed or decomposed
accents, capitals, curly quotes, the length of a dash.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Combining marks of the scripts in which they are common; \w does not contain them. The joiners
# U+200C and U+200D belong to Persian and Indic words.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d"
    "\u0cbc-\u0ccd\u0d3b-\u0d4d\u0dca-\u0ddf\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
    "\u3099\u309a\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u200c\u200d"
)
_CHARACTERS = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_TOKEN = re.compile(
    rf"[{_CHARACTERS}][{_MARKS}]*"
    rf"|[^\W_{_CHARACTERS}](?:[^\W_{_CHARACTERS}]|[{_MARKS}]|['’](?=[^\W_]))*"
    r"|[\U0001f1e6-\U0001f1ff]{2}"
    r"|\.{2,}|-{2,}"
    rf"|\S(?:[{_MARKS}\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]|(?<=\u200d)\S)*"
)
_CHARACTER = re.compile(rf"[{_CHARACTERS}]")
_STRAIGHT = str.maketrans(
    dict.fromkeys(map(ord, "“”„‟«»″״"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛‹›′`´"), "'")
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
)
_SENTENCE_END = re.compile(r"^(?:[.!?…؟।۔]|\.{2,})$")
_SENTENCE_END_WITHOUT_BLANK = frozenset("。！？｡")
_CLOSING = frozenset("\"'”’»›)]}」』）】〉》")


@dataclass(frozen=True, slots=True)
class Token:
    """A token's place in its paragraph, its key, and which sentence of the paragraph it is in."""

    start: int
    end: int
    key: str
    sentence: int


def is_word(key: str) -> bool:
    """Whether a key has a letter or a digit in it, and so can carry meaning."""
    return any(map(str.isalnum, key))


def is_character(key: str) -> bool:
    """Whether a key comes from a script that is read character by character."""
    return _CHARACTER.match(key) is not None


@lru_cache(maxsize=1 << 16)  # the words of a language recur, within a text and from save to save
def key_of(token: str) -> str:
    """Bring a token into the form in which it is compared."""
    straight = token.translate(_STRAIGHT)
    if straight.isascii():
        key = straight.lower()
    else:
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", straight).casefold())
    return "-" if key.startswith("--") else key


def read(text: str) -> tuple[Token, ...]:
    """Read a paragraph into its tokens, in order. Offsets are code points in `text`."""
    tokens = []
    sentence = 0
    ended = unspaced = False
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match.group()
        if ended and (start > last or (unspaced and token not in _CLOSING)):
            sentence += 1
            ended = unspaced = False
        tokens.append(Token(start, end, key_of(token), sentence))
        if token in _SENTENCE_END_WITHOUT_BLANK:
            ended = unspaced = True
        elif _SENTENCE_END.match(token):
            ended = True
        elif token not in _CLOSING:
            ended = unspaced = False
        last = end
    return tuple(tokens)
