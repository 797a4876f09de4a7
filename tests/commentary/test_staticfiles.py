"""What `collectstatic` makes of our style sheets and modules."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from commentary.staticfiles import Shortened, StaticStorage

FILES = {
    "commentary/base.css": '@font-face { src: url("fonts/serif.woff2"); } /* Why. */ a { top: 0; }',
    "commentary/fonts/serif.woff2": "a font",
    "annotations/site.css": '@import "../commentary/base.css";\n@import "mark.css";\n',
    "annotations/mark.css": 'mark { width: calc(1px + 2%); background: url("signs/pen.svg"); }',
    "annotations/signs/pen.svg": "<svg/>",
    "annotations/reading.js": '// Why.\nimport { go } from "./marks.js";\n\ngo();\n',
    "annotations/marks.js": "export function go() {\n  return `two  blanks`;\n}\n",
    "others/sheet.css": "a { color: red; } /* A licence. */",
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "written" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "written"


@pytest.fixture
def collected(tmp_path: Path) -> Path:
    return tmp_path / "collected"


def collect(written: Path, collected: Path) -> dict[str, str]:
    """As the command does it: the name under which each file is to be asked for."""
    source, storage = FileSystemStorage(written), StaticStorage(location=collected)
    for name in FILES:
        with source.open(name) as file:
            storage.delete(name)
            storage.save(name, file)
    for _name, _hashed, processed in storage.post_process(
        {name: (source, name) for name in FILES}, dry_run=False
    ):
        if isinstance(processed, Exception):
            raise processed
    return dict(storage.hashed_files)


def test_a_sheet_is_sent_with_those_that_it_imports_and_without_comments(
    written: Path, collected: Path
) -> None:
    names = collect(written, collected)
    font, pen = (Path(names[each]).name for each in list(FILES)[1:5:3])

    assert (collected / names["annotations/site.css"]).read_text() == (
        f'@font-face{{src:url("../commentary/fonts/{font}")}}a{{top:0}}'
        f'mark{{width:calc(1px + 2%);background:url("signs/{pen}")}}'
    )


def test_a_module_is_sent_without_comments_and_imports_hashed_names(
    written: Path, collected: Path
) -> None:
    names = collect(written, collected)
    marks = Path(names["annotations/marks.js"])

    module = (collected / names["annotations/reading.js"]).read_text()
    assert module == f'import{{go}} from "./{marks.name}";go();'
    assert "`two  blanks`" in (collected / marks).read_text()


def test_what_others_wrote_is_sent_as_it_came(written: Path, collected: Path) -> None:
    names = collect(written, collected)

    assert (collected / names["others/sheet.css"]).read_text() == FILES["others/sheet.css"]


@pytest.mark.parametrize(
    ("changed", "renamed"),
    [
        ("annotations/mark.css", "annotations/site.css"),
        ("commentary/fonts/serif.woff2", "annotations/site.css"),
        ("annotations/marks.js", "annotations/reading.js"),
    ],
)
def test_a_change_renames_all_that_is_made_of_it(
    written: Path, collected: Path, changed: str, renamed: str
) -> None:
    """Browsers keep what has a name for ever."""
    before = collect(written, collected)
    (written / changed).write_text(FILES[changed].replace("two", "no").replace("font", "face"))
    (written / changed).write_text((written / changed).read_text().replace("1px", "3px"))
    after = collect(written, collected)

    assert after[renamed] != before[renamed]
    assert after["others/sheet.css"] == before["others/sheet.css"]


def test_every_sheet_of_a_page_is_in_the_one_that_pages_ask_for() -> None:
    """But the admin's, and none of them twice."""
    site = Path(finders.find("annotations/site.css") or "").read_text()
    room = Path(finders.find("commentary/base.css") or "").parent.parent
    written = {
        *(f"../commentary/{path.name}" for path in (room / "commentary").glob("*.css")),
        *(path.name for path in Path(finders.find("annotations") or "").glob("*.css")),
    }
    admins = {f"../commentary/{name}.css" for name in ("admin", "editor", "review")}

    imported = [line.split('"')[1] for line in site.splitlines() if line.startswith("@import")]
    assert sorted(imported) == sorted(written - admins - {"site.css"})


def test_a_sheet_that_imports_nothing_is_only_shortened() -> None:
    storage = FileSystemStorage(Path(finders.find("commentary/icon.svg") or "").parent.parent)
    sources = {"commentary/base.css": (storage, "commentary/base.css")}
    name = "commentary/base.css"

    assert 0 < len(Shortened(sources).open(name).read()) < storage.size(name)
