"""Bytes -> text that can be trusted, or a sentence that says what to do. Pure.

Only UTF-8 and marked UTF-16 are read: any other encoding would be a guess, and a wrong guess puts
wrong characters into a text that people will quote.
"""

import codecs
import re
import unicodedata

from commentary.manuscript.document import MAX_BYTES, UnreadableDocument

# What the documents begin with that people send by mistake, and what each of them is called.
KNOWN_BINARIES = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\xd0\xcf\x11\xe0": "Word 97–2003",
    b"PK\x03\x04": "ZIP",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
}

# Line ends, tabs and page breaks are white space; no other control character belongs in prose, and
# those of 80-9F are what text looks like that was read in the wrong encoding.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def decoded(data: bytes) -> str:
    r"""The text of a document, with "\n" as its line end.

    Raises UnreadableDocument for what is empty, too large, binary or in another encoding.
    """
    check_size(len(data))
    for beginning, kind in KNOWN_BINARIES.items():
        if data.startswith(beginning):
            raise UnreadableDocument(
                "This is a %(kind)s file, which cannot be read. "
                "Save it as DOCX, HTML or plain text (UTF-8), or paste its text.",
                kind=kind,
            )
    encoding = (
        "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    )
    try:
        return checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        if b"\x00" in data and encoding != "utf-16":
            raise _binary() from error
        raise UnreadableDocument(
            "Line %(line)d (byte %(byte)d) is not valid %(encoding)s. "
            "Save the document as UTF-8 and try again.",
            line=len(_LINE_END.findall(data[: error.start].decode(encoding, "replace"))) + 1,
            byte=error.start + 1,
            encoding="UTF-16" if encoding == "utf-16" else "UTF-8",
        ) from error


def checked(text: str) -> str:
    r"""The text with "\n" as its line end and without a byte order mark.

    Raises UnreadableDocument for what is empty or too large, and for characters that are no text.
    """
    try:
        check_size(len(text.encode()))
    except UnicodeEncodeError as error:
        raise UnreadableDocument(
            "Line %(line)d has half a character (a lone surrogate). "
            "Copy the text again from where it came, or delete that character.",
            line=_line_at(text, error.start),
        ) from error
    if "\x00" in text:
        raise _binary()
    if found := _CONTROL.search(text):
        raise UnreadableDocument(
            "Line %(line)d has a control character (%(character)s), so this is not plain text, "
            "or it was saved in another encoding. Save it as UTF-8 and try again.",
            line=_line_at(text, found.start()),
            character=f"U+{ord(found[0]):04X}",
        )
    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if not any(unicodedata.category(character)[0] in "LN" for character in text):
        raise UnreadableDocument("The document is empty: there are no words in it.")
    return text


def check_size(size: int) -> None:
    """Raise UnreadableDocument if there is nothing, or more bytes than are read."""
    if size == 0:
        raise UnreadableDocument("The document is empty: there are no words in it.")
    if size > MAX_BYTES:
        raise UnreadableDocument(
            "The document is too large: at most %(limit)d MB can be read. "
            "Take out pictures, or split it.",
            limit=MAX_BYTES // 1_000_000,
        )


def _binary() -> UnreadableDocument:
    return UnreadableDocument(
        "This is not a text: it has NUL characters in it. "
        "Save it as DOCX, HTML or plain text (UTF-8), or paste its text."
    )


def _line_at(text: str, offset: int) -> int:
    return len(_LINE_END.findall(text, 0, offset)) + 1
