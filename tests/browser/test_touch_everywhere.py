"""On a phone every page fits, and a finger finds everything: walked by the table of addresses."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext

from commentary.models import User
from tests.addresses.conftest import article, author  # noqa: F401  (the ones of the table)
from tests.addresses.examples import request_for
from tests.addresses.table import PEOPLE, TABLE
from tests.browser.touching import too_small

pytestmark = pytest.mark.any_database

# Files and parts of a page.
NO_PAGES = {
    *("changes", "arrived-threads", "arrived-anywhere", "mentionable", "own-data-json"),
    *("notes-markdown", "notes-csv", "notes-json"),
    *("person-feed", "article-feed", "paragraph-feed", "thread-feed"),
}


def test_every_page_fits_a_phone_and_takes_a_finger(
    phone: BrowserContext, article: Any, author: User, other_reader: User, editor: User,  # noqa: F811
    moderator: User, sign_in: Any,
) -> None:  # fmt: skip
    people = dict(zip(PEOPLE, (None, other_reader, author, editor, moderator), strict=True))
    page = phone.new_page()
    found = []
    for name, which, row in pages():
        # Who may do most sees most.
        who = [person for person, status in zip(PEOPLE, row, strict=True) if status == 200][-1]
        phone.clear_cookies()
        if person := people[who]:
            sign_in(phone, person)
        url, form = request_for(name, which, article, author)
        answer = page.goto(f"{url}?{urlencode(form)}" if name == "annotate" else url)
        assert answer
        assert answer.ok, url
        found += [f"{name}: {each}" for each in too_small(page)]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found += [f"{name} is wider than the screen"] if wide else []
    assert not found, "\n".join(found)


def pages() -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """One row for each page of the table: of several the first."""
    seen = set(NO_PAGES)
    for (method, name, which), row in TABLE.items():
        if method == "GET" and 200 in row and name not in seen:
            seen.add(name)
            yield name, which, row
