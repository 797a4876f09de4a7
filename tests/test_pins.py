"""One set of versions everywhere: what people run, what CI runs and what production installs.

If one of these fails after a change of dependencies, renew the pins:
`uv run --no-project .ci/pin.py`.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")


def pins(name: str) -> dict[str, set[str]]:
    """Each requirement of a requirements file (`name==version ; marker`), with its hashes."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / name).read_text().splitlines():
        if re.match(r"[a-z]", line):
            hashes = found.setdefault(line.removesuffix(" \\"), set())
        elif line.lstrip().startswith("--hash="):
            hashes.add(line.strip(" \\").removeprefix("--hash="))
    return found


def versions(name: str) -> dict[str, set[str]]:
    """The same without markers: `name==version`."""
    return {pin.partition(" ;")[0]: hashes for pin, hashes in pins(name).items()}


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name).read_text())


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requirements}


needs_lock = pytest.mark.skipif(
    not (ROOT / "uv.lock").exists(), reason="uv.lock is written by `uv run`, not by `uv pip sync`"
)


def test_uv_run_is_held_to_the_pins() -> None:
    assert toml("pyproject.toml")["tool"]["uv"]["constraint-dependencies"] == list(
        pins("requirements-dev.txt")
    )


def test_production_installs_what_was_tested() -> None:
    tested, installed = versions("requirements-dev.txt"), versions("requirements.txt")
    assert installed == {pin: hashes for pin, hashes in tested.items() if pin in installed}


def test_every_dependency_is_pinned() -> None:
    pyproject = toml("pyproject.toml")
    runtime = names(pyproject["project"]["dependencies"])
    assert runtime <= names(list(pins("requirements.txt")))
    dev = names(pyproject["dependency-groups"]["dev"])
    assert runtime | dev <= names(list(pins("requirements-dev.txt")))


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_pin_has_hashes(name: str) -> None:
    assert [pin for pin, hashes in pins(name).items() if not hashes] == []


@pytest.mark.parametrize("name", [*REQUIREMENTS, "pyproject.toml"])
def test_no_pin_names_a_registry(name: str) -> None:
    text = (ROOT / name).read_text()
    assert re.findall(r".*(?:https?:|file:|index-url|find-links).*", text) == []


@needs_lock
def test_uv_run_chose_the_pinned_versions() -> None:
    chosen = {
        f"{package['name']}=={package['version']}"
        for package in toml("uv.lock")["package"]
        if "virtual" not in package["source"]
    }
    assert chosen == set(versions("requirements-dev.txt"))


@needs_lock
def test_uv_run_installs_the_pinned_files() -> None:
    known = set().union(*pins("requirements-dev.txt").values())
    files = [
        file
        for package in toml("uv.lock")["package"]
        for file in [*package.get("wheels", ()), *filter(None, [package.get("sdist")])]
    ]
    assert files
    assert [file["hash"] for file in files if file["hash"] not in known] == []


@needs_lock
def test_production_installs_all_that_its_packages_need() -> None:
    """On the oldest Python and on every system too: uv.lock knows the needs of all of them."""
    packages = {package["name"]: package for package in toml("uv.lock")["package"]}
    waiting, needed = {"commentary"}, set[str]()
    while waiting:
        package = packages[waiting.pop()]
        needed.add(package["name"])
        extras = [
            each for some in package.get("optional-dependencies", {}).values() for each in some
        ]
        found = {each["name"] for each in [*package.get("dependencies", ()), *extras]}
        waiting |= found - needed
    assert needed - {"commentary"} == names(list(pins("requirements.txt")))
