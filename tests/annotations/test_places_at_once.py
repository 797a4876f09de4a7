"""Two people who find a place for the same orphan at the same moment, on real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from annotations.models import OvertakenError, PastTargets, Reattachment, Target
from annotations.places import accept, propose
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, words_of

GONE = "This was written anew, and nothing of it is as it was."


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_accept_different_places_at_once_one_is_told_to_be_late(
    story: Article, reader: User, other_reader: User, editor: User
) -> None:
    annotation = mark(reader, story, "has argued about its lighthouse")
    edit(story, None, {1: GONE})
    proposals = [
        propose(annotation, by=by, selectors=words_of(story, words), revision_number=2).pk
        for by, words in ((other_reader, "Its keeper"), (editor, "pays for the oil"))
    ]
    outcomes: list[str] = []

    def decide(by: User, proposal: int) -> None:
        try:
            accept(Reattachment.objects.get(pk=proposal), by=by)
        except OvertakenError:
            outcomes.append("late")
        else:
            outcomes.append("accepted")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(decide, (reader, editor), proposals))

    assert sorted(outcomes) == ["accepted", "late"]
    [record] = Reattachment.objects.answered()
    target = Target.objects.select_related("paragraph").get(annotation=annotation)
    assert record.moved_to[0]["exact"] == target.exact
    assert target.exact == target.paragraph.text[target.start : target.end]
    assert PastTargets.objects.filter(annotation=annotation).count() == 1
