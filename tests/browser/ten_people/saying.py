"""Saying something, in other words or no more; and what is only begun."""

from playwright.sync_api import expect

from annotations.models import Comment
from commentary.models import Paragraph
from tests.browser.ten_people.acting import (
    address,
    anyone,
    heard,
    menu,
    someone,
    something,
    somewhere,
    stand_at,
    words_for,
)
from tests.browser.ten_people.facts import Person, Said
from tests.browser.ten_people.hour import Hour


def say(hour: Hour) -> bool:
    if not (person := someone(hour)):
        return False
    say_there(hour, person, somewhere(hour, person), words_for(hour))
    return True


def name_someone(hour: Hour) -> bool:
    if not (person := someone(hour)):
        return False
    named = hour.random.choice([each for each in hour.speakers() if each is not person])
    say_there(hour, person, somewhere(hour, person), words_for(hour, named=named))
    return True


def say_there(
    hour: Hour, person: Person, where: Paragraph, body: str, *, is_held: bool = False
) -> Said:
    page = hour.pages[person]
    with hour.acting():
        page.goto(address(hour, where.identity))
        page.locator("#composer textarea").fill(body)
        page.locator("#post").click()
        said = heard(hour, person, body[-8:], is_held=is_held)
        expect(page.locator(f"#comment-{said.key}")).to_be_visible()
        hour.rules.says(said)
    return said


def say_with_a_link(hour: Hour) -> bool:
    """A newcomer's links wait for a moderator."""
    if not (person := someone(hour, lambda each: each.is_new)):
        return False
    body = f"Look at https://example.com/ {hour.token()}"
    said = say_there(hour, person, somewhere(hour, person), body, is_held=True)
    assert Comment.objects.get(pk=said.key).held_for == "links"
    return True


def reply(hour: Hour) -> bool:
    return _reply(hour, words_for(hour))


def reply_naming(hour: Hour) -> bool:
    return _reply(hour, words_for(hour, named=hour.random.choice(hour.speakers())))


def _reply(hour: Hour, body: str) -> bool:
    person = someone(hour)
    said = something(hour, lambda said: bool(person) and hour.rules.may_answer(person, said))
    if not person or not said:
        return False
    with hour.acting():
        page = stand_at(hour, person, said, anew=hour.random.random() < 0.5)
        page.locator(f"#comment-{said.key}").get_by_role("link", name="Reply").click()
        page.locator(f"#reply-{said.key} textarea").fill(body)
        page.locator(f"#reply-{said.key} button.primary").click()
        answer = heard(hour, person, body[-8:], parent=said, mark=said.mark)
        expect(page.locator(f"#comment-{answer.key}")).to_be_visible()
        hour.rules.says(answer)
    return True


def quote(hour: Hour) -> bool:
    """An answer that says again what it answers, and calls nobody who is only quoted."""
    person, token = someone(hour), hour.token()
    said = something(hour, lambda said: bool(person) and hour.rules.may_answer(person, said))
    if not person or not said:
        return False
    with hour.acting():
        page = stand_at(hour, person, said)
        menu(page, said).get_by_role("link", name="Quote").click()
        area = page.locator(f"#reply-{said.key} textarea")
        area.fill(f"{area.input_value()}So you say. {token}")
        page.locator(f"#reply-{said.key} button.primary").click()
        answer = heard(hour, person, token, parent=said, mark=said.mark)
        assert ">" in answer.body
        answer.is_held = hour.rules.has_to_wait(person, answer.body)
        hour.rules.says(answer)
    return True


def edit(hour: Hour) -> bool:
    """In other words, and sometimes with a name that was not there before."""
    said = something(hour, lambda said: said.stands and hour.rules.may_say_in(said.author, said))
    if not said:
        return False
    named = hour.random.choice([None, *hour.speakers()])
    body = words_for(hour, named=named)
    with hour.acting():
        page = stand_at(hour, said.author, said)
        menu(page, said).get_by_role("link", name="Edit").click()
        page.locator(f"#body-{said.key} textarea").fill(body)
        page.locator(f"#body-{said.key} button.primary").click()
        hour.until(page, Comment.objects.filter(pk=said.key, body=body).exists)
        hour.rules.edits(said, body, hour.clock.reached)
    return True


def remove_own(hour: Hour) -> bool:
    if not (said := something(hour, lambda said: not said.removed_by)):
        return False
    with hour.acting():
        page = stand_at(hour, said.author, said)
        menu(page, said).locator(f"#removal-{said.key}").click()
        hour.until(page, Comment.objects.filter(pk=said.key, removed_at__isnull=False).exists)
        said.removed_by = said.author
    return True


def restore_own(hour: Hour) -> bool:
    said = something(
        hour,
        lambda said: said.removed_by is said.author and hour.rules.may_say_in(said.author, said),
    )
    if not said:
        return False
    with hour.acting():
        page = hour.pages[said.author]
        page.goto(f"/comments/{said.key}/restore/")
        page.locator("main").get_by_role("button", name="Restore").click()
        hour.until(page, Comment.objects.filter(pk=said.key, removed_at=None).exists)
        hour.rules.restores(said)
    return True


def begin_a_draft(hour: Hour) -> bool:
    """Typed and not sent: it waits in this browser, and nobody else hears of it."""
    person, token = anyone(hour), hour.token()
    page, where = hour.pages[person], somewhere(hour, person)
    with hour.acting():
        hour.rules.kept[token] = frozenset({person})
        page.goto(address(hour, where.identity))
        page.locator("#composer textarea").fill(f"Half a thought {token}")
        if hour.random.random() < 0.5:
            page.locator("#composer button[name=preview]").click()
            expect(page.locator(".preview")).to_contain_text(token)
        elif person.has_scripts:
            page.reload()
            expect(page.locator("#composer textarea")).to_have_value(f"Half a thought {token}")
    return True
