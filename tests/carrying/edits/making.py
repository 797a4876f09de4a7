"""What edits are made with: chance and fresh words, and stretches taken out and put in."""

import re
from random import Random

from tests.carrying.tracked import Article, Chars, Paragraph, fresh, replacing

WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]{1,2}"
    r"|[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963]|['’](?=\w))*"
)
_SENTENCE = re.compile(r"[^.!?…؟।。！？]+(?:[.!?…؟।。！？]+[\"”»」』’״)]*\s*|$)")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

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
        blank = "" if UNSPACED.search("".join(sentences)) else " "
        return blank.join(sentences)

    def some(self, article: Article, least: int = 1) -> Paragraph | None:
        """Give a paragraph with at least so many words."""
        fits = [p for p in article.paragraphs if len(words_of(p)) >= least]
        return self.random.choice(fits) if fits else None


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


def put(paragraph: Paragraph, start: int, end: int, chars: Chars) -> None:
    paragraph.chars = paragraph.chars[:start] + chars + paragraph.chars[end:]


def cut(paragraph: Paragraph, start: int, end: int) -> Chars:
    """Take a stretch out, with one of the blanks around it."""
    taken = paragraph.chars[start:end]
    text = paragraph.text
    if end < len(text) and text[end] == " " and (start == 0 or text[start - 1] == " "):
        end += 1
    elif start and text[start - 1] == " " and end == len(text):
        start -= 1
    put(paragraph, start, end, ())
    return taken


def put_sentence(paragraph: Paragraph, chars: Chars, maker: Maker) -> None:
    """Put a sentence between two sentences, or at either end."""
    places = sorted({0, *(end for _, end in sentence_ranges(paragraph))})
    at = maker.random.choice(places)
    blank: Chars = () if UNSPACED.search("".join(c.char for c in chars)) else fresh(" ")
    put(paragraph, at, at, blank + chars if at else chars + blank)


def change_word(paragraph: Paragraph, span: Range, text: str) -> None:
    put(paragraph, *span, replacing(paragraph.chars[slice(*span)], text))


def reword(paragraph: Paragraph, span: Range, share: float, maker: Maker) -> None:
    words = [w for w in words_of(paragraph) if span[0] <= w[0] and w[1] <= span[1]]
    for start, end in reversed(words):
        if maker.random.random() >= share:
            continue
        kind = maker.random.choice(("replace", "replace", "insert", "delete"))
        if kind == "replace":
            change_word(paragraph, (start, end), maker.word())
        elif kind == "insert":
            word = maker.word()
            put(paragraph, start, start, fresh(word + ("" if UNSPACED.search(word) else " ")))
        elif len(words) > 4:
            cut(paragraph, start, end)
