import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.manuscript import MAX_BYTES, Manuscript, UnreadableDocument, read_document
from commentary.manuscript.decoding import checked, decoded
from tests.commentary.manuscript_texts import HAFEN, HARBOUR

TEXT = "\n".join(["Der Hafen 😀", *HAFEN])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_marked_utf_16_are_read(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16_is_read() -> None:
    assert decoded(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1))
def test_every_character_comes_through(text: str) -> None:
    assert decoded(f"a{text}".encode()) == f"a{text}"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp850"])
def test_another_encoding_is_refused_with_the_place(encoding: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"^Line 2 \(byte 16\) is not valid UTF-8\. Save"):
        decoded("Der Hafen\nIm Frühjahr\n".encode(encoding))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"a" * (MAX_BYTES + 1), "too large"),
        (b"\x00" * 10, "NUL"),
        (b"a\x00b", "NUL"),
        (b"a\x00\xff", "NUL"),
        ("Hafen".encode("utf-16-le"), "NUL"),
        ("Hafen".encode("utf-32"), "NUL"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
        (b"PK\x03\x04\x14", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"a\nb\x07", r"Line 2 .*U\+0007"),
        ("a\n\nb\x92".encode(), r"Line 3 .*U\+0092"),
        (b"\xff\xfea\x00b", "UTF-16"),
        (b"a\r\nb\n\xed\xa0\x80", "Line 3"),
    ],
)
def test_what_is_no_text_says_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        decoded(data)


def test_ten_megabytes_are_refused_whatever_they_are() -> None:
    for name in ("a.txt", "a.md", "a.html", "a.docx"):
        with pytest.raises(UnreadableDocument, match="too large"):
            read_document(b"PK\x03\x04" + b"a" * 10_000_000, name)


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    assert checked("\ufeffa") == "a"


def test_a_lone_surrogate_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableDocument, match="Line 2 has half a character"):
        checked("a\nb\ud800")


def test_a_message_can_be_translated_before_its_values_are_filled_in() -> None:
    with pytest.raises(UnreadableDocument) as raised:
        checked("a\nb\ud800")
    error = raised.value
    assert str(error) == error.message % error.values
    assert "%(line)d" in error.message


@given(st.binary(max_size=60), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"]))
def test_any_bytes_are_an_article_or_unreadable(data: bytes, name: str) -> None:
    try:
        manuscript = read_document(data, name)
    except UnreadableDocument as error:
        assert str(error).endswith(".")
    else:
        assert isinstance(manuscript, Manuscript)


def test_the_name_says_how_a_text_is_to_be_read() -> None:
    text = "\n\n".join(["# The Harbour", *HARBOUR]).encode()
    assert read_document(text, "harbour.md").title == "The Harbour"
    assert read_document(text, "HARBOUR.MARKDOWN").title == "The Harbour"
    assert read_document(text, "harbour.txt").title == "# The Harbour"
    assert read_document(text, "harbour").title == "# The Harbour"


def test_a_web_page_is_known_whatever_its_name_is() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in HARBOUR)
    page = f"<!DOCTYPE html><title>The Harbour</title><body>{body}".encode()
    assert read_document(page, "harbour.txt").title == "The Harbour"
