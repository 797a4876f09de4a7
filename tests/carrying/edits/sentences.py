"""Edits of sentences: reworded, replaced, put in, taken out, put back, moved, joined."""

from dataclasses import replace

from tests.carrying.edits.making import (
    Maker,
    cut,
    put,
    put_sentence,
    reword,
    sentence_ranges,
    sentences_of,
)
from tests.carrying.tracked import NEW, Article, Paragraph, fresh


def edit_sentence(article: Article, maker: Maker) -> bool:
    """Change a tenth of the words of a sentence or two."""
    for _ in range(maker.random.randint(1, 3)):
        paragraph = maker.some(article, 6)
        if paragraph is None:
            return False
        span = maker.random.choice(sentence_ranges(paragraph))
        reword(paragraph, span, 0.12, maker)
    return True


def reword_sentence(article: Article, maker: Maker) -> bool:
    """Change a quarter to a half of the words of a sentence."""
    paragraph = maker.some(article, 8)
    if paragraph is None:
        return False
    reword(
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
    put(paragraph, start, end, fresh(maker.sentence()))
    return True


def insert_sentence(article: Article, maker: Maker) -> bool:
    """Put a new sentence into a paragraph."""
    paragraph = maker.some(article, 6)
    if paragraph is None:
        return False
    put_sentence(paragraph, fresh(maker.sentence()), maker)
    return True


def delete_sentence(article: Article, maker: Maker) -> bool:
    """Take a sentence out; it may be put back later."""
    paragraph = maker.some(article, 12)
    if paragraph is None:
        return False
    taken = cut(paragraph, *maker.random.choice(sentence_ranges(paragraph)))
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
        put_sentence(maker.random.choice(article.paragraphs), taken, maker)
    return True


def move_sentence(article: Article, maker: Maker) -> bool:
    """Move a sentence within its paragraph or into another, perhaps with a word changed."""
    paragraph = maker.some(article, 12)
    if paragraph is None:
        return False
    span = maker.random.choice(sentence_ranges(paragraph))
    if maker.random.random() < 0.3:
        reword(paragraph, span, 0.1, maker)
        span = min(sentence_ranges(paragraph), key=lambda s: abs(s[0] - span[0]))
    taken = cut(paragraph, *span)
    target = paragraph if maker.random.random() < 0.4 else maker.random.choice(article.paragraphs)
    put_sentence(target, taken, maker)
    if not any(c.char.isalnum() for c in paragraph.chars):
        article.paragraphs.remove(paragraph)
    return True


def join_sentences(article: Article, maker: Maker) -> bool:
    """Make one sentence of two."""
    for paragraph in maker.random.sample(article.paragraphs, len(article.paragraphs)):
        ranges = sentence_ranges(paragraph)
        if len(ranges) > 1 and paragraph.text[ranges[0][1] - 1] == ".":
            end, start = ranges[0][1], ranges[1][0]
            lower = replace(paragraph.chars[start], char=paragraph.text[start].lower())
            put(paragraph, end - 1, start + 1, (*fresh(", and "), lower))
            return True
    return False
