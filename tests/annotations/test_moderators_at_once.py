"""Moderators, reporters and authors at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from annotations.models import Act, Comment, Margin, Report, Thread
from commentary.models import Article, User
from tests.annotations.acting import say
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 4


def all_at_once(acts: list[Callable[[], object]]) -> list[object]:
    def run(act: Callable[[], object]) -> object:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def comment(story: Article, reader: User) -> Comment:
    return say(reader, story.paragraphs.get(identity=3), "You fool.")


@pytest.fixture
def moderators(person: MakePerson) -> list[User]:
    return [person(f"moderator{number}", "Moderators") for number in range(AT_ONCE)]


def own(comment: Comment) -> Comment:
    return Comment.objects.select_related("paragraph__article", "author").get(pk=comment.pk)


def test_of_moderators_who_remove_at_once_one_does_and_one_act_is_written(
    comment: Comment, moderators: list[User]
) -> None:
    copies = [own(comment) for _ in moderators]
    done = all_at_once(
        [
            lambda c=copy, m=moderator: c.remove(by=m, reason="Rude.")
            for copy, moderator in zip(copies, moderators, strict=True)
        ]
    )
    assert sorted(map(bool, done)) == [False, False, False, True]
    comment.refresh_from_db()
    assert Act.objects.get().by == comment.removed_by


def test_of_moderators_who_decide_differently_at_once_one_answers_the_reports(
    comment: Comment, other_reader: User, moderators: list[User]
) -> None:
    Report.objects.make(comment, by=other_reader, ground="rude")
    copies = [own(comment) for _ in moderators]
    all_at_once(
        [
            (lambda c=copy, m=moderator: c.remove(by=m, reason="Rude."))
            if number % 2
            else (lambda c=copy, m=moderator: Report.objects.dismiss(c, by=m, reason="Fine."))
            for number, (copy, moderator) in enumerate(zip(copies, moderators, strict=True))
        ]
    )
    report = Report.objects.get()
    assert report.settled_by == Act.objects.order_by("pk").first()
    assert Act.objects.filter(kind="remove").count() == 1


def test_a_report_and_a_removal_at_once_leave_no_report_without_an_answer(
    comment: Comment, other_reader: User, moderators: list[User]
) -> None:
    copies = [own(comment), own(comment)]
    all_at_once(
        [
            lambda: Report.objects.make(copies[0], by=other_reader, ground="rude"),
            lambda: copies[1].remove(by=moderators[0], reason="Rude."),
        ]
    )
    assert not Report.objects.open().exists()


def test_of_approvals_at_once_one_counts(comment: Comment, moderators: list[User]) -> None:
    Comment.objects.update(held_for="links")
    copies = [own(comment) for _ in moderators]
    all_at_once(
        [
            lambda c=copy, m=moderator: c.approve(by=m, reason="Good.")
            for copy, moderator in zip(copies, moderators, strict=True)
        ]
    )
    assert Act.objects.count() == 1
    assert Thread.objects.get().comments == 1
    assert Margin.objects.get(paragraph=comment.paragraph).comments == 1


def test_of_suspensions_and_locks_at_once_one_holds(
    comment: Comment, reader: User, moderators: list[User]
) -> None:
    until = timezone.now() + timedelta(days=1)
    loaded = Thread.objects.select_related("root__paragraph__article", "root__author")
    threads = [loaded.get(root=comment) for _ in moderators]
    all_at_once(
        [
            lambda m=each: Act.objects.suspend(reader, by=m, reason="R.", until=until)
            for each in moderators
        ]
    )
    all_at_once(
        [
            lambda t=thread, m=each: t.lock(by=m, reason="Enough.")
            for thread, each in zip(threads, moderators, strict=True)
        ]
    )
    assert sorted(Act.objects.values_list("kind", flat=True)) == ["lock", "suspend"]


def test_reports_of_one_person_at_once_are_one(comment: Comment, other_reader: User) -> None:
    copies = [own(comment) for _ in range(AT_ONCE)]
    all_at_once(
        [lambda c=copy: Report.objects.make(c, by=other_reader, ground="spam") for copy in copies]
    )
    assert Report.objects.count() == 1
