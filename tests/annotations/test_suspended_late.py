"""Who is suspended after the page was asked for, and before it is done, does nothing any more."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from annotations.models import Act, Comment, Reaction, Report, Thread
from annotations.models.contributing import RefusedError
from annotations.places import accept, propose, reattach
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, say, words_of
from tests.annotations.wholeness import how_it_stands
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db

LAMP, OIL, SHIPS = "meant to outlive the fishing fleet", "pays for the oil", "to tell the ships"


class Scene:
    """What the reader has marked and said, and others have, as it was loaded before."""

    def __init__(self, story: Article, reader: User, other_reader: User) -> None:
        paragraph = story.paragraphs.select_related("article").get(identity=3)
        self.reader = reader
        self.public = mark(reader, story, OIL)
        self.private = mark(reader, story, OIL, visibility="private")
        self.removed_mark = mark(reader, story, OIL)
        self.removed_mark.remove()
        self.own, self.settled = say(reader, paragraph), say(reader, paragraph)
        Thread.objects.get(pk=self.settled.pk).resolve(by=reader)
        self.removed = say(reader, paragraph)
        self.removed.remove(by=reader)
        self.others = say(other_reader, paragraph)
        self.orphan, self.theirs = mark(reader, story, LAMP), mark(other_reader, story, LAMP)
        edit(story, None, {2: "Its keeper has nothing more to say."})
        self.place = {
            "selectors": words_of(Article.objects.get(), SHIPS), "revision_number": 2,
        }  # fmt: skip
        self.proposal = propose(self.orphan, by=other_reader, **self.place)
        self.own_proposal = propose(self.theirs, by=reader, **self.place)


@pytest.fixture
def scene(story: Article, reader: User, other_reader: User) -> Scene:
    return Scene(story, reader, other_reader)


ACTS: dict[str, Callable[[Scene], object]] = {
    "recolour": lambda scene: scene.public.recolour("question"),
    "show": lambda scene: scene.private.show_to("public"),
    "restore a mark": lambda scene: scene.removed_mark.restore(),
    "restore": lambda scene: scene.removed.restore(by=scene.reader),
    "edit": lambda scene: scene.own.edit(body="And yet."),
    "reply": lambda scene: scene.others.reply(author=scene.reader, body="And yet."),
    "react": lambda scene: scene.others.react(by=scene.reader, kind=Reaction.Kind.AGREE),
    "report": lambda scene: Report.objects.make(scene.others, by=scene.reader, ground="rude"),
    "resolve": lambda scene: Thread.objects.get(pk=scene.own.pk).resolve(by=scene.reader),
    "reopen": lambda scene: Thread.objects.get(pk=scene.settled.pk).reopen(by=scene.reader),
    "track": lambda scene: Thread.objects.get(pk=scene.own.pk).track("noted", by=scene.reader),
    "re-attach": lambda scene: reattach(scene.orphan, by=scene.reader, **scene.place),
    "propose": lambda scene: propose(scene.theirs, by=scene.reader, **scene.place),
    "accept": lambda scene: accept(scene.proposal, by=scene.reader),
    "decline": lambda scene: scene.proposal.decline(by=scene.reader),
}

ALWAYS: dict[str, Callable[[Scene], object]] = {
    "hide": lambda scene: scene.public.show_to("private"),
    "remove a mark": lambda scene: scene.public.remove(),
    "remove": lambda scene: scene.own.remove(by=scene.reader),
    "take back": lambda scene: scene.own_proposal.decline(by=scene.reader),
}


def suspend(scene: Scene, by: User) -> None:
    assert Act.objects.suspend(scene.reader, by=by, reason="Enough.", until=None)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_says_something_is_refused_and_changes_nothing(
    act: Callable[[Scene], object], scene: Scene, moderator: User
) -> None:
    suspend(scene, moderator)
    before = how_it_stands()
    with pytest.raises(RefusedError, match=r"Reason: Enough\."):
        act(scene)
    assert how_it_stands() == before


@pytest.mark.parametrize("act", [*ALWAYS.values(), *ACTS.values()], ids=[*ALWAYS, *ACTS])
def test_otherwise_it_is_done_and_what_is_one_s_own_can_always_be_taken_back(
    act: Callable[[Scene], object], scene: Scene, moderator: User
) -> None:
    if act in ALWAYS.values():
        suspend(scene, moderator)
    before = how_it_stands()
    act(scene)
    assert how_it_stands() != before


def test_what_a_moderator_has_removed_since_its_author_does_not_restore(
    scene: Scene, moderator: User
) -> None:
    now = Comment.objects.get(pk=scene.removed.pk)
    now.restore(by=moderator, reason="Well said.")
    now.remove(by=moderator, reason="On second thoughts.")
    assert not scene.removed.restore(by=scene.reader)
    assert Comment.objects.get(pk=scene.removed.pk).is_removed


def test_a_moderator_who_is_suspended_does_nothing_about_what_others_said(
    scene: Scene, moderator: User, person: MakePerson
) -> None:
    head = person("head", is_superuser=True)
    Act.objects.suspend(moderator, by=head, reason="Rude.", until=None)
    with pytest.raises(PermissionDenied, match=r"can only read\. Reason: Rude\."):
        scene.own.remove(by=moderator, reason="Off the subject.")
    with pytest.raises(PermissionDenied):
        Thread.objects.get(pk=scene.own.pk).lock(by=moderator, reason="Enough.")
    assert not Comment.objects.get(pk=scene.own.pk).is_removed
    assert Act.objects.count() == 1
