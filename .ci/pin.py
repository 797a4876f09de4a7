# A script beside .ci/run, not a package.  # noqa: INP001
"""Renew the pins after a change of dependencies: `uv run --no-project .ci/pin.py`.

Resolves pyproject.toml afresh and writes what it finds to two places: requirements*.txt (name,
version, hashes; for `uv pip sync`) and constraint-dependencies in pyproject.toml (name and version;
for `uv run`). Neither holds an address, so both work with any registry. `tests/test_pins.py`
holds them together.
"""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "uv run --no-project .ci/pin.py"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# An older Python may need packages that a newer one has built in.
OLDEST_PYTHON = PROJECT["requires-python"].removeprefix(">=")


def compile_pins(output: str, *options: str) -> None:
    """Write the pins of pyproject.toml to a file; those that it holds already are forgotten."""
    subprocess.run(  # noqa: S603  (our own words)
        [
            *("uv", "pip", "compile", "--quiet", "pyproject.toml", "--output-file", output),
            # Without its own settings: the constraints there are the pins to be renewed.
            *("--no-config", "--upgrade", "--universal", "--python-version", OLDEST_PYTHON),
            *("--generate-hashes", "--no-emit-index-url"),
            *("--custom-compile-command", COMMAND, *options),
        ],
        cwd=ROOT,
        check=True,
    )


def main() -> None:
    compile_pins("requirements-dev.txt", "--group", "dev")
    # What is served is what was tested.
    compile_pins("requirements.txt", "--constraint", "requirements-dev.txt")

    requirements = (ROOT / "requirements-dev.txt").read_text()
    pins = re.findall(r"^([\w.-]+==.*?) \\$", requirements, re.MULTILINE)
    listed = "".join(f'  "{pin}",\n' for pin in pins)
    pyproject = ROOT / "pyproject.toml"
    text, count = re.subn(
        r"(?<=^constraint-dependencies = \[\n)[^]]*(?=^\])",
        lambda _match: listed,
        pyproject.read_text(),
        flags=re.MULTILINE,
    )
    if count != 1:
        raise SystemExit("pyproject.toml has no list constraint-dependencies to renew.")
    pyproject.write_text(text)
    print(f"{len(pins)} dependencies pinned.")  # noqa: T201  (that is its answer)


if __name__ == "__main__":
    main()
