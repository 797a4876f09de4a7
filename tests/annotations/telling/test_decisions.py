"""Who is told of what is done: to a thread, to the text, by a moderator, with an orphan."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from annotations.models import Act, Annotation, Following, Notification
from annotations.places import accept, propose
from annotations.telling.inbox import gather
from annotations.telling.listening import announce_act
from annotations.telling.saying import sentence
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say, words_of
from tests.annotations.telling.conftest import thread_of
from tests.conftest import ClientOf, MakePerson
from tests.working import work

pytestmark = pytest.mark.django_db
FOLLOW, MUTE = Following.Level


def test_a_new_revision_is_told_to_those_who_follow_the_article_and_its_editor_follows(
    story: Article, reader: User, editor: User, told: Callable
) -> None:
    Following.objects.choose(reader, story, FOLLOW)
    revision = edit(story, editor, {1: "Another beginning."}, note="A better beginning")
    assert told() == {("reader", "revision")}
    notification = Notification.objects.get()
    assert notification.reason == "A better beginning"
    assert notification.revision == revision
    assert Following.objects.by(editor).on(story).get().level == FOLLOW


def test_what_became_of_a_thread_is_told_to_its_author_and_followers(
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    editor: User,
    person: MakePerson,
    story: Article,
    told: Callable,
) -> None:
    root = say(reader, paragraph)
    follower, muter = person("follower"), person("muter")
    Following.objects.choose(follower, thread_of(root), FOLLOW)
    Following.objects.choose(muter, thread_of(root), MUTE)
    Following.objects.choose(other_reader, story, FOLLOW)
    work()
    Notification.objects.all().delete()
    root.opened.resolve(by=editor)
    assert told() == {("reader", "status"), ("follower", "status")}
    root.opened.reopen(by=editor)
    work()
    assert set(Notification.objects.values_list("verb", flat=True)) == {"resolved", "reopened"}


def test_what_became_of_a_thread_is_told_although_its_first_comment_was_removed(
    paragraph: Paragraph, reader: User, other_reader: User, editor: User, told: Callable
) -> None:
    root = say(reader, paragraph)
    root.reply(author=other_reader, body="No.")
    root.remove(by=reader)
    work()
    Notification.objects.all().delete()
    root.opened.resolve(by=editor)
    assert told() == {("reader", "status"), ("other_reader", "status")}
    assert Notification.objects.shown_to(other_reader).exists()


def test_what_became_of_a_thread_that_is_not_for_everyone_is_told_to_nobody(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, moderator: User
) -> None:
    private = say(reader, paragraph, "Mine.", mark(reader, story, "council", visibility="private"))
    held = say(reader, paragraph, "Read https://spam.example")
    for root, by in ((private, reader), (held, moderator)):
        Following.objects.choose(other_reader, thread_of(root), FOLLOW)
        root.opened.resolve(by=by)
    work()
    assert not Notification.objects.exists()


def test_one_person_is_told_at_once_what_concerns_them_alone_but_not_what_they_did(
    paragraph: Paragraph, reader: User, moderator: User
) -> None:
    comment = say(reader, paragraph)
    comment.remove(by=moderator, reason="Off the subject.")
    announce_act(act=Act.objects.get())
    assert Notification.objects.get().person == reader
    told = Notification.objects.shown_to(reader).get()
    assert (sentence(told), told.reason) == ("Your comment was removed", "Off the subject.")


def test_what_was_told_in_one_language_is_read_in_another(
    story: Article, paragraph: Paragraph, reader: User, editor: User, moderator: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    comment = say(reader, paragraph)
    comment.opened.resolve(by=editor)
    work()
    comment.remove(by=moderator, reason="Off the subject.")
    for language, removed, resolved in (
        ("es", "Tu comentario fue retirado", "editor resolvió un hilo que sigues"),
        ("en-gb", "Your comment was removed", "editor resolved a thread that you follow"),
    ):
        page = (
            client_of(reader)
            .get(reverse("notifications"), headers={"accept-language": language})
            .text
        )
        assert (removed in page, resolved in page) == (True, True)
        assert "<q>Off the subject.</q>" in page


def test_whoever_follows_after_the_text_was_changed_is_not_told_late(
    story: Article, reader: User, editor: User, told: Callable
) -> None:
    edit(story, editor, {1: "Another beginning."})
    Following.objects.choose(reader, story, FOLLOW)
    assert told() == set()


def test_who_marked_words_hears_of_a_place_proposed_and_who_proposed_it_of_the_answer(
    story: Article, reader: User, other_reader: User, editor: User, told: Callable
) -> None:
    orphan = mark(reader, story, "Nobody was hurt")
    edit(story, None, {4: "Two trawlers have gone aground since. All went home."})
    (place,) = words_of(story, "All went home")
    story.refresh_from_db()
    orphan = Annotation.objects.get(pk=orphan.pk)
    number = story.revision_number
    proposal = propose(orphan, by=other_reader, selectors=[place], revision_number=number)
    assert told() == {("reader", "place")}
    accept(proposal, by=editor)
    assert told() == {("reader", "place"), ("other_reader", "place")}
    assert {(told.person_id, sentence(told)) for told in Notification.objects.for_reading()} == {
        (reader.pk, "other_reader proposes a place for words that you marked"),
        (reader.pk, "editor found the place of words that you marked"),
        (other_reader.pk, "editor accepted the place that you proposed"),
    }
    assert Notification.objects.shown_to(reader).count() == 2
    about = gather(Notification.objects.shown_to(reader).for_reading())
    assert [gathering.quote for gathering in about] == ["Nobody was hurt"]


def test_a_mute_is_for_proposed_places_too_but_not_for_what_a_moderator_does_to_one_s_words(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, moderator: User,
    told: Callable,
) -> None:  # fmt: skip
    orphan, own = mark(reader, story, "Nobody was hurt"), say(reader, paragraph)
    edit(story, None, {4: "Two trawlers have gone aground since. All went home."})
    (place,) = words_of(story, "All went home")
    Following.objects.choose(reader, story, MUTE)
    orphan = Annotation.objects.get(pk=orphan.pk)
    propose(orphan, by=other_reader, selectors=[place], revision_number=2)
    assert told() == set()
    own.remove(by=moderator, reason="Off the subject.")
    assert told() == {("reader", "act")}
    Following.objects.choose(reader, story.paragraphs.get(identity=4), FOLLOW)
    propose(orphan, by=moderator, selectors=[place], revision_number=2)
    assert told() == {("reader", "act"), ("reader", "place")}
