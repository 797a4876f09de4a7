"""What a line looks like, in any language: a crosshead, a sentence, a byline, a button. Pure.

Nothing is known of the words except a few that stand beside names (by, von, por …) and rights. The
rest is shape: how long a line is, how it ends, whether it says something again, and whether it is
in the language of the others.
"""

import re
import statistics
import unicodedata
from collections.abc import Collection, Iterable

# Half again as long as the longest crossheads of newspapers, three lines of a column.
MAX_CROSSHEAD_LENGTH = 100
# Longer than any byline with two authors, their offices and a place.
MAX_BYLINE_LENGTH = 160
# A standfirst is a sentence or two.
MAX_STANDFIRST_LENGTH = 400
MAX_RIGHTS_LENGTH = 300
# Three authors with three names each, and one to spare.
MAX_NAMES = 10
# Shorter repetitions are chance ("the United States").
MIN_PULL_QUOTE_WORDS = 5
MIN_UNSPACED_LENGTH = 12
# Of a sentence in the text's own language, a third to two thirds of the words stand elsewhere in
# the text too. Another language shares a few short ones, and of the longer ones at most a name.
FOREIGN = 0.25
FOREIGN_LONGER = 0.1
LONGER_WORD = 4
# With fewer words to go by, on either side, nothing can be said about a language.
MIN_FOREIGN_WORDS = 6
MIN_VOCABULARY = 60

_SENTENCE_ENDS = ".!?…。！？｡।॥۔؟։"
_CLAUSE_ENDS = ",;:，、；：،؛—–-"
_CLOSERS = "\"'’”»›)]}」』）】*_"
_OPENERS = "\"'‘“«‹„‚「『"
# Single ones only at the edge of a word; inside it they are apostrophes.
_QUOTE_MARK = re.compile(r"[\"“”«»„‟‹›‚]|(?<!\w)[‘’']|[‘’'](?!\w)")
_NOTE_NUMBER = re.compile(r"(?<=[.!?…。！？”’\"])(?:\s?\[\d{1,3}\]|\d{1,3}|[⁰¹²³⁴-⁹]+)$")
_BULLET = re.compile(r"[•‣◦▪●∙·*\-]\s+(?=\S)")
_NUMBERED = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"[^\W\d_][\w.’'-]*")
_BY = re.compile(
    r"(?:by|text|von|vom|par|por|per|di|da|de|door|av|af|od|przez|от|автор)\b:?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_AND = {"and", "und", "et", "y", "e", "en", "och", "og", "i", "ja", "és", "ve", "&", "и", "with"}
_PARTICLES = {"de", "del", "della", "di", "da", "dos", "von", "van", "der", "den", "la", "le", "al"}
_RIGHTS = re.compile(
    r"©|\(c\)\s|copyright\b|creative commons\b|cc[ -]by\b|all rights reserved\b"
    r"|alle rechte vorbehalten\b|tous droits réservés\b|tutti i diritti riservati\b"
    r"|todos los derechos reservados\b|todos os direitos reservados\b",
    re.IGNORECASE,
)
_VIEWS = re.compile(
    r"\b(?:views?|opinions?|opinion(?:es|i|en)|opiniões|vues|propos|points? de vue|ansichten"
    r"|meinung(?:en)?|meningen|åsikter(?:na)?)\b",
    re.IGNORECASE,
)
_OF_THE_AUTHOR = re.compile(
    r"\b(?:author|autor|auteur|autric|författar|forfatter)\w*", re.IGNORECASE
)


def says_something(line: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(unicodedata.category(character)[0] in "LN" for character in line)


def ending(line: str) -> str:
    """The character that ends what the line says, closing quotes and note numbers aside."""
    line = _NOTE_NUMBER.sub("", line.rstrip()).rstrip(_CLOSERS + " \u00a0")
    return line[-1:]


def is_sentence(line: str) -> bool:
    """Whether it ends as a sentence does."""
    return ending(line) in set(_SENTENCE_ENDS)


def is_crosshead_shaped(line: str) -> bool:
    """Short, and not ended by punctuation, except that a crosshead may ask."""
    end = ending(line)
    if len(line) > MAX_CROSSHEAD_LENGTH or end in set(_CLAUSE_ENDS):
        return False
    if line[0].islower() or line[0] in _CLAUSE_ENDS:
        return False  # A verse, or a dash that begins what somebody says.
    if end in set("?？؟"):
        return line[0] not in _OPENERS  # Somebody is quoted as asking.
    return end not in set(_SENTENCE_ENDS)


def bullet(line: str) -> str:
    """What the line begins with if it is one of a list: a bullet and its space, or nothing."""
    found = _BULLET.match(line)
    return found[0] if found else ""


def list_number(line: str) -> int | None:
    """The number that the line begins with, as `1.` or `(1)`."""
    found = _NUMBERED.match(line)
    return int(found[1]) if found else None


def is_date(line: str) -> bool:
    """A year with a day or a month and hardly anything else: `3 March 2025`, `May 2025`."""
    words = re.findall(r"\w+", line)
    numbers = [word for word in words if word[0].isdigit()]
    return bool(_YEAR.search(line)) and (
        2 <= len(words) <= 2 * len(numbers) + 2 if len(numbers) > 1 else len(words) == 2  # noqa: PLR2004
    )


def is_byline(line: str) -> bool:
    """`By Jane Doe, Berlin`, in a dozen languages, or only names: `Jane Doe and John Roe`."""
    if len(line) > MAX_BYLINE_LENGTH or ending(line) in set(_SENTENCE_ENDS + _CLAUSE_ENDS):
        return False
    by = _BY.match(line)
    if by and line[0].isupper():
        return _are_names(re.split(r"[,|(]", line[by.end() :])[0], at_least=1)
    return _are_names(line, at_least=2)


def _are_names(line: str, *, at_least: int) -> bool:
    """Capitalised words, joined by nothing but commas, particles and `and`."""
    words = line.replace(",", " ").split()
    names = [word for word in words if word not in _AND | _PARTICLES]
    return (
        at_least <= len(names) <= MAX_NAMES
        and names[0] == words[0]
        and all(_NAME.fullmatch(name) and name[0].isupper() for name in names)
        and not line.isupper()
    )


def is_rights(line: str) -> bool:
    """`© …`, `Copyright …`, a Creative Commons licence, or all rights reserved."""
    return len(line) <= MAX_RIGHTS_LENGTH and bool(_RIGHTS.match(line.lstrip("(“‘ ")))


def is_disclaimer(line: str) -> bool:
    """Whose views these are: it names views and authors."""
    return bool(_VIEWS.search(line) and _OF_THE_AUTHOR.search(line)) and is_sentence(line)


def words_of(line: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", line.casefold())


def is_foreign(line: str, vocabulary: Collection[str]) -> bool:
    """Whether so few of its words are in the vocabulary that it is in another language."""
    words = words_of(line)
    longer = [word for word in words if len(word) >= LONGER_WORD]
    if len(words) < MIN_FOREIGN_WORDS or len(vocabulary) < MIN_VOCABULARY:
        return False
    return sum(word in vocabulary for word in words) < FOREIGN * len(words) and sum(
        word in vocabulary for word in longer
    ) <= FOREIGN_LONGER * len(longer)


def weigh(lines: Iterable[str]) -> int:
    """How much text there is, in code points."""
    return sum(map(len, lines))


def is_prose(lines: Collection[str]) -> bool:
    """Whether most of the text is in sentences, unlike verse and scripts without full stops."""
    return 2 * weigh(line for line in lines if is_sentence(line)) > weigh(lines)


def median_length(lines: Iterable[str]) -> float:
    """The median length of what is not short, in code points: that of a body paragraph."""
    lengths = [len(line) for line in lines if len(line) > MAX_CROSSHEAD_LENGTH or is_sentence(line)]
    return statistics.median(lengths) if lengths else 0


def repeated(lines: Iterable[str]) -> set[str]:
    """The lines that say part of a longer line again: pull quotes, quote marks and all.

    A gap (`…`) is allowed if what stands around it follows in the same order.
    """
    said = {line: _bare(line) for line in dict.fromkeys(lines)}
    everything = "\n".join(f" {text} " for text in said.values())
    return {line for line, text in said.items() if _is_repeated(text, everything)}


def _bare(line: str) -> str:
    """The line without quotes, case, and punctuation at its ends."""
    line = " ".join(_QUOTE_MARK.sub("", line).casefold().split())
    return line.strip("–— " + _SENTENCE_ENDS.replace("…", ""))


def _is_repeated(text: str, everything: str) -> bool:
    """Whether it stands inside a line, and is not the whole of it."""
    if len(words_of(text)) < MIN_PULL_QUOTE_WORDS and not _is_long_without_spaces(text):
        return False
    first, *others = (part.strip(" []()") for part in re.split(r"…|\.\.\.", text))
    start = everything.find(first)
    while start >= 0:
        line_start = everything.rfind("\n", 0, start) + 1
        line_end = everything.find("\n", start)
        line = everything[line_start : line_end if line_end >= 0 else None]
        after = start - line_start + len(first)
        edges = line[start - line_start - 1] + line[after : after + 1]
        if not edges.strip().isalnum() and line.strip() != text and _follow(others, line, after):
            return True
        start = everything.find(first, start + 1)
    return False


def _follow(parts: Iterable[str], line: str, at: int) -> bool:
    for part in parts:
        at = line.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _is_long_without_spaces(text: str) -> bool:
    """Chinese, Japanese and Thai do not space their words; twelve signs say as much as five."""
    return " " not in text and len(text) >= MIN_UNSPACED_LENGTH
