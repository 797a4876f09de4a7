"""What moderators and editors do, and what they are asked to do."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from annotations.models import Comment, Report
from commentary.models import Article, User
from tests.browser.ten_people.acting import anyone, menu, something, stand_at, talked_about
from tests.browser.ten_people.facts import Person, Said
from tests.browser.ten_people.hour import MINUTE, Hour

REASON = "Be kind"


def _moderator(hour: Hour) -> Person:
    return next(person for person in hour.speakers() if person.moderates)


def _editor(hour: Hour) -> Person:
    return next(person for person in hour.speakers() if person.edits)


def report(hour: Hour) -> bool:
    """Only moderators, and whoever wrote it, read what a report says."""
    person, token = anyone(hour), hour.token()
    reported = Report.objects.open().values_list("comment", flat=True)
    said = something(
        hour,
        lambda said: (
            said.is_for_everyone and said.author is not person and said.key not in reported
        ),
    )
    if not said:
        return False
    with hour.acting():
        hour.rules.kept[token] = frozenset({person, _moderator(hour)})
        page = stand_at(hour, person, said)
        menu(page, said).get_by_role("link", name="Report").click()
        page.locator(f"#report-{said.key} input[value=rude]").check()
        page.locator(f"#report-{said.key} textarea").fill(f"It hurts {token}")
        page.locator(f"#report-{said.key} button.primary").click()
        expect(page.get_by_text("Thank you. A moderator will look at it.")).to_be_visible()
        said.reported_by = person
    return True


def decide_what_is_held(hour: Hour) -> bool:
    said = something(hour, lambda said: said.is_held and not said.removed_by)
    if not said:
        return False
    approves = hour.random.random() < 0.7
    _decide(hour, said, "approve" if approves else "remove")
    return True


def decide_what_was_reported(hour: Hour) -> bool:
    reported = Report.objects.open().values_list("comment", flat=True)
    moderator = _moderator(hour)  # who does not answer what was reported of their own words
    said = something(
        hour,
        lambda said: said.key in reported and said.is_for_everyone and said.author is not moderator,
    )
    if not said:
        return False
    _decide(hour, said, hour.random.choice(["remove", "dismiss"]))
    return True


def _decide(hour: Hour, said: Said, act: str) -> None:
    """In the queue."""
    moderator = _moderator(hour)
    with hour.acting():
        page = hour.pages[moderator]
        page.goto("/moderation/")
        page.locator(f"#waiting-comment-{said.key}").get_by_label("Why", exact=True).fill(REASON)
        page.locator(f"#waiting-comment-{said.key} button[value={act}]").click()
        expect(page.locator(".notice")).to_be_visible()
        if act == "approve":
            hour.rules.approves(said, moderator, REASON, hour.clock.reached)
        elif act == "remove":
            _removed(hour, said, moderator)
        else:
            hour.rules.answers(said, moderator, "dismiss", hour.clock.reached)


def remove(hour: Hour) -> bool:
    """Where it stands."""
    moderator = _moderator(hour)
    said = something(hour, lambda said: said.is_for_everyone and said.author is not moderator)
    if not said:
        return False
    with hour.acting():
        page = stand_at(hour, moderator, said)
        menu(page, said).get_by_role("link", name="Remove").click()
        page.get_by_label("Why").fill(REASON)
        page.get_by_role("button", name="Remove").click()
        hour.until(page, Comment.objects.filter(pk=said.key, removed_at__isnull=False).exists)
        _removed(hour, said, moderator)
    return True


def _removed(hour: Hour, said: Said, moderator: Person) -> None:
    said.removed_by = moderator
    hour.rules.acts(said, said.author, moderator, "remove", hour.clock.reached)
    hour.rules.answers(said, moderator, "remove", hour.clock.reached)


def suspend_or_lift(hour: Hour) -> bool:
    """One at a time: who is suspended can only read."""
    suspended = [person for person in hour.speakers() if person.is_suspended]
    may_be = suspended or [person for person in hour.speakers() if not person.presides]
    moderator, person = _moderator(hour), hour.random.choice(may_be)
    with hour.acting():
        page = hour.pages[moderator]
        page.goto(f"/people/{User.objects.get(username=person.name).pk}/suspension/")
        _give_reason(page)
        person.is_suspended = not person.is_suspended
        did = "suspend" if person.is_suspended else "lift"
        hour.rules.acts(None, person, moderator, did, hour.clock.reached)
    return True


def slow_down_or_speed_up(hour: Hour) -> bool:
    moderator = _moderator(hour)
    hour.rules.pace = timedelta() if hour.rules.pace else MINUTE
    with hour.acting():
        page = hour.pages[moderator]
        page.goto(f"{hour.article.get_absolute_url()}rules/")
        page.locator("[name=slow_mode]").select_option(str(round(hour.rules.pace.total_seconds())))
        page.get_by_label("Why").first.fill(REASON)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
    return True


def lock_or_unlock_paragraph(hour: Hour) -> bool:
    """Never all of them."""
    where = hour.random.choice(talked_about(hour)).identity
    if len(hour.rules.locked) > 1:
        where = min(hour.rules.locked)
    with hour.acting():
        page = hour.pages[_moderator(hour)]
        page.goto(f"{hour.article.get_absolute_url()}paragraphs/{where}/lock/")
        _give_reason(page)
        hour.rules.locked ^= {where}
    return True


def _give_reason(page: Page) -> None:
    page.get_by_label("Why").fill(REASON)
    here = page.url
    page.locator("button[name=act]").click()
    page.wait_for_url(lambda url: url != here)


def lock_or_unlock(hour: Hour) -> bool:
    moderator = _moderator(hour)
    root = something(hour, lambda said: not said.parent and said.is_for_everyone)
    if not root:
        return False
    with hour.acting():
        page = stand_at(hour, moderator, root)
        menu(page, root).get_by_role("link", name="ock the thread").click()
        _give_reason(page)
        root.is_locked = not root.is_locked
        did = "lock" if root.is_locked else "unlock"
        hour.rules.acts(root, root.author, moderator, did, hour.clock.reached)
    return True


def track(hour: Hour) -> bool:
    """An editor says what becomes of a thread."""
    editor = _editor(hour)
    root = something(hour, lambda said: not said.parent and said.is_for_everyone)
    if not root:
        return False
    thread = Comment.objects.get(pk=root.key).opened
    status = "in-work" if thread.status == "noted" else "noted"
    with hour.acting():
        page = stand_at(hour, editor, root)
        page.locator(f"#status-{root.key}").click()
        page.locator(f"#thread-state-{root.key} button[value={status}]").click()
        hour.until(page, Comment.objects.filter(pk=root.key, opened__status=status).exists)
        hour.rules.decides(root, editor, status, hour.clock.reached)
    return True


def edit_the_text(hour: Hour) -> bool:
    """A paragraph that is talked about begins with other words."""
    first = hour.random.choice(talked_about(hour)).text[:20]
    return _edit(hour, first, f"Once more: {first}")


def take_out_words(hour: Hour) -> bool:
    """Some that somebody has marked: the mark is left without a place."""
    if not hour.rules.marks:
        return False
    return _edit(hour, f" {hour.random.choice(hour.rules.marks).words}", "")


def _edit(hour: Hour, old: str, new: str) -> bool:
    """In the admin."""
    editor = _editor(hour)
    number = Article.objects.get(pk=hour.article.pk).revision_number + 1
    with hour.acting():
        page = hour.pages[editor]
        page.goto(f"/admin/commentary/article/{hour.article.pk}/change/")
        for area in page.get_by_role("textbox", name="Paragraph", exact=True).all():
            if old in (source := area.input_value()):
                area.fill(source.replace(old, new, 1))
                break
        else:
            return False
        page.get_by_role("button", name="Review and publish").click()
        page.get_by_role("button", name="Publish", exact=True).click()
        revised = Article.objects.filter(pk=hour.article.pk, revision_number=number)
        hour.until(page, revised.exists)
        hour.rules.revises(editor, number, hour.clock.reached)
    hour.go_on(timedelta(seconds=30))
    return True
