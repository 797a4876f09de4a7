# A script beside .ci/run, not a package.  # noqa: INP001
"""Renew the catalogues after a change of words: `uv run .ci/messages.py`; `--check` only looks.

Collects every string that code and templates put through gettext, brings the `django.po` of each
language in `commentary/locale` in line with them and compiles the `.mo` beside it. What is left to
translate is printed: translate it in the `.po`, take `#, fuzzy` away, and run this again.

A new language: add it to LANGUAGES, then `uv run .ci/messages.py --add fr`.

Babel does the work, so nobody needs GNU gettext.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "commentary" / "locale"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    # What is pure knows no gettext; what it says is translated where it is shown.
    "SelectorError": None,
    "UnreadableDocument": None,
    "WordsGoneError": None,
}
# What Django makes of a template: calls of gettext between letters that stand for all the rest.
CALL = re.compile(r" (?:\w*gettext|_)\((?:[^'\"()]|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")*\) ")


def collected() -> Catalog:
    """Every string of the source, with the files that it stands in."""
    catalog = Catalog(charset="utf-8")
    for path, text in _sources():
        place = str(path.relative_to(ROOT))
        found = extract("python", io.BytesIO(text.encode()), KEYWORDS, (), {"encoding": "utf-8"})
        for _line, message, comments, context in found:
            python_format = "python-format" if "%(" in str(message) else None
            catalog.add(
                message,
                locations=[(place, None)],
                flags=[python_format] if python_format else (),
                auto_comments=comments,
                context=context,
            )
    return catalog


def _sources() -> Iterator[tuple[Path, str]]:
    """Python, and templates as the calls in them."""
    for folder in ("annotations", "commentary", "templates"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix == ".py":
                yield path, path.read_text()
            elif path.suffix in {".html", ".txt"} and "data" not in path.parts:
                yield path, "\n".join(CALL.findall(templatize(path.read_text(), str(path))))


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        yield path, read_po(io.StringIO(path.read_text()), locale=path.parts[-3])


def written(catalog: Catalog) -> str:
    """The catalogue as its file: by message, so that two people's additions rarely meet."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue().decode()


def compiled(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def said(message: Message) -> bool:
    """Whether it is translated, in the plural too."""
    return all([message.string] if isinstance(message.id, str) else message.string or [""])


def faults(path: Path, catalog: Catalog, source: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being whole, one line each."""
    for message in source:
        if not message.id:
            continue
        known = catalog.get(message.id, message.context)
        if known is None:
            yield f"missing: {message.id!r}"
        elif known.fuzzy or not said(known):
            yield f"not translated: {message.id!r}"
    for message in catalog:
        if message.id and source.get(message.id, message.context) is None:
            yield f"said nowhere any more: {message.id!r}"
        yield from (f"{error}: {message.id!r}" for error in message.check(catalog))
    compiled_file = path.with_suffix(".mo")
    if not compiled_file.exists() or compiled_file.read_bytes() != compiled(catalog):
        yield f"{compiled_file.name} is not what {path.name} says"


def renew(path: Path, catalog: Catalog, source: Catalog) -> None:
    catalog.update(source, update_creation_date=False)
    path.write_text(written(catalog))
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--add", metavar="LANGUAGE", help="begin a catalogue: fr, pt_BR")
    options = parser.parse_args()
    settings.configure()
    django.setup()
    source = collected()
    if options.add:
        path = LOCALE / options.add / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True)
        empty = Catalog(options.add, project="Commentary", version="1", fuzzy=False)
        path.write_text(written(empty))
    found = []
    if not options.check:
        for path, catalog in catalogues():
            renew(path, catalog, source)
    for path, catalog in catalogues():
        found += [f"{path.relative_to(ROOT)}: {fault}" for fault in faults(path, catalog, source)]
    print(*found, f"{len(source)} strings; {len(found)} faults.", sep="\n")  # noqa: T201  (that is its answer)
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
