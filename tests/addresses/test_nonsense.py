"""Anyone may write anything behind an address's `?`: it means nothing, or is said to be wrong."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client

from commentary.models import Article, User
from tests.addresses.examples import request_for
from tests.addresses.table import PEOPLE, TABLE

pytestmark = pytest.mark.django_db

# PostgreSQL's integers end at 31 bits, SQLite's at 63, and Python reads no more than 4,300 digits.
NUMBERS = (*["x", "-1", "0", "1.5", "²", "٣", "\x00", "😀"], str(2**31), str(2**63), "9" * 5000)
NONSENSE = ("", "' OR 1=1 --", *NUMBERS)

LISTING = {"page": "1", "sort": "newest", "show": "mine", "person": "reader", "q": "said"}
LISTED = {**LISTING, "thread": "1"}
PASSAGE = {"revision": "1", "passage": "1.0-11"}
PAGE = {"page": "1"}

# Name of an address -> what may stand behind it, each with something that makes sense.
ASKED: dict[str, dict[str, str]] = {
    "annotate": {**PASSAGE, "targets": ""},
    "arrived-anywhere": {"since": "0", "have": "1"},
    "arrived-replies": {"since": "0", "have": "1", "page": "1"},
    "arrived-threads": {"since": "0", "have": "1"},
    "article": {
        "paragraph": "1",
        "annotation": "1",
        "comment": "1",
        "from": "0",
        "to": "4",
        **PASSAGE,
    },
    "article-discussion": LISTED,
    "articles": PAGE,
    "changes": {
        "since": "0",
        "revision": "2",
        "opened": "0",
        "paragraph": "1",
        "thread": "1",
        "have": "1",
    },
    "choose-words": {"first": "1", "more": "1", "from": "0", "to": "4", "reattach": "1"},
    "discussion": {"from": "0", "to": "4", "revision": "2", **LISTED},
    "following": PAGE,
    "mentionable": {"begun": "rea"},
    "moderation-log": PAGE,
    "next-new": {"after": "1", "before": "1"},
    "notes": {"q": "said", "kind": "question", "article": "rights", **PAGE},
    "notifications": PAGE,
    "orphans": PAGE,
    "own-acts": PAGE,
    "own-reports": PAGE,
    "person": PAGE,
    "place": {"revision": "2", "passage": "1.0-4", "targets": "", "page": "1"},
    "preferences": {"next": "/"},
    "print": {"notes": "mine"},
    "queue": PAGE,
    "reply": {"quote": "1", "words": "Said"},
    "revision": {"annotation": "1", **PASSAGE},
    "revisions": {"from": "1", "to": "2", **PAGE},
    "thread": PAGE,
    "thread-history": PAGE,
    "wordings": PAGE,
}
# A passage has to be one; whoever looks for what is not there is told so.
SAID_TO_BE_WRONG = {
    "annotate": 422,
    "arrived-anywhere": 404,
    "arrived-replies": 404,
    "arrived-threads": 404,
    "article": 404,
    "changes": 404,
    "choose-words": 404,
    "place": 422,
}


def queries(asked: dict[str, str]) -> Iterator[dict[str, str]]:
    """Each part with each piece of nonsense, while every other part makes sense."""
    parts = list(asked)
    for turn in range(len(NONSENSE)):
        for half in filter(None, (parts[::2], parts[1::2])):
            wrong = {part: NONSENSE[(turn + parts.index(part)) % len(NONSENSE)] for part in half}
            yield {**asked, **wrong}


@pytest.mark.parametrize("name", ASKED)
def test_nonsense_behind_an_address_is_no_error_of_ours(
    article: Article, author: User, people: dict[str, Client], name: str
) -> None:
    which, row = next(
        (which, row)
        for (method, named, which), row in TABLE.items()
        if (method, named) == ("GET", name) and not {200, 302}.isdisjoint(row[1:])
    )
    whom = max(index for index, status in enumerate(row) if status in {200, 302})
    client = people[PEOPLE[whom]]
    url, _form = request_for(name, which, article, author)
    for query in queries(ASKED[name]):
        with transaction.atomic():
            answer = client.get(url, query)
            transaction.set_rollback(True)
        assert answer.status_code in {200, 204, 302, SAID_TO_BE_WRONG.get(name)}, query
