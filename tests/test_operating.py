"""docs/operating.md lists the environment, all of it and nothing else."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READ = re.compile(r'(?:environ(?:\.get)?[\[(]|required\(|listed\(|switched_on\()"(\w+)"')
ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)


@pytest.fixture
def settings_read() -> set[str]:
    sources = [ROOT / "commentary" / name for name in ("settings.py", "demo_settings.py")]
    return {name for source in sources for name in READ.findall(source.read_text())}


@pytest.fixture
def documented() -> set[str]:
    rows = ROW.findall((ROOT / "docs" / "operating.md").read_text())
    return {name for row in rows for name in re.findall(r"\w+", row)}


def test_every_variable_that_is_read_is_documented(
    settings_read: set[str], documented: set[str]
) -> None:
    assert settings_read - documented == set()


def test_every_variable_that_is_documented_is_read(
    settings_read: set[str], documented: set[str]
) -> None:
    assert documented - settings_read == set()
