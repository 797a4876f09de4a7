"""The kinds of edit, each made on text that remembers where its characters came from.

An edit is a function of the article and the maker; it returns whether it could be made. What it
needs of chance and of fresh words comes from the maker, so that a seed repeats everything.
"""

import re
import unicodedata
from collections.abc import Callable
from random import Random

from tests.carrying.tracked import (
    NEW,
    Article,
    Char,
    Chars,
    Paragraph,
    copied,
    fresh,
    replacing,
)

WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,2}"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963]|['’](?=\w))*"
)
_SENTENCE = re.compile(r"[^.!?…؟।。！？]+(?:[.!?…؟।。！？]+[\"”»」』’״)]*\s*|$)")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SWAPS = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "–", "–": "-", "«": "“", "»": "”"})

Range = tuple[int, int]


class Maker:
    """Chance, and the fresh text of one case."""

    def __init__(self, random: Random, reserve: list[str]) -> None:
        """Take text that does not stand in the article as the source of fresh text."""
        self.random = random
        self.reserve = list(reserve)
        prose = [text for text in reserve if not text[-1].isalnum()]
        self.sentences = [s for text in prose for s in sentences_of(text)]
        self.random.shuffle(self.sentences)
        self.words = [m.group() for text in reserve for m in WORD.finditer(text)]

    def word(self) -> str:
        """Give some word of the language."""
        return self.random.choice(self.words)

    def sentence(self) -> str:
        """Give a sentence that was not used before, as long as there are any."""
        if self.sentences:
            return self.sentences.pop()
        return " ".join(self.word() for _ in range(9)).capitalize() + "."

    def paragraph(self) -> str:
        """Give a new paragraph."""
        return self.join([self.sentence() for _ in range(self.random.randint(1, 4))])

    @staticmethod
    def join(sentences: list[str]) -> str:
        """Put sentences together as the script does."""
        blank = "" if _UNSPACED.search("".join(sentences)) else " "
        return blank.join(sentences)

    def some(self, article: Article, least: int = 1) -> Paragraph | None:
        """Give a paragraph with at least so many words."""
        fits = [p for p in article.paragraphs if len(words_of(p)) >= least]
        return self.random.choice(fits) if fits else None


Edit = Callable[[Article, Maker], bool]


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences, without the blanks between."""
    return [m.group().strip() for m in _SENTENCE.finditer(text) if len(m.group().strip()) > 1]


def words_of(paragraph: Paragraph) -> list[Range]:
    """Give the words of a paragraph."""
    return [m.span() for m in WORD.finditer(paragraph.text)]


def sentence_ranges(paragraph: Paragraph) -> list[Range]:
    """Give the sentences of a paragraph, without the blanks around them."""
    found = []
    for match in _SENTENCE.finditer(paragraph.text):
        text = match.group()
        start = match.start() + len(text) - len(text.lstrip())
        end = match.end() - len(text) + len(text.rstrip())
        if any(map(str.isalnum, paragraph.text[start:end])):
            found.append((start, end))
    return found


def _put(paragraph: Paragraph, start: int, end: int, chars: Chars) -> None:
    paragraph.chars = paragraph.chars[:start] + chars + paragraph.chars[end:]


def _cut(paragraph: Paragraph, start: int, end: int) -> Chars:
    """Take a stretch out, with one of the blanks around it."""
    taken = paragraph.chars[start:end]
    text = paragraph.text
    if end < len(text) and text[end] == " " and (start == 0 or text[start - 1] == " "):
        end += 1
    elif start and text[start - 1] == " " and end == len(text):
        start -= 1
    _put(paragraph, start, end, ())
    return taken


def _insert_sentence(paragraph: Paragraph, chars: Chars, maker: Maker) -> None:
    """Put a sentence between two sentences, or at either end."""
    places = sorted({0, *(end for _, end in sentence_ranges(paragraph))})
    at = maker.random.choice(places)
    blank: Chars = () if _UNSPACED.search("".join(c.char for c in chars)) else fresh(" ")
    _put(paragraph, at, at, blank + chars if at else chars + blank)


def _change_word(paragraph: Paragraph, span: Range, text: str) -> None:
    _put(paragraph, *span, replacing(paragraph.chars[slice(*span)], text))


def typo(article: Article, maker: Maker) -> bool:
    """Misspell or inflect a few words; the letters that stay are still the old ones."""
    for _ in range(maker.random.randint(1, 4)):
        paragraph = maker.some(article)
        if paragraph is None:
            return False
        start, end = maker.random.choice(words_of(paragraph))
        word = paragraph.chars[start:end]
        if end - start < 4:
            continue
        whole = replacing(word, "x")[0].replaces
        at = maker.random.randrange(1, end - start - 1)
        kind = maker.random.choice(("double", "drop", "swap", "ending"))
        if kind == "double":
            extra = Char(word[at].char, replaces=whole)
            changed = (*word[:at], extra, *word[at:])
        elif kind == "drop":
            changed = word[:at] + word[at + 1 :]
        elif kind == "swap":
            changed = (*word[:at], word[at + 1], word[at], *word[at + 2 :])
        else:
            changed = (*word, Char(maker.random.choice("sen"), replaces=whole))
        _put(paragraph, start, end, changed)
    return True


def replace_words(article: Article, maker: Maker) -> bool:
    """Replace single words, or two or three in a row."""
    for _ in range(maker.random.randint(1, 4)):
        paragraph = maker.some(article, 4)
        if paragraph is None:
            return False
        words = words_of(paragraph)
        at = maker.random.randrange(len(words))
        last = min(at + maker.random.choice((0, 0, 0, 1, 2)), len(words) - 1)
        count = max(1, last - at + 1 + maker.random.choice((-1, 0, 0, 1)))
        text = _phrase(maker, count)
        _change_word(paragraph, (words[at][0], words[last][1]), text)
    return True


def _phrase(maker: Maker, count: int) -> str:
    words = [maker.word() for _ in range(count)]
    return ("" if _UNSPACED.search("".join(words)) else " ").join(words)


def insert_words(article: Article, maker: Maker) -> bool:
    """Put words between words."""
    for _ in range(maker.random.randint(1, 4)):
        paragraph = maker.some(article, 2)
        if paragraph is None:
            return False
        at = maker.random.choice(words_of(paragraph))[0]
        text = _phrase(maker, maker.random.choice((1, 1, 2, 4)))
        _put(paragraph, at, at, fresh(text + ("" if _UNSPACED.search(text) else " ")))
    return True


def delete_words(article: Article, maker: Maker) -> bool:
    """Take out single words, or a few in a row."""
    for _ in range(maker.random.randint(1, 4)):
        paragraph = maker.some(article, 5)
        if paragraph is None:
            return False
        words = words_of(paragraph)
        at = maker.random.randrange(len(words))
        last = min(at + maker.random.choice((0, 0, 1, 3)), len(words) - 1)
        _cut(paragraph, words[at][0], words[last][1])
    return True


def punctuation(article: Article, maker: Maker) -> bool:
    """Add a comma, change a full stop, double a blank."""
    for _ in range(maker.random.randint(1, 4)):
        paragraph = maker.some(article, 3)
        if paragraph is None:
            return False
        end = maker.random.choice(words_of(paragraph))[1]
        following = paragraph.text[end : end + 1]
        if following == " ":
            _put(paragraph, end, end, fresh(maker.random.choice((",", ";", " ", " –"))))
        elif following and not following.isalnum():
            _put(paragraph, end, end + 1, fresh(maker.random.choice((".", "!", ",", ";"))))
    return True


def typography(article: Article, maker: Maker) -> bool:
    """Change quotes, dashes, blanks or the composition of accents throughout."""
    form = maker.random.choice(("quotes", "decomposed", "composed", "blanks"))
    for paragraph in article.paragraphs:
        changed: list[Char] = []
        for char in paragraph.chars:
            text = char.char
            if form == "quotes":
                text = text.translate(_SWAPS)
            elif form == "blanks":
                text = "\u00a0" if text == " " and maker.random.random() < 0.1 else text
            else:
                text = unicodedata.normalize("NFD" if form == "decomposed" else "NFC", text)
            changed.append(Char(text[0], char.origin, char.replaces, char.copy_of))
            own = char.replaces or (frozenset([char.origin]) if char.origin != NEW else frozenset())
            changed += [Char(mark, replaces=own) for mark in text[1:]]
        paragraph.chars = tuple(changed)
    return True


def emoji(article: Article, maker: Maker) -> bool:
    """Put emoji into the text, some of which are several characters."""
    for _ in range(2):
        paragraph = maker.some(article)
        if paragraph is None:
            return False
        end = maker.random.choice(words_of(paragraph))[1]
        text = maker.random.choice(("🙂", "👩‍👩‍👧", "👍🏽", "❤️", "🇪🇸"))
        _put(paragraph, end, end, fresh(" " + text))
    return True


def _reword(paragraph: Paragraph, span: Range, share: float, maker: Maker) -> None:
    words = [w for w in words_of(paragraph) if span[0] <= w[0] and w[1] <= span[1]]
    for start, end in reversed(words):
        if maker.random.random() >= share:
            continue
        kind = maker.random.choice(("replace", "replace", "insert", "delete"))
        if kind == "replace":
            _change_word(paragraph, (start, end), maker.word())
        elif kind == "insert":
            word = maker.word()
            _put(paragraph, start, start, fresh(word + ("" if _UNSPACED.search(word) else " ")))
        elif len(words) > 4:
            _cut(paragraph, start, end)


def edit_sentence(article: Article, maker: Maker) -> bool:
    """Change a tenth of the words of a sentence or two."""
    for _ in range(maker.random.randint(1, 3)):
        paragraph = maker.some(article, 6)
        if paragraph is None:
            return False
        span = maker.random.choice(sentence_ranges(paragraph))
        _reword(paragraph, span, 0.12, maker)
    return True


def reword_sentence(article: Article, maker: Maker) -> bool:
    """Change a quarter to a half of the words of a sentence."""
    paragraph = maker.some(article, 8)
    if paragraph is None:
        return False
    _reword(
        paragraph,
        maker.random.choice(sentence_ranges(paragraph)),
        maker.random.uniform(0.25, 0.5),
        maker,
    )
    return True


def replace_sentence(article: Article, maker: Maker) -> bool:
    """Put another sentence in the place of one."""
    paragraph = maker.some(article, 6)
    if paragraph is None:
        return False
    start, end = maker.random.choice(sentence_ranges(paragraph))
    _put(paragraph, start, end, fresh(maker.sentence()))
    return True


def insert_sentence(article: Article, maker: Maker) -> bool:
    """Put a new sentence into a paragraph."""
    paragraph = maker.some(article, 6)
    if paragraph is None:
        return False
    _insert_sentence(paragraph, fresh(maker.sentence()), maker)
    return True


def delete_sentence(article: Article, maker: Maker) -> bool:
    """Take a sentence out; it may be put back later."""
    paragraph = maker.some(article, 12)
    if paragraph is None:
        return False
    taken = _cut(paragraph, *maker.random.choice(sentence_ranges(paragraph)))
    article.cut.append(taken)
    if not any(c.char.isalnum() for c in paragraph.chars):
        article.paragraphs.remove(paragraph)
    return True


def put_back_sentence(article: Article, maker: Maker) -> bool:
    """Put back what was taken out, as it was, where it was or elsewhere."""
    if not article.cut or not article.paragraphs:
        return False
    taken = article.cut.pop(maker.random.randrange(len(article.cut)))
    present = {c.origin for p in article.paragraphs for c in p.chars}
    if any(c.origin in present for c in taken if c.origin != NEW):
        return False
    if len(sentences_of("".join(c.char for c in taken))) > 1:
        article.paragraphs.insert(
            maker.random.randint(0, len(article.paragraphs)),
            Paragraph(article.identity(), taken),
        )
    else:
        _insert_sentence(maker.random.choice(article.paragraphs), taken, maker)
    return True


def move_sentence(article: Article, maker: Maker) -> bool:
    """Move a sentence within its paragraph or into another, perhaps with a word changed."""
    paragraph = maker.some(article, 12)
    if paragraph is None:
        return False
    span = maker.random.choice(sentence_ranges(paragraph))
    if maker.random.random() < 0.3:
        _reword(paragraph, span, 0.1, maker)
        span = min(sentence_ranges(paragraph), key=lambda s: abs(s[0] - span[0]))
    taken = _cut(paragraph, *span)
    target = paragraph if maker.random.random() < 0.4 else maker.random.choice(article.paragraphs)
    _insert_sentence(target, taken, maker)
    if not any(c.char.isalnum() for c in paragraph.chars):
        article.paragraphs.remove(paragraph)
    return True


def join_sentences(article: Article, maker: Maker) -> bool:
    """Make one sentence of two."""
    for paragraph in maker.random.sample(article.paragraphs, len(article.paragraphs)):
        ranges = sentence_ranges(paragraph)
        if len(ranges) > 1 and paragraph.text[ranges[0][1] - 1] == ".":
            end, start = ranges[0][1], ranges[1][0]
            lower = Char(
                paragraph.text[start].lower(),
                paragraph.chars[start].origin,
                paragraph.chars[start].replaces,
            )
            _put(paragraph, end - 1, start + 1, (*fresh(", and "), lower))
            return True
    return False


def split_paragraph(article: Article, maker: Maker) -> bool:
    """Cut a paragraph in two, between sentences or, seldom, inside one."""
    paragraph = maker.some(article, 16)
    if paragraph is None:
        return False
    ends = [end for _, end in sentence_ranges(paragraph)[:-1]]
    if not ends or maker.random.random() < 0.15:
        ends = [start - 1 for start, _ in words_of(paragraph)[3:-3] if start]
    at = maker.random.choice(ends)
    first, second = paragraph.chars[:at], paragraph.chars[at:]
    while second and second[0].char.isspace():
        second = second[1:]
    place = article.paragraphs.index(paragraph)
    if maker.random.random() < 0.5:
        paragraph.chars = first
        article.paragraphs.insert(place + 1, Paragraph(article.identity(), second))
    else:
        paragraph.chars = second
        article.paragraphs.insert(place, Paragraph(article.identity(), first))
    return True


def merge_paragraphs(article: Article, maker: Maker) -> bool:
    """Make one paragraph of two neighbours; either identity may stay."""
    if len(article.paragraphs) < 3:
        return False
    at = maker.random.randrange(len(article.paragraphs) - 1)
    first, second = article.paragraphs[at : at + 2]
    blank = () if _UNSPACED.search(first.text) else fresh(" ")
    kept = maker.random.choice((first, second))
    kept.chars = first.chars + blank + second.chars
    article.paragraphs[at : at + 2] = [kept]
    return True


def move_paragraph(article: Article, maker: Maker) -> bool:
    """Move a paragraph; its identity goes with it, or is lost by cutting and pasting."""
    if len(article.paragraphs) < 3:
        return False
    paragraph = article.paragraphs.pop(maker.random.randrange(len(article.paragraphs)))
    if maker.random.random() < 0.5:
        paragraph = Paragraph(article.identity(), paragraph.chars)
    article.paragraphs.insert(maker.random.randint(0, len(article.paragraphs)), paragraph)
    return True


def swap_paragraphs(article: Article, maker: Maker) -> bool:
    """Let two paragraphs change places, or, so that identities lie, exchange their texts."""
    if len(article.paragraphs) < 3:
        return False
    a, b = maker.random.sample(range(len(article.paragraphs)), 2)
    first, second = article.paragraphs[a], article.paragraphs[b]
    if maker.random.random() < 0.5:
        article.paragraphs[a], article.paragraphs[b] = second, first
    else:
        first.chars, second.chars = second.chars, first.chars
    return True


def delete_paragraph(article: Article, maker: Maker) -> bool:
    """Take a paragraph out; it may be put back later."""
    if len(article.paragraphs) < 4:
        return False
    paragraph = article.paragraphs.pop(maker.random.randrange(len(article.paragraphs)))
    article.cut.append(paragraph.chars)
    return True


def insert_paragraph(article: Article, maker: Maker) -> bool:
    """Put in a new paragraph."""
    paragraph = Paragraph(article.identity(), fresh(maker.paragraph()))
    article.paragraphs.insert(maker.random.randint(0, len(article.paragraphs)), paragraph)
    return True


def overwrite_paragraph(article: Article, maker: Maker) -> bool:
    """Write other words under an identity that stays."""
    paragraph = maker.some(article, 6)
    if paragraph is None:
        return False
    article.cut.append(paragraph.chars)
    paragraph.chars = fresh(maker.paragraph())
    return True


def retype_paragraph(article: Article, maker: Maker) -> bool:
    """Type a paragraph anew, with small changes all over; the identity is new."""
    paragraph = maker.some(article, 8)
    if paragraph is None:
        return False
    _reword(paragraph, (0, len(paragraph.chars)), 0.08, maker)
    paragraph.identity = article.identity()
    return True


def heavy_hand(article: Article, maker: Maker) -> bool:
    """Go over a whole paragraph: every fifth word, and a sentence more or less."""
    paragraph = maker.some(article, 20)
    if paragraph is None:
        return False
    _reword(paragraph, (0, len(paragraph.chars)), 0.2, maker)
    if maker.random.random() < 0.5:
        _insert_sentence(paragraph, fresh(maker.sentence()), maker)
    return True


def add_pull_quote(article: Article, maker: Maker) -> bool:
    """Repeat a sentence as a pull quote, and perhaps edit the sentence itself."""
    paragraph = maker.some(article, 12)
    if paragraph is None:
        return False
    start, end = maker.random.choice(sentence_ranges(paragraph))
    quote = Paragraph(article.identity(), copied(paragraph.chars[start:end]))
    if maker.random.random() < 0.6:
        _reword(paragraph, (start, end), 0.12, maker)
    place = article.paragraphs.index(paragraph) + maker.random.choice((0, 1, 2))
    article.paragraphs.insert(min(place, len(article.paragraphs)), quote)
    return True


def add_look_alike(article: Article, maker: Maker) -> bool:
    """Add a paragraph or sentence that is nearly another one, and perhaps edit that one."""
    paragraph = maker.some(article, 10)
    if paragraph is None:
        return False
    start, end = maker.random.choice(sentence_ranges(paragraph))
    if maker.random.random() < 0.5:
        start, end = 0, len(paragraph.chars)
    twin = Paragraph(article.identity(), copied(paragraph.chars[start:end]))
    _reword(twin, (0, len(twin.chars)), 0.2, maker)
    if maker.random.random() < 0.5:
        _reword(paragraph, (start, end), 0.12, maker)
    article.paragraphs.insert(maker.random.randint(0, len(article.paragraphs)), twin)
    return True


def lose_identities(article: Article, maker: Maker) -> bool:
    """Paste the whole text anew."""
    del maker
    for paragraph in article.paragraphs:
        paragraph.identity = article.identity()
    return True


EDITS: tuple[Edit, ...] = (
    typo,
    replace_words,
    insert_words,
    delete_words,
    punctuation,
    typography,
    emoji,
    edit_sentence,
    reword_sentence,
    replace_sentence,
    insert_sentence,
    delete_sentence,
    move_sentence,
    join_sentences,
    split_paragraph,
    merge_paragraphs,
    move_paragraph,
    swap_paragraphs,
    delete_paragraph,
    insert_paragraph,
    overwrite_paragraph,
    retype_paragraph,
    heavy_hand,
    add_pull_quote,
    add_look_alike,
)
