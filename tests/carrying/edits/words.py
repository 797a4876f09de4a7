"""Edits of words and signs: what an author corrects in passing."""

import unicodedata
from dataclasses import replace

from tests.carrying.edits.making import UNSPACED, Maker, change_word, cut, put, words_of
from tests.carrying.tracked import NEW, Article, Char, fresh, replacing

_SWAPS = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "–", "–": "-", "«": "“", "»": "”"})


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
        put(paragraph, start, end, changed)
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
        text = phrase(maker, count)
        change_word(paragraph, (words[at][0], words[last][1]), text)
    return True


def phrase(maker: Maker, count: int) -> str:
    words = [maker.word() for _ in range(count)]
    return ("" if UNSPACED.search("".join(words)) else " ").join(words)


def insert_words(article: Article, maker: Maker) -> bool:
    """Put words between words."""
    for _ in range(maker.random.randint(1, 4)):
        paragraph = maker.some(article, 2)
        if paragraph is None:
            return False
        at = maker.random.choice(words_of(paragraph))[0]
        text = phrase(maker, maker.random.choice((1, 1, 2, 4)))
        put(paragraph, at, at, fresh(text + ("" if UNSPACED.search(text) else " ")))
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
        cut(paragraph, words[at][0], words[last][1])
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
            put(paragraph, end, end, fresh(maker.random.choice((",", ";", " ", " –"))))
        elif following and not following.isalnum():
            put(paragraph, end, end + 1, fresh(maker.random.choice((".", "!", ",", ";"))))
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
            changed.append(replace(char, char=text[0]))
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
        put(paragraph, end, end, fresh(" " + text))
    return True
