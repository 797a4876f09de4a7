"""What all acts need: who may do it, to what, and the way there on the page.

An act is done on the page first, then told to the rules. It answers False where there is nothing
that it could be done to just now: then nothing was done.
"""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from annotations.models import Comment
from commentary.models import Paragraph
from tests.browser.ten_people.facts import Person, Said
from tests.browser.ten_people.hour import Hour
from tests.conftest import PASSWORD

type Act = Callable[[Hour], bool]

PACES = ("at-once", "hourly", "daily", "never")


# Who, where, and whether they may: by the rules, not by what the page offers


def anyone(hour: Hour) -> Person:
    """Whoever may do more than read."""
    return hour.random.choice([person for person in hour.speakers() if not person.is_suspended])


def someone(hour: Hour, may: Callable[[Person], bool] = lambda _person: True) -> Person | None:
    """Whoever may say something now."""
    people = [
        person
        for person in hour.speakers()
        if not person.is_suspended
        and hour.rules.may_say_more(person, hour.clock.reached)
        and may(person)
    ]
    return hour.random.choice(people) if people else None


def something(hour: Hour, may: Callable[[Said], bool]) -> Said | None:
    """Some comment of which this holds; rather a new one, as people talk about what is new."""
    found = [said for said in hour.rules.said if may(said)]
    return hour.random.choice(found[-12:]) if found else None


def talked_about(hour: Hour) -> list[Paragraph]:
    return list(hour.article.paragraphs.in_text().filter(style="body").in_order()[:4])


def somewhere(hour: Hour, person: Person) -> Paragraph:
    """Where this person may say something."""
    places = talked_about(hour)
    return hour.random.choice(
        [each for each in places if hour.rules.may_say_about(person, each.identity)]
    )


# On the page


def address(hour: Hour, identity: int) -> str:
    return f"{hour.article.get_absolute_url()}?paragraph={identity}"


def stand_at(hour: Hour, person: Person, said: Said, *, anew: bool = True) -> Page:
    """Before a comment: where the page shows it already, or led there by its link."""
    page = hour.pages[person]
    if anew or not page.locator(f"#comment-{said.key} .body").is_visible():
        page.goto(f"/comments/{said.key}/")
    return page


def menu(page: Page, said: Said) -> Locator:
    page.locator(f"#more-{said.key}").click()
    menu = page.locator(f"details:has(> #more-{said.key})")
    expect(menu).to_be_visible()
    return menu


def words_for(hour: Hour, *, named: Person | None = None) -> str:
    opening = hour.random.choice(
        ["I doubt it", "Quite so", "Who says that?", "There is more to it"]
    )
    call = f", @{named.name}" if named else ""
    return f"{opening}{call}. {hour.token()}"


def heard(hour: Hour, author: Person, token: str, **about: object) -> Said:
    """The comment that has just been made, as the rules know it."""
    page = hour.pages[author]
    made = Comment.objects.filter(author__username=author.name, body__contains=token)
    hour.until(page, made.exists)
    comment = made.select_related("paragraph").order_by("pk").last()
    assert comment is not None
    return Said(
        comment.pk,
        author,
        comment.paragraph.identity,
        comment.body,
        hour.clock.reached,
        **about,  # type: ignore[arg-type]
    )


# Coming, and how one wants to be told


def sign_in(hour: Hour, person: Person) -> None:
    page = hour.pages[person]
    with hour.acting():
        page.goto("/account/login/")
        page.locator("[name=login]").fill(person.name)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Sign in").click()
        expect(page.locator(".account > summary")).to_be_visible()
        if person.mail != "at-once":
            set_mail(hour, person, person.mail)


def set_mail(hour: Hour, person: Person, how_often: str) -> None:
    page = hour.pages[person]
    page.goto("/notifications/mail/")
    page.locator(f"input[value={how_often}]").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    hour.rules.wants_mail(person, how_often, hour.clock.now())
