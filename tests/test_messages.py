"""The catalogues hold all words of the interface, translated: see `.ci/messages.py`."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def messages() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / ".ci" / "messages.py"))


@pytest.fixture(scope="module")
def source(messages: dict[str, Any]) -> Catalog:
    catalog: Catalog = messages["collected"]()
    return catalog


def test_every_string_of_code_and_templates_is_translated(
    messages: dict[str, Any], source: Catalog
) -> None:
    found = {
        path.parts[-3]: messages["faults"](path, catalog, source)
        for path, catalog in messages["catalogues"]()
    }
    assert {language: list(faults) for language, faults in found.items()} == {"es": []}


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Sign in", "a template"),
        (("%(comments)s comment", "%(comments)s comments"), "a plural of a template"),
        ("Someone", "a constant in a template's tag"),
        ("As on this device", "code, lazily"),
        ("The document has a title but no text below it.", "a reader that knows no gettext"),
    ],
)
def test_strings_are_found_in(source: Catalog, words: str | tuple[str, str], where: str) -> None:
    assert words in source


def test_a_catalogue_that_is_not_whole_says_what_is_wrong(
    messages: dict[str, Any], source: Catalog, tmp_path: Path
) -> None:
    given, half = Catalog(), Catalog(locale="es")
    given.add("Gone")
    given.add("Sure")
    given.add("%(name)s said", flags=["python-format"])
    given.add(("one", "many"))
    half.add("Gone", "")
    half.add("Sure", "Seguro", flags=["fuzzy"])
    half.add("%(name)s said", "%(nombre)s dijo", flags=["python-format"])
    half.add("Old", "Viejo")
    faults = "\n".join(messages["faults"](tmp_path / "django.po", half, given))
    assert "not translated: 'Gone'" in faults
    assert "not translated: 'Sure'" in faults
    assert "missing: ('one', 'many')" in faults
    assert "said nowhere any more: 'Old'" in faults
    assert "unknown named placeholder" in faults
    assert "django.mo is not what django.po says" in faults
