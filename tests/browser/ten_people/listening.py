"""All that the server sends, to whom, in order: pages, parts of pages, feeds, files."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.http import parse_cookie


@dataclass(frozen=True)
class Sent:
    session: str
    method: str
    path: str
    status: int
    body: str


class Listener:
    """Around the site's WSGI application. What is under way is counted until its last byte."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.lock = Lock()
        self.under_way = 0
        self.heard: list[Sent] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        with self.lock:
            self.under_way += 1
        answered: dict[str, Any] = {}
        is_static = environ["PATH_INFO"].startswith("/static/")

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            answered["status"] = int(status.split(maxsplit=1)[0])
            answered["zipped"] = ("Content-Encoding", "gzip") in headers
            if is_static:
                # As in production: asked for once.
                headers = [each for each in headers if each[0] != "Cache-Control"]
                headers.append(("Cache-Control", "max-age=3600"))
            return start_response(status, headers, *more)

        parts: list[bytes] = []
        try:
            answer = self.application(environ, start)
            try:
                for part in answer:
                    parts.append(part)
                    yield part
            finally:
                if close := getattr(answer, "close", None):
                    close()
        finally:
            body = b"".join(parts)
            if answered.get("zipped"):
                body = gzip.decompress(body)
            path = environ["PATH_INFO"]
            query = environ.get("QUERY_STRING", "")
            with self.lock:
                self.under_way -= 1
                if not is_static:
                    self.heard.append(
                        Sent(
                            parse_cookie(environ.get("HTTP_COOKIE", "")).get("sessionid", ""),
                            environ["REQUEST_METHOD"],
                            f"{path}?{query}" if query else path,
                            answered.get("status", 500),
                            body.decode(errors="replace"),
                        )
                    )

    def take(self) -> list[Sent]:
        """What was sent since this was last asked."""
        with self.lock:
            heard, self.heard = self.heard, []
        return heard
