"""What moderators and editors do, and what they are asked to do."""

from datetime import timedelta

from playwright.sync_api import expect

from annotations.models import Act, Comment, Report
from commentary.models import Article
from tests.browser.ten_people.acting import menu, something, stand_at
from tests.browser.ten_people.hour import Hour
from tests.browser.ten_people.rules import Person, Said

REASON = "Be kind"


def _moderator(hour: Hour) -> Person:
    return next(person for person in hour.speakers() if person.moderates)


def _editor(hour: Hour) -> Person:
    return next(person for person in hour.speakers() if person.edits)


def report(hour: Hour) -> bool:
    """Only moderators, and whoever wrote it, read what a report says."""
    person, token = hour.random.choice(hour.speakers()), hour.token()
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
    said = something(hour, lambda said: said.key in reported and said.is_for_everyone)
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
        page.locator(f"#item-{said.key}").get_by_label("Why", exact=True).fill(REASON)
        page.locator(f"#item-{said.key} button[value={act}]").click()
        expect(page.get_by_text("Done, and written down.")).to_be_visible()
        if act == "approve":
            hour.rules.approves(said, moderator, REASON, hour.clock.reached)
        elif act == "remove":
            _removed(hour, said, moderator)
        else:
            hour.rules.answers(said, moderator, f"stands: {REASON}", hour.clock.reached)


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
    words = f"Your comment was removed: {REASON}"
    hour.rules.acts(said, said.author, moderator, words, hour.clock.reached)
    hour.rules.answers(said, moderator, f"was removed: {REASON}", hour.clock.reached)


def lock_or_unlock(hour: Hour) -> bool:
    moderator = _moderator(hour)
    root = something(hour, lambda said: not said.parent and said.is_for_everyone)
    if not root:
        return False
    with hour.acting():
        page = stand_at(hour, moderator, root)
        menu(page, root).get_by_role("link", name="ock the thread").click()
        page.get_by_label("Why").fill(REASON)
        page.locator("button[name=act]").click()
        root.is_locked = not root.is_locked
        kind = "lock" if root.is_locked else "unlock"
        hour.until(page, lambda: _last_act(root) == kind)
        words = f"Thread {kind}ed: {REASON}"
        hour.rules.acts(root, root.author, moderator, words, hour.clock.reached)
    return True


def _last_act(said: Said) -> str:
    acts = Act.objects.filter(comment=said.key).order_by("pk")
    return acts.values_list("kind", flat=True).last() or ""


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
    """In the admin: a paragraph that is talked about begins with other words."""
    editor = _editor(hour)
    number = Article.objects.get(pk=hour.article.pk).revision_number + 1
    with hour.acting():
        page = hour.pages[editor]
        page.goto(f"/admin/commentary/article/{hour.article.pk}/change/")
        area = page.get_by_role("textbox", name="Paragraph", exact=True).nth(number % 3)
        area.fill(f"Edited {number} times: {area.input_value()}")
        page.get_by_role("button", name="Review and publish").click()
        page.get_by_role("button", name="Publish", exact=True).click()
        revised = Article.objects.filter(pk=hour.article.pk, revision_number=number)
        hour.until(page, revised.exists)
        hour.rules.revises(editor, number, hour.clock.reached)
    hour.go_on(timedelta(seconds=30))
    return True
