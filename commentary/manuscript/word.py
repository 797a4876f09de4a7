"""A Word document (DOCX) -> a manuscript, by its styles; by its shapes where it has none. Pure.

The zip is looked at before anything is unpacked: a few kilobytes can hold gigabytes.
"""

import io
import zipfile

import mammoth

from commentary.manuscript.assembly import assemble
from commentary.manuscript.decoding import check_size, checked
from commentary.manuscript.document import Manuscript, UnreadableDocument
from commentary.manuscript.elements import lines_of
from commentary.manuscript.front import Front
from commentary.manuscript.web_page import parsed, words_in

# Word writes ten to twenty bytes of XML for each of text, and pictures hardly shrink in a zip.
MAX_UNPACKED_BYTES = 20_000_000
MAX_PARTS = 1_000

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""


def read_docx(data: bytes) -> Manuscript:
    """Read a DOCX: its titles, headings, lists, quotations, emphasis and links; no pictures.

    Raises UnreadableDocument as all readers do.
    """
    check_size(len(data))
    _check_parts(data)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda _image: {}),
        ).value
        root = parsed(f"<div>{checked(html)}</div>")
    except UnreadableDocument:
        raise
    except Exception as error:  # The library has no error of its own: anything may be in a zip.
        raise _not_word() from error
    standfirst = next(map(words_in, root.iterfind(".//p[@class='standfirst']")), "")
    return assemble(lines_of(root, paragraph=None), Front(standfirst=standfirst))


def _check_parts(data: bytes) -> None:
    """Raise UnreadableDocument if it is no DOCX, is locked, or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _not_word() from error
    if not any(part.filename == "word/document.xml" for part in parts):
        raise _not_word()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument("The document is locked with a password. Save it without one.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableDocument(
            "The document is too large when unpacked: at most %(limit)d MB can be read. "
            "Take out pictures, or split it.",
            limit=MAX_UNPACKED_BYTES // 1_000_000,
        )


def _not_word() -> UnreadableDocument:
    return UnreadableDocument(
        "This is not a Word document (DOCX), or it is damaged. "
        "Open it in a word processor and save it as DOCX again, or paste its text."
    )
