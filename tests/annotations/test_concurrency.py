"""Readers and editors at the same moment, on real connections."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from annotations.models import (
    Annotation,
    Comment,
    Margin,
    OvertakenError,
    PastTargets,
    Reattachment,
    Target,
)
from annotations.passages import annotate
from annotations.places import accept, propose
from annotations.selectors import SelectorError, select
from commentary.models import Article, OutdatedEditError, User
from commentary.models.article import Draft

ROUNDS = 6
GONE = "This was written anew, and nothing of it is as it was."


def closing(act: Callable[[], object]) -> Callable[[], object]:
    """Run in a thread of its own, with a connection of its own."""

    def run() -> object:
        try:
            return act()
        finally:
            connection.close()

    return run


@pytest.mark.django_db(transaction=True)
def test_marks_comments_and_edits_at_once_leave_every_target_on_its_words(
    article: Article, reader: User, other_reader: User, editor: User
) -> None:
    refused: list[Exception] = []

    def mark(person: User, identity: int, round_number: int) -> None:
        own = Article.objects.get(pk=article.pk)
        number = own.revision_number
        text = {state.identity: state.text for state in own.revisions.get(number=number).states}
        start = round_number * 7
        try:
            annotate(
                own,
                creator=person,
                selectors=[select(identity, text[identity], start, start + 40)],
                revision_number=number,
                kind="highlight",
                visibility="public",
                body=f"Remark {round_number}",
            )
        except SelectorError as error:
            refused.append(error)

    def edit(round_number: int) -> None:
        own = Article.objects.get(pk=article.pk)
        states = own.revisions.get(number=own.revision_number).states
        drafts = [Draft(each.style, each.source, each.identity) for each in states]
        first = drafts[0]
        drafts[0] = Draft(first.style, f"Round {round_number}. {first.source}", first.identity)
        drafts[1], drafts[2] = drafts[2], drafts[1]
        try:
            own.revise(by=editor, based_on=own.revision_number, paragraphs=drafts)
        except OutdatedEditError as error:
            refused.append(error)

    acts = [
        act
        for number in range(ROUNDS)
        for act in (
            lambda n=number: mark(reader, 1, n),
            lambda n=number: edit(n),
            lambda n=number: mark(other_reader, 2, n),
        )
    ]
    with ThreadPoolExecutor(max_workers=6) as pool:
        list(pool.map(lambda act: closing(act)(), acts))

    assert Annotation.objects.count() == Comment.objects.count()
    assert Annotation.objects.count() + len(refused) >= 2 * ROUNDS
    assert Annotation.objects.count() >= ROUNDS
    for target in Target.objects.select_related("paragraph", "annotation"):
        assert target.exact == target.paragraph.text[target.start : target.end]
        assert target.exact.strip() == target.annotation.quote.strip()
    for margin in Margin.objects.select_related("paragraph"):
        assert margin.comments == Comment.objects.filter(paragraph=margin.paragraph).count()


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_accept_different_places_at_once_one_is_told_to_be_late(
    article: Article, reader: User, other_reader: User, editor: User
) -> None:
    text = article.paragraphs.get(identity=1).text
    annotation = Annotation.objects.mark(
        creator=reader, article=article, selectors=[select(1, text, 0, 40)]
    )
    drafts = [
        Draft(each.style, each.source, each.identity)
        for each in article.paragraphs.in_text().in_order()
    ]
    article.revise(by=None, paragraphs=[Draft("body", GONE, 1), *drafts[1:]], based_on=1)
    proposals = []
    for person, identity in ((other_reader, 2), (editor, 3)):
        passage = select(identity, article.paragraphs.get(identity=identity).text, 0, 30)
        proposals.append(propose(annotation, by=person, selectors=[passage], revision_number=2).pk)
    outcomes: list[str] = []

    def decide(by: User, proposal: int) -> None:
        try:
            accept(Reattachment.objects.get(pk=proposal), by=by)
        except OvertakenError:
            outcomes.append("late")
        else:
            outcomes.append("accepted")

    acts = [
        lambda: decide(reader, proposals[0]),
        lambda: decide(editor, proposals[1]),
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(lambda act: closing(act)(), acts))

    assert sorted(outcomes) == ["accepted", "late"]
    [record] = Reattachment.objects.answered()
    target = Target.objects.select_related("paragraph").get(annotation=annotation)
    assert record.moved_to[0]["exact"] == target.exact
    assert target.exact == target.paragraph.text[target.start : target.end]
    assert PastTargets.objects.filter(annotation=annotation).count() == 1
