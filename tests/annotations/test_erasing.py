import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from annotations.leaving.erasing import erase
from annotations.models import (
    Act,
    Annotation,
    Comment,
    Following,
    Mailbox,
    Margin,
    Notification,
    Reaction,
    ReadMark,
    Report,
    Thread,
)
from annotations.places import propose
from commentary.models import Article, IndispensableError, Paragraph, User
from tests.annotations.acting import edit, mark, say, words_of
from tests.annotations.wholeness import assert_whole
from tests.conftest import MakePerson

pytestmark = pytest.mark.django_db


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=1)


@pytest.fixture
def said(paragraph: Paragraph, reader: User, other_reader: User) -> Comment:
    """A thread of both: begun by who goes, answered, and answered again."""
    root = say(reader, paragraph, "First of all.")
    root.edit(body="First of all!")
    answer = root.reply(author=other_reader, body="And then?")
    answer.reply(author=reader, body="Then nothing.")
    return root


def shape(root: Comment) -> list[tuple[int, int | None]]:
    return list(Comment.objects.in_threads([root.pk]).in_order().values_list("pk", "parent"))


@pytest.mark.parametrize("keep_words", [True, False])
def test_a_thread_keeps_its_shape(
    story: Article, said: Comment, reader: User, keep_words: bool
) -> None:
    before = shape(said)
    erase(reader, keep_words=keep_words)
    assert shape(said) == before
    assert_whole(story)


def test_removed_words_are_gone_for_good_and_those_of_others_stand(
    said: Comment, reader: User, moderator: User
) -> None:
    erase(reader, keep_words=False)
    said.refresh_from_db()
    assert (said.body, said.body_html, said.wordings.count()) == ("", "", 0)
    assert said.was_removed_by_author
    assert [comment.body for comment in Comment.objects.standing()] == ["And then?"]
    assert Thread.objects.get(pk=said.pk).comments == 1
    assert Margin.objects.get().comments == 1
    assert not said.is_restorable_by(moderator)
    assert not said.restore(by=moderator, reason="Back.")


def test_words_that_stay_are_a_former_readers(said: Comment, reader: User) -> None:
    erase(reader, keep_words=True)
    said.refresh_from_db()
    assert said.body == "First of all!"
    assert [wording.body for wording in said.wordings.all()] == ["First of all."]
    assert str(said.author) == "Former reader"
    assert said.author.initials == "FR"


@pytest.mark.parametrize("keep_words", [True, False])
def test_what_nobody_else_could_read_goes_either_way(
    story: Article, paragraph: Paragraph, reader: User, moderator: User, keep_words: bool
) -> None:
    mine = mark(reader, story, "harbour town", visibility="private")
    remark = say(reader, paragraph, "For me alone.", mine)
    remark.reply(author=reader, body="And again.").reply(author=reader, body="And again.")
    removed = say(reader, paragraph, "Out with it.")
    removed.remove(by=moderator, reason="Rude.")
    held = Comment.objects.post(
        author=reader, paragraph=paragraph, body="Held.", held_for=Comment.Hold.LINKS
    )
    erase(reader, keep_words=keep_words)
    assert not Annotation.objects.exists()
    kept = Comment.objects.in_order().values_list("pk", "body", "removed_by")
    assert list(kept) == [(removed.pk, "", moderator.pk), (held.pk, "", reader.pk)]
    assert Act.objects.get().reason == "Rude."
    assert_whole(story)


def test_what_moderators_did_outlives_a_private_remark(
    story: Article, paragraph: Paragraph, reader: User, moderator: User
) -> None:
    mine = mark(reader, story, "harbour town")
    say(reader, paragraph, "Rude.", mine).remove(by=moderator, reason="Rude.")
    mine.show_to("private")
    erase(reader, keep_words=True)
    assert not Comment.objects.exists()
    assert (Act.objects.get().comment, Act.objects.get().reason) == (None, "Rude.")


def test_removed_words_of_others_on_a_private_highlight_keep_their_place(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    mine = mark(reader, story, "harbour town")
    answer = say(reader, paragraph, "Mine.", mine).reply(author=other_reader, body="Theirs.")
    answer.remove(by=other_reader)
    mine.show_to("private")
    erase(reader, keep_words=True)
    assert list(Comment.objects.in_order().values_list("body", flat=True)) == ["", "Theirs."]
    assert not Annotation.objects.visible_to(other_reader).exists()
    assert_whole(story)


def test_highlights_go_with_the_words_unless_others_answered(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    bare = mark(reader, story, "lighthouse")
    answered = mark(reader, story, "harbour town")
    say(reader, paragraph, "Mine.", answered)
    say(other_reader, paragraph, "Theirs.", answered)
    erase(reader, keep_words=False)
    assert list(Annotation.objects.visible_to(other_reader)) == [answered]
    assert len(Margin.objects.get().runs) == 1
    bare.refresh_from_db()
    assert bare.removed_at
    assert_whole(story)


def test_highlights_stay_with_the_words(story: Article, reader: User, other_reader: User) -> None:
    bare = mark(reader, story, "lighthouse")
    erase(reader, keep_words=True)
    assert list(Annotation.objects.visible_to(other_reader)) == [bare]
    assert_whole(story)


def test_what_they_chose_is_forgotten_and_the_tallies_are_right(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, moderator: User
) -> None:
    theirs = say(other_reader, paragraph, "Theirs.")
    theirs.react(by=reader, kind=Reaction.Kind.AGREE)
    theirs.react(by=moderator, kind=Reaction.Kind.AGREE)
    Report.objects.make(theirs, by=reader, ground="rude", words="Look at that.")
    answered = say(other_reader, paragraph, "Theirs too.")
    Report.objects.make(answered, by=reader, ground="rude", words="Look at this.")
    Report.objects.dismiss(answered, by=moderator, reason="Not rude.")
    Following.objects.choose(reader, story, "follow")
    Mailbox.objects.of(reader)
    ReadMark.objects.change(reader, story)
    Notification.objects.create(person=reader, kind="article", event="told")
    orphan = mark(other_reader, story, "Two trawlers")
    edit(story, None, {4: "Nobody was hurt, and nobody has apologised."})
    story.refresh_from_db()
    propose(
        orphan,
        by=reader,
        selectors=words_of(story, "Nobody was hurt"),
        revision_number=story.revision_number,
    )
    erase(reader, keep_words=True)
    theirs.refresh_from_db()
    assert theirs.tally == {"agree": 1}
    assert Thread.objects.get(pk=theirs.pk).agreements == 1
    (report,) = Report.objects.all()
    assert (report.comment, report.words) == (answered, "")
    assert not orphan.reattachments.exists()
    assert not Following.objects.by(reader).exists()
    assert not Mailbox.objects.filter(person=reader).exists()
    assert not Notification.objects.filter(person=reader).exists()
    assert not ReadMark.objects.filter(person=reader).exists()


def test_nobody_can_be_this_person_again(reader: User, editor: User, client: Client) -> None:
    client.force_login(editor)
    name = editor.username
    editor.user_permissions.add(Permission.objects.all()[0])
    erase(editor, keep_words=True)
    editor = User.objects.get(pk=editor.pk)
    assert editor.email == ""
    assert not editor.has_usable_password()
    assert (editor.is_active, editor.is_staff, editor.is_superuser) == (False, False, False)
    assert not editor.groups.exists()
    assert not editor.user_permissions.exists()
    assert client.get("/notes/").status_code == 302
    assert name not in repr(User.objects.filter(pk=editor.pk).values())


def test_erasing_twice_is_erasing_once(said: Comment, reader: User) -> None:
    erase(reader, keep_words=True)
    once = User.objects.filter(pk=reader.pk).values().get()
    erase(reader, keep_words=True)
    assert User.objects.filter(pk=reader.pk).values().get() == once


def test_the_only_superuser_cannot_go(
    person: MakePerson, story: Article, paragraph: Paragraph
) -> None:
    boss = person("boss", is_superuser=True)
    person("closed", is_superuser=True, is_active=False)
    comment = say(boss, paragraph)
    with pytest.raises(IndispensableError):
        erase(boss, keep_words=False)
    comment.refresh_from_db()
    assert comment.stands
    person("second", is_superuser=True)
    erase(boss, keep_words=False)
    comment.refresh_from_db()
    assert comment.is_removed


def test_pages_that_are_kept_are_made_anew_once_the_name_is_gone(
    story: Article, said: Comment, reader: User
) -> None:
    erase(reader, keep_words=True)
    story.refresh_from_db()
    assert reader.erased_at
    assert story.active_at > reader.erased_at
