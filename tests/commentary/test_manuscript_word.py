import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from commentary.manuscript import Manuscript, UnreadableDocument, read_document
from commentary.manuscript.word import MAX_UNPACKED_BYTES, read_docx
from commentary.style import Style
from tests.commentary.manuscript_texts import HARBOUR

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = ("Title", "Subtitle", "heading 1", "Quote", "Normal")


def styled(text: str, style: str) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>'
    return f"<w:p>{named}{run(text)}</w:p>"


def run(text: str, look: str = "") -> str:
    looks = f"<w:rPr><w:{look}/></w:rPr>" if look else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def docx(*paragraphs: str, **parts: bytes) -> bytes:
    """A Word document of these paragraphs of WordprocessingML."""
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        "</w:style>"
        for name in STYLES
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/hyperlink" Target="https://example.org/" '
        'TargetMode="External"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{WORD}">{names}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>'
        f"{''.join(paragraphs)}</w:body></w:document>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, **parts}.items():
            archive.writestr(name, content)
    return file.getvalue()


def paragraphs(manuscript: Manuscript) -> list[tuple[Style, str]]:
    return [(each.style, each.source) for each in manuscript.paragraphs]


PLAIN = [f"<w:p>{run(text)}</w:p>" for text in HARBOUR]


def test_a_document_is_read_by_its_styles() -> None:
    manuscript = read_docx(
        docx(
            styled("The Harbour", "Title"),
            styled("How it ended", "Subtitle"),
            PLAIN[0],
            styled("The Ground", "heading 1"),
            styled("They said so.", "Quote"),
            *PLAIN[1:],
        )
    )
    assert (manuscript.title, manuscript.standfirst) == ("The Harbour", "How it ended")
    assert paragraphs(manuscript) == [
        (Style.BODY, HARBOUR[0]),
        (Style.CROSSHEAD, "The Ground"),
        (Style.QUOTATION, "They said so."),
        *[(Style.BODY, text) for text in HARBOUR[1:]],
    ]


def test_a_document_without_styles_is_read_by_its_shapes() -> None:
    manuscript = read_docx(
        docx(
            f"<w:p>{run('OPINION | The Harbour', 'b')}</w:p>",
            f"<w:p>{run('By Jane Doe')}</w:p>",
            PLAIN[0],
            f"<w:p>{run('The Ground', 'b')}</w:p>",
            *PLAIN[1:],
            f"<w:p>{run('© Jane Doe')}</w:p>",
        )
    )
    assert (manuscript.kicker, manuscript.title) == ("OPINION", "The Harbour")
    assert (manuscript.byline, manuscript.rights) == ("By Jane Doe", "© Jane Doe")
    assert paragraphs(manuscript)[1] == (Style.CROSSHEAD, "The Ground")


def test_emphasis_and_links_become_markdown() -> None:
    link = f'<w:hyperlink r:id="r2">{run("a link")}</w:hyperlink>'
    runs = run("Bold", "b") + run(" and ") + run("slan", "i") + run("ted", "i") + run(", ") + link
    manuscript = read_docx(
        docx(styled("The Harbour", "Title"), *PLAIN, f"<w:p>{runs}{run('.')}</w:p>")
    )
    assert (
        paragraphs(manuscript)[-1][1] == "**Bold** and *slanted*, [a link](https://example.org/)."
    )


def test_a_word_document_is_known_whatever_its_name_is() -> None:
    data = docx(styled("The Harbour", "Title"), *PLAIN)
    assert read_document(data, "upload").title == "The Harbour"
    assert read_document(data, "harbour.docx").title == "The Harbour"


def test_a_zip_that_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    bomb = docx(*PLAIN, **{"word/media/bomb.bin": b"\x00" * (MAX_UNPACKED_BYTES + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableDocument, match="too large when unpacked"):
        read_docx(bomb)


def test_entities_that_grow_without_end_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{depth} "{f"&e{depth - 1};" * 10}">' for depth in range(1, 12))
    document = f'<!DOCTYPE d [<!ENTITY e0 "lol">{entities}]><d>&e11;</d>'
    with pytest.raises(UnreadableDocument, match="not a Word document"):
        read_docx(docx(**{"word/document.xml": document.encode()}))


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 100,
        b"PK\x03\x04" + b"a" * 100,
        docx(*PLAIN)[:-100],
        docx(**{"word/document.xml": b"<not-word/>"}),
        docx(**{"word/document.xml": b"not XML"}),
    ],
)
def test_what_is_no_word_document_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="not a Word document"):
        read_document(data, "a.docx")


def test_another_zip_is_no_word_document() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UnreadableDocument, match="not a Word document"):
        read_document(file.getvalue(), "a.docx")
    with pytest.raises(UnreadableDocument, match="ZIP"):
        read_document(file.getvalue(), "a.zip")


def test_an_empty_word_document_has_no_title() -> None:
    with pytest.raises(UnreadableDocument):
        read_docx(docx())
