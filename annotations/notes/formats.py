"""Notes -> files that other programs read: Markdown, CSV, and the W3C's Web Annotations (JSON).

Each writer takes the notes and the address of this site, without a slash at its end, and answers
with the text of the file.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Annotation, Comment
from annotations.notes.collecting import Note

# The columns that Readwise and programs like it import, by these names in every language.
COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
# A cell that begins so would be run as a formula by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# https://www.w3.org/TR/annotation-vocab/#named-individuals
MOTIVATIONS = {
    Annotation.Kind.HIGHLIGHT: "highlighting",
    Annotation.Kind.IMPORTANT: "highlighting",
    Annotation.Kind.QUESTION: "questioning",
    Annotation.Kind.DISAGREE: "assessing",
}

type Write = Callable[[Iterable[Note], str], str]


@dataclass(frozen=True, slots=True)
class Format:
    write: Write
    media_type: str
    suffix: str


def to_markdown(notes: Iterable[Note], site: str) -> str:
    """A heading for each article, then each passage as a quotation with what was said under it."""
    lines: list[str] = []
    for article, of_article in groupby(notes, key=lambda note: note.article):
        lines += [f"# {article.title}", "", f"<{site}{article.get_absolute_url()}>", ""]
        for note in of_article:
            lines += [f"> {line}" for line in note.quote.splitlines()] + [""]
            for comment in note.comments:
                lines += [comment.body.strip(), ""]
            kind = f"{note.annotation.get_kind_display()} · " if note.annotation else ""
            link = f"[{_('Link')}]({site}{note.made.get_absolute_url()})"
            lines += [f"*{kind}{note.made_at:%Y-%m-%d} · {link}*", "", "---", ""]
    return "\n".join(lines)


def to_csv(notes: Iterable[Note], site: str) -> str:
    """A row for each note."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for place, note in enumerate(notes, start=1):
        writer.writerow(
            [
                _cell(note.quote),
                _cell(note.article.title),
                _cell(note.article.byline),
                f"{site}{note.made.get_absolute_url()}",
                _cell("\n\n".join(comment.body for comment in note.comments)),
                place,
                note.made_at.isoformat(),
            ]
        )
    return file.getvalue()


def to_json(notes: Iterable[Note], site: str) -> str:
    """A W3C AnnotationCollection with one page: https://www.w3.org/TR/annotation-model/."""
    items = [_annotation(note, site) for note in notes]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=2)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def _annotation(note: Note, site: str) -> dict[str, Any]:
    source = f"{site}{note.article.get_absolute_url()}"
    if note.annotation:
        motivation = "commenting" if note.comments else MOTIVATIONS[_kind(note.annotation)]
        target: Any = [_target(each, source) for each in note.annotation.targets.all()]
    else:
        comment = note.comments[0]
        motivation = "replying" if comment.parent_id else "commenting"
        target = _about(comment, site)
    return {
        "id": f"{site}{note.made.get_absolute_url()}",
        "type": "Annotation",
        "motivation": motivation,
        "created": note.made_at.isoformat(),
        "body": [
            {"type": "TextualBody", "value": comment.body, "format": "text/markdown"}
            for comment in note.comments
        ],
        "target": target,
    }


def _kind(annotation: Annotation) -> Annotation.Kind:
    return Annotation.Kind(annotation.kind)


def _target(target: Any, source: str) -> dict[str, Any]:
    quote = {"exact": target.exact, "prefix": target.prefix, "suffix": target.suffix}
    return {"source": source, "selector": {"type": "TextQuoteSelector", **quote}}


def _about(comment: Comment, site: str) -> str:
    """What a comment answers, or the paragraph that it is about."""
    if comment.parent_id:
        return f"{site}{Comment(pk=comment.parent_id).get_absolute_url()}"
    paragraph = comment.paragraph
    return f"{site}{paragraph.article.get_absolute_url()}#{paragraph.label}"


FORMATS = {
    "markdown": Format(to_markdown, "text/markdown", "md"),
    "csv": Format(to_csv, "text/csv", "csv"),
    "json": Format(to_json, "application/ld+json", "json"),
}
