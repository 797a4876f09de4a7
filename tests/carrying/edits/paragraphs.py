"""Edits of whole paragraphs, and of which identity they have."""

from tests.carrying.edits.making import (
    UNSPACED,
    Maker,
    put_sentence,
    reword,
    sentence_ranges,
    words_of,
)
from tests.carrying.tracked import Article, Paragraph, copied, fresh


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
    blank = () if UNSPACED.search(first.text) else fresh(" ")
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
    reword(paragraph, (0, len(paragraph.chars)), 0.08, maker)
    paragraph.identity = article.identity()
    return True


def heavy_hand(article: Article, maker: Maker) -> bool:
    """Go over a whole paragraph: every fifth word, and a sentence more or less."""
    paragraph = maker.some(article, 20)
    if paragraph is None:
        return False
    reword(paragraph, (0, len(paragraph.chars)), 0.2, maker)
    if maker.random.random() < 0.5:
        put_sentence(paragraph, fresh(maker.sentence()), maker)
    return True


def add_pull_quote(article: Article, maker: Maker) -> bool:
    """Repeat a sentence as a pull quote, and perhaps edit the sentence itself."""
    paragraph = maker.some(article, 12)
    if paragraph is None:
        return False
    start, end = maker.random.choice(sentence_ranges(paragraph))
    quote = Paragraph(article.identity(), copied(paragraph.chars[start:end]))
    if maker.random.random() < 0.6:
        reword(paragraph, (start, end), 0.12, maker)
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
    reword(twin, (0, len(twin.chars)), 0.2, maker)
    if maker.random.random() < 0.5:
        reword(paragraph, (start, end), 0.12, maker)
    article.paragraphs.insert(maker.random.randint(0, len(article.paragraphs)), twin)
    return True


def lose_identities(article: Article, maker: Maker) -> bool:
    """Paste the whole text anew."""
    del maker
    for paragraph in article.paragraphs:
        paragraph.identity = article.identity()
    return True
