"""At the end of the hour: what every page shows to everyone is what it should, and all of it."""

import json
import re
from datetime import timedelta

from tests.browser.ten_people.facts import TOKEN, VISITOR, Person
from tests.browser.ten_people.hour import MINUTE, Hour

COUNT = re.compile(r'id="count-(\d+)"[^>]*data-count="(\d+|\+)"')
TOTAL = re.compile(r'id="comment-total"[^>]*>\s*(\d+) comment')
NEW = re.compile(r'id="next-new"[^>]*>\s*(\d+) new')
NEWEST = 50


def audit(hour: Hour) -> None:
    for person in hour.pages:
        with hour.acting():
            _counts(hour, person)
            _discussions(hour, person)
            if person is not VISITOR:
                _own_things(hour, person)
    with hour.acting():
        _feeds(hour)


def _get(hour: Hour, person: Person, address: str) -> str:
    answer = hour.pages[person].context.request.get(address)
    assert answer.ok, (person.name, address, answer.status)
    return answer.text()


def _counts(hour: Hour, person: Person) -> None:
    page = _get(hour, person, hour.article.get_absolute_url())
    shown = {int(key): int(count.replace("+", "0")) for key, count in COUNT.findall(page)}
    assert shown == {key: hour.rules.count_on(key) for key in shown}, person.name
    found = TOTAL.search(page)
    assert found
    assert int(found[1]) == hour.rules.count_on()
    if person in hour.rules.read:
        new = NEW.search(page)
        assert int(new[1] if new else 0) == hour.rules.new_to(person), person.name


def _discussions(hour: Hour, person: Person) -> None:
    base = hour.article.get_absolute_url()
    for paragraph in {said.paragraph for said in hour.rules.said}:
        shown: set[str] = set()
        number, last = 1, ""
        while (page := _get(hour, person, f"{base}paragraphs/{paragraph}/?page={number}")) != last:
            shown |= set(TOKEN.findall(page))
            if 'rel="next"' not in page:
                break
            number, last = number + 1, page
        assert shown == hour.rules.tokens_on(paragraph, person), (person.name, paragraph)


def _own_things(hour: Hour, person: Person) -> None:
    """What one was told, and all that one has said."""
    shown, number = 0, 1
    while True:
        page = _get(hour, person, f"/notifications/?page={number}")
        shown += page.count('<li class="notification')
        if 'rel="next"' not in page:
            break
        number += 1
    due = [told for told in hour.rules.told if told.person is person and told.is_shown]
    assert shown == len(due), person.name
    taken = json.loads(_get(hour, person, "/own/data/json/"))
    own = {said.body for said in hour.rules.said if said.author is person}
    assert {comment["text"] for comment in taken["comments"]} == own


def _feeds(hour: Hour) -> None:
    public = sorted(
        (said for said in hour.rules.said if said.is_for_everyone), key=lambda said: said.key
    )
    newest = {token for said in public[-NEWEST:] for token in TOKEN.findall(said.body)}
    page = _get(hour, VISITOR, f"{hour.article.get_absolute_url()}feed/")
    assert set(TOKEN.findall(page)) == newest


def wait_for_all_mail(hour: Hour) -> None:
    """Nobody does anything any more until the daily mails are sent: then nothing waits."""
    hour.go_on(timedelta(minutes=80), awake=0)
    night = hour.clock.reached.replace(hour=6, minute=50) + timedelta(days=1)
    hour.clock.reached = night
    hour.go_on(timedelta(minutes=15) + MINUTE, awake=0)
    left = [told for told in hour.rules.told if told.waits and told.person.gets_mail]
    assert not left
