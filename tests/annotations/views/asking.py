"""Asking for a page, and what came of it."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.annotations.acting import htmx_for

LIST = htmx_for("thread-list")


def queries(client: Client, url: str) -> int:
    """How many the page costs."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def listed(client: Client, url: str, **asked: str) -> list[str]:
    """The first words of each thread, in order."""
    page = client.get(url, asked, headers=LIST).text
    return re.findall(r'<summary [^>]*aria-label="[^"]*: ([^"]*)"', page)
