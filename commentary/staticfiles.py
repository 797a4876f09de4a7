"""Static files under hashed names, without what only people read, compressed, cached for ever.

Our style sheets and modules are small files with comments, and need no build step: where nothing
is collected, browsers get them as they are. `collectstatic` puts into a sheet those that it
imports, so that a page waits for one, and takes out comments and white space. A name has the hash
of what is sent, so that what a sheet imports changes its name.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Others' files are sent as they came.
OURS = re.compile(r"(commentary|annotations)/.+\.(css|js)")
IMPORT = re.compile(r'@import "([^"]+)";')
REFERENCE = re.compile(r'(?<=url\(")(?![a-z]+:|/|#)[^"]+')

# A file's name -> where it is stored, and under which name there.
type Sources = Mapping[str, tuple[Storage, str]]


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Also rewrites `import … from "./other.js"`, so that modules may name one another."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Sources, *, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        shortened = Shortened(paths)
        ours = {name: (shortened, name) for name in paths if OURS.fullmatch(name)}
        yield from super().post_process({**paths, **ours}, dry_run=dry_run, **options)


class Shortened:
    """Gives files as they are to be sent."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def open(self, name: str) -> ContentFile[bytes]:
        short: str = cssmin(self._whole(name)) if name.endswith(".css") else jsmin(self._read(name))
        return ContentFile(short.encode())

    def _read(self, name: str) -> str:
        storage, path = self.sources[name]
        with storage.open(path) as file:
            text: str = file.read().decode()
        return text

    def _whole(self, name: str) -> str:
        """The sheet, with what it imports in place of the imports."""
        folder = posixpath.dirname(name)

        def imported(match: re.Match[str]) -> str:
            other = posixpath.normpath(posixpath.join(folder, match[1]))
            way = posixpath.relpath(posixpath.dirname(other), folder)
            return REFERENCE.sub(
                lambda url: posixpath.normpath(posixpath.join(way, url[0])), self._whole(other)
            )

        return IMPORT.sub(imported, self._read(name))
