from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from commentary.models import Article
from tests.conftest import DATA

pytestmark = pytest.mark.django_db

TEXT = """ESSAY | On Small Rivers

What a brook knows of the sea.

A brook is not a small river, as a child is not a small man; it has its own affairs to see to.

It begins where nobody looks, and for a long while nobody would miss it if it stopped there.
"""


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "essay.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*args: object) -> str:
    out = StringIO()
    call_command("import_article", *map(str, args), stdout=out)
    return out.getvalue()


def test_the_given_article_is_imported_and_what_was_left_out_is_reported() -> None:
    said = run(DATA)
    article = Article.objects.get()
    assert article.kicker == "COMMENTARY"
    assert article.rights == "© RUSI, 2025"
    assert article.status == Article.Status.PUBLISHED
    assert article.get_absolute_url() in said
    assert "16  Text" in said
    assert "3  Crosshead" in said
    assert "2  Pull quote" in said
    assert "Suscribirse" in said


def test_slug_and_draft_are_as_asked(essay: Path) -> None:
    run(essay, "--slug", "brooks", "--draft")
    article = Article.objects.get(slug="brooks")
    assert article.status == Article.Status.DRAFT


def test_the_same_text_is_not_imported_twice(essay: Path) -> None:
    run(essay)
    with pytest.raises(CommandError, match=r"imported before, as “On Small Rivers”"):
        run(essay, "--slug", "another")
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"A title\n\nWords with \x00 in them.", ""),
        ("Ein Titel\n\nGrüße aus der Ferne.".encode("latin-1"), ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ""),
        (b"a" * 10_000_000, ""),
        (b"Title\n\n\xed\xa0\x80 a lone surrogate", ""),
    ],
)
def test_a_document_that_cannot_be_read_is_one_clear_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError) as error:
        run(path)
    assert "\n" not in str(error.value)
    assert said in str(error.value)
    assert not Article.objects.exists()


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "nothing.txt")


def test_a_slug_that_is_none_is_refused_before_anything_is_saved(essay: Path) -> None:
    with pytest.raises(CommandError, match="slug"):
        run(essay, "--slug", "not a slug")
    assert not Article.objects.exists()


def test_rights_too_long_for_the_database_are_left_out_and_reported(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    rights = f"© {'x' * 400}"
    path.write_text(f"---\ntitle: A title\nrights: {rights}\n---\n\nSome words.\n")
    assert rights in run(path)
    assert Article.objects.get().rights == ""
