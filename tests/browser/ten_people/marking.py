"""Marking words, for oneself or for everyone, and speaking of what is marked."""

from urllib.parse import urlencode

from playwright.sync_api import expect

from annotations.models import Annotation
from commentary.models import Paragraph
from tests.browser.acting import select_words, toolbar
from tests.browser.ten_people.acting import (
    anyone,
    heard,
    someone,
    somewhere,
    talked_about,
    words_for,
)
from tests.browser.ten_people.facts import Mark, Person
from tests.browser.ten_people.hour import Hour


def highlight(hour: Hour) -> bool:
    person, where = anyone(hour), hour.random.choice(talked_about(hour))
    start, words = _some_words(hour, where)
    page = hour.pages[person]
    with hour.acting():
        if person.has_scripts:
            page.goto(hour.article.get_absolute_url())
            select_words(page, where.identity, words)
            toolbar(page).get_by_role("button", name="Highlight").click()
        else:
            _form_about(hour, person, where, start, words)
            page.locator("form.annotate button.primary").click()
        hour.rules.marks.append(_marked(hour, person, where, words, is_public=True))
    return True


def comment_on_words(hour: Hour) -> bool:
    return _comment_on_words(hour, is_public=True)


def note_in_private(hour: Hour) -> bool:
    return _comment_on_words(hour, is_public=False)


def _comment_on_words(hour: Hour, *, is_public: bool) -> bool:
    if not (person := someone(hour)):
        return False
    where = somewhere(hour, person)
    body = words_for(hour, named=hour.random.choice(hour.speakers()))
    start, words = _some_words(hour, where)
    page = hour.pages[person]
    with hour.acting():
        _form_about(hour, person, where, start, words)
        visibility = "public" if is_public else "private"
        page.locator(f"input[name=visibility][value={visibility}]").check()
        page.locator("form.annotate textarea").fill(body)
        page.locator("form.annotate button.primary").click()
        said = heard(hour, person, body[-8:])
        said.mark = _marked(hour, person, where, words, is_public=is_public)
        hour.rules.marks.append(said.mark)
        hour.rules.says(said)
    return True


def _some_words(hour: Hour, where: Paragraph) -> tuple[int, str]:
    """A stretch that stands only once in the paragraph."""
    parts = where.text.split(" ")
    while True:
        first = hour.random.randrange(len(parts) - 3)
        words = " ".join(parts[first : first + 3])
        if where.text.count(words) == 1:
            return where.text.index(words), words


def _form_about(hour: Hour, person: Person, where: Paragraph, start: int, words: str) -> None:
    page = hour.pages[person]
    if person.has_scripts and hour.random.random() < 0.5:
        page.goto(hour.article.get_absolute_url())
        select_words(page, where.identity, words)
        toolbar(page).get_by_role("button", name="Comment").click()
        expect(page.locator("form.annotate")).to_be_visible()
    else:
        hour.article.refresh_from_db()
        passage = f"{where.identity}.{start}-{start + len(words)}"
        asked = {"revision": hour.article.revision_number, "passage": passage}
        page.goto(f"{hour.article.get_absolute_url()}annotate/?{urlencode(asked)}")


def _marked(hour: Hour, person: Person, where: Paragraph, words: str, *, is_public: bool) -> Mark:
    known = [mark.key for mark in hour.rules.marks]
    made = Annotation.objects.filter(creator__username=person.name, quote=words).exclude(
        pk__in=known
    )
    hour.until(hour.pages[person], made.exists)
    annotation = made.get()
    assert annotation.quote == words
    return Mark(annotation.pk, person, where.identity, words, is_public)


def comment_on_a_mark(hour: Hour) -> bool:
    person = someone(hour)
    marks = [
        mark
        for mark in hour.rules.marks
        if person
        and (mark.is_public or mark.creator is person)
        and hour.rules.may_say_about(person, mark.paragraph)
    ]
    if not person or not marks:
        return False
    mark, body = hour.random.choice(marks), words_for(hour)
    page = hour.pages[person]
    with hour.acting():
        page.goto(f"/annotations/{mark.key}/comment/")
        page.locator("textarea[name=body]").fill(body)
        page.locator("main").get_by_role("button", name="Post").click()
        hour.rules.says(heard(hour, person, body[-8:], mark=mark))
    return True


def show_to_everyone(hour: Hour) -> bool:
    marks = [
        mark
        for mark in hour.rules.marks
        if not mark.is_public and hour.rules.may_say_about(mark.creator, mark.paragraph)
    ]
    if not marks:
        return False
    _turn(hour, hour.random.choice(marks), is_public=True)
    return True


def hide_again(hour: Hour) -> bool:
    """Only what nobody else has answered can be made private."""
    answered = [
        said.mark for said in hour.rules.said if said.mark and said.author is not said.mark.creator
    ]
    marks = [mark for mark in hour.rules.marks if mark.is_public and mark not in answered]
    if not marks:
        return False
    _turn(hour, hour.random.choice(marks), is_public=False)
    return True


def _turn(hour: Hour, mark: Mark, *, is_public: bool) -> None:
    page = hour.pages[mark.creator]
    with hour.acting():
        page.goto(f"/annotations/{mark.key}/edit/")
        page.locator(f"#visibility-{mark.key}").click()
        now = "public" if is_public else "private"
        hour.until(page, Annotation.objects.filter(pk=mark.key, visibility=now).exists)
        if is_public:
            hour.rules.shows(mark, hour.clock.reached)
        else:
            mark.is_public = False
