"""Going about and being told; following, agreeing and settling, without words of one's own."""

from playwright.sync_api import expect

from annotations.models import Comment
from tests.browser.ten_people.acting import (
    PACES,
    address,
    anyone,
    menu,
    set_mail,
    someone,
    something,
    somewhere,
    stand_at,
    words_for,
)
from tests.browser.ten_people.facts import VISITOR
from tests.browser.ten_people.hour import Hour
from tests.browser.ten_people.saying import say_there


def react(hour: Hour) -> bool:
    person = anyone(hour)
    said = something(
        hour, lambda said: hour.rules.may_answer(person, said) and said.author is not person
    )
    if not said:
        return False
    with hour.acting():
        page = stand_at(hour, person, said)
        agree = page.locator(f"#agree-{said.key}")
        was = agree.get_attribute("aria-pressed")
        agree.click()
        expect(agree).to_have_attribute("aria-pressed", "false" if was == "true" else "true")
    return True


def follow_or_mute(hour: Hour) -> bool:
    """One of the choices that the page offers, of the article, a paragraph or a thread."""
    person = hour.random.choice(hour.speakers())
    said = something(hour, lambda said: said.is_for_everyone and said.root.is_for_everyone)
    if not said:
        return False
    root, base = said.root, hour.article.get_absolute_url()
    kind, key, action = hour.random.choice(
        [
            ("article", 0, f"{base}follow/"),
            ("paragraph", root.paragraph, f"{base}paragraphs/{root.paragraph}/follow/"),
            ("thread", root.key, f"/comments/{root.key}/thread/follow/"),
            ("thread", root.key, f"/comments/{root.key}/thread/follow/"),
        ]
    )
    with hour.acting():
        page = stand_at(hour, person, root)
        if kind == "thread":
            menu(page, root)
        buttons = page.locator(f'form.follow[action="{action}"] button')
        if not buttons.count():
            return True
        button = buttons.nth(hour.random.randrange(buttons.count()))
        level = button.get_attribute("value") or ""
        before = buttons.evaluate_all("all => all.map(each => each.value).join()")
        button.click()
        if person.has_scripts:
            hour.until(
                page,
                lambda: before != buttons.evaluate_all("all => all.map(each => each.value).join()"),
            )
        hour.rules.chooses(person, (kind, key), level, hour.clock.reached)
    return True


def settle(hour: Hour) -> bool:
    """Resolve a thread, or reopen it."""
    root = something(hour, lambda said: not said.parent and said.is_for_everyone)
    if not root:
        return False
    may = [root.author, *([root.mark.creator] if root.mark else [])]
    may += [person for person in hour.speakers() if person.presides]
    person = hour.random.choice([each for each in may if hour.rules.may_say_in(each, root)])
    with hour.acting():
        page = stand_at(hour, person, root)
        page.locator(f"#settle-{root.key}").click()
        is_open = Comment.objects.filter(pk=root.key, opened__resolved_at=None).exists
        hour.until(page, lambda: is_open() == root.is_resolved)
        root.is_resolved = not root.is_resolved
        what = "resolved" if root.is_resolved else "reopened"
        hour.rules.decides(root, person, what, hour.clock.reached)
    return True


def mark_all_as_read(hour: Hour) -> bool:
    """By the button; without scripts nothing is read by being looked at."""
    person = next(person for person in hour.speakers() if not person.has_scripts)
    with hour.acting():
        page = hour.pages[person]
        page.goto(hour.article.get_absolute_url())
        button = page.get_by_role("button", name="Mark all as read")
        if button.count():
            button.click()
            expect(button).to_have_count(0)
            hour.rules.read[person] = set(hour.said_to(person))
    return True


def choose_mail(hour: Hour) -> bool:
    """At once, every hour, every day or never."""
    person = hour.random.choice(hour.speakers())
    others = [each for each in PACES if each != person.mail]
    with hour.acting():
        set_mail(hour, person, hour.random.choice(others))
    return True


def look_around(hour: Hour) -> bool:
    """One of the pages that there are, or a file: whatever it shows is searched."""
    person = hour.random.choice(list(hour.pages))
    said = something(hour, lambda said: said.is_open_to(person))
    if not said:
        return False
    base, name = hour.article.get_absolute_url(), said.author.name
    places = [
        base,
        f"{base}discussion/",
        f"{base}discussion/?q={hour.random.choice(['doubt', 'quite', 'thought', 'look'])}",
        f"{base}discussion/?order=newest&person={name}",
        f"{base}orphans/",
        f"{base}revisions/",
        f"{base}moderation/",
        f"{base}feed/",
        f"{base}paragraphs/{said.paragraph}/feed/",
        f"/comments/{said.root.key}/thread/",
        f"/comments/{said.root.key}/thread/feed/",
        f"/comments/{said.root.key}/thread/history/",
        f"/comments/{said.key}/wordings/",
        f"/comments/{said.key}/reactions/",
        f"/people/{name}/",
        f"/people/{name}/feed/",
    ]
    if person is not VISITOR:
        places += ["/notifications/", "/following/", "/notes/", "/notes/json/", "/notes/markdown/"]
        places += ["/own/data/json/", "/own/acts/", "/own/reports/", "/moderation/"]
    with hour.acting():
        for place in hour.random.sample(places, 5):
            hour.pages[person].context.request.get(place)
    return True


def open_what_one_was_told(hour: Hour) -> bool:
    """By the bell, to the comment."""
    told = [each for each in hour.rules.told if each.is_shown and not each.is_read and each.said]
    if not told:
        return False
    wanted = hour.random.choice(told)
    assert wanted.said
    with hour.acting():
        page = hour.pages[wanted.person]
        page.goto("/notifications/")
        page.locator("li.notification.unread p a").first.click()
        page.wait_for_url(
            lambda url: "/notifications/" not in url or url.endswith("/notifications/")
        )
    return True


def hear_it_live(hour: Hour) -> bool:
    """While a discussion is open, a line says that there is something new, and a click shows it."""
    readers = [person for person in hour.pages if person.has_scripts]
    reader = hour.random.choice(readers)
    person = someone(hour, lambda person: person is not reader)
    if not person:
        return False
    page, where = hour.pages[reader], somewhere(hour, person)
    with hour.acting():
        page.goto(address(hour, where.identity))
    said = say_there(hour, person, where, words_for(hour))
    with hour.acting():
        page.clock.fast_forward(20_000)
        page.locator("#arrived-threads a").click()
        expect(page.locator(f"#comment-{said.key}")).to_be_visible()
        expect(page.locator(f"#count-{where.identity}")).to_have_attribute(
            "data-count", str(hour.rules.count_on(where.identity))
        )
    return True
