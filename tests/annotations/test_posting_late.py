"""What became unwelcome between the asking and the posting is not posted."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from annotations.models import Annotation, Comment, Margin, Reaction
from annotations.models.contributing import RefusedError
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.annotations.views.conftest import close
from tests.annotations.wholeness import how_it_stands

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent(story: Article, other_reader: User) -> Comment:
    paragraph = story.paragraphs.select_related("article").get(identity=3)
    return say(other_reader, paragraph, "Who pays?")


def remove(parent: Comment, by: User) -> None:
    Comment.objects.get(pk=parent.pk).remove(by=by, reason="Rude.")


def lock_thread(parent: Comment, by: User) -> None:
    parent.opened.lock(by=by, reason="Enough.")


def lock_paragraph(parent: Comment, by: User) -> None:
    Margin.objects.get(paragraph=parent.paragraph).lock(by=by, reason="Enough.")


def close_discussion(parent: Comment, by: User) -> None:
    close(parent.paragraph.article)


@pytest.mark.parametrize("act", [remove, lock_thread, lock_paragraph, close_discussion])
def test_a_reply_comes_too_late(
    act: Callable[[Comment, User], None], parent: Comment, reader: User, moderator: User
) -> None:
    act(parent, moderator)
    with pytest.raises(PermissionDenied):
        parent.reply(author=reader, body="The town.")
    assert not Comment.objects.filter(author=reader).exists()


@pytest.mark.parametrize("act", [lock_paragraph, close_discussion])
def test_a_remark_comes_too_late(
    act: Callable[[Comment, User], None], parent: Comment, reader: User, moderator: User
) -> None:
    act(parent, moderator)
    with pytest.raises(PermissionDenied):
        say(reader, parent.paragraph)


@pytest.mark.parametrize(
    "act",
    [
        lambda remark, by: remark.reply(author=by, body="And so?"),
        lambda remark, by: remark.react(by=by, kind=Reaction.Kind.AGREE),
        lambda remark, by: remark.replies.get().restore(by=by),
        lambda remark, by: remark.opened.resolve(by=by),
    ],
    ids=["reply", "react", "restore", "resolve"],
)
def test_what_is_about_words_that_became_private_comes_too_late(
    act: Callable[[Comment, User], object],
    story: Article,
    parent: Comment,
    reader: User,
    moderator: User,
) -> None:
    """Nobody but the one who marked them would see it: not even a moderator who says it."""
    annotation = mark(reader, story, "pays for the oil")
    remark = say(reader, parent.paragraph, "Who?", annotation)
    remark.reply(author=moderator, body="The town.").remove(by=moderator)
    Annotation.objects.get(pk=annotation.pk).show_to("private")
    before = how_it_stands()
    with pytest.raises(RefusedError, match="not marked any more"):
        act(remark, moderator)
    assert how_it_stands() == before


def test_what_waited_on_words_that_became_private_is_not_shown_there(
    story: Article, parent: Comment, reader: User, other_reader: User, moderator: User
) -> None:
    annotation = mark(reader, story, "pays for the oil")
    remark = say(reader, parent.paragraph, "Who?", annotation)
    held = remark.reply(author=other_reader, body="They.", held_for=Comment.Hold.LINKS)
    Annotation.objects.get(pk=annotation.pk).show_to("private")
    before = how_it_stands()
    assert not held.approve(by=moderator, reason="Well said.")
    assert how_it_stands() == before


def test_moderators_and_editors_go_on_where_there_is_a_lock(
    parent: Comment, moderator: User, editor: User
) -> None:
    lock_paragraph(parent, moderator)
    for person in (moderator, editor):
        assert parent.reply(author=person, body="Settled.").stands


def test_a_remark_on_a_passage_stands_where_the_passage_is_by_now(
    story: Article, parent: Comment, reader: User
) -> None:
    annotation = mark(reader, story, "pays for the oil")
    read: Paragraph = parent.paragraph
    moved = story.paragraphs.get(identity=4)
    Annotation.objects.get(pk=annotation.pk).targets.update(paragraph=moved)
    assert say(reader, read, "Here.", annotation).paragraph == moved
