"""Who is told of what, and why: exactly once, and nobody of what is not for them."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from annotations.models import Act, Annotation, Comment, Following, Mailbox, Notification, Thread
from annotations.places import accept, propose
from annotations.telling.announcing import announce, announce_act, tell_of_comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say, words_of
from tests.annotations.views.conftest import close
from tests.conftest import MakePerson
from tests.working import work

pytestmark = pytest.mark.django_db
FOLLOW, MUTE = Following.Level


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=3)


@pytest.fixture
def told() -> Callable[[], set[tuple[str, str]]]:
    """Let the worker work, then say who was told, and why."""

    def told() -> set[tuple[str, str]]:
        work()
        return set(Notification.objects.values_list("person__username", "kind"))

    return told


def thread_of(comment: Comment) -> Thread:
    return Thread.objects.get(root=comment.thread_pk)


def test_whoever_is_answered_is_told_and_whoever_answers_is_not(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    say(reader, paragraph).reply(author=other_reader, body="No.")
    assert told() == {("reader", "reply")}


def test_taking_part_follows_the_thread(
    paragraph: Paragraph, reader: User, other_reader: User, person: MakePerson, told: Callable
) -> None:
    root = say(reader, paragraph)
    root.reply(author=other_reader, body="No.").reply(author=person("third"), body="Perhaps.")
    assert told() == {("reader", "reply"), ("reader", "thread"), ("other_reader", "reply")}


def test_whoever_is_named_by_an_edit_is_told_once_and_nobody_else_again(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    person: MakePerson,
    told: Callable,
) -> None:
    Following.objects.choose(person("follower"), story, FOLLOW)
    comment = say(reader, paragraph, "Quite so.")
    assert told() == {("follower", "article")}
    comment.edit(body="Quite so, @other_reader, @follower and @reader.")
    assert told() == {("follower", "article"), ("other_reader", "mention")}
    Notification.objects.all().mark_read()
    comment.edit(body="Quite so.")
    comment.edit(body="Quite so, @other_reader!")
    told()
    assert not Notification.objects.unread().exists()


def test_an_edit_tells_only_those_whom_it_names_anew(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    comment = say(reader, paragraph, "Quite so, @other_reader.")
    told()
    Notification.objects.all().delete()
    comment.edit(body="Quite so, @Other_Reader!")
    assert told() == set()


def test_an_edit_tells_nobody_who_may_not_read_it_or_wants_no_news_of_it(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    person: MakePerson,
    told: Callable,
) -> None:
    Following.objects.choose(person("muted"), story, MUTE)
    private = say(reader, paragraph, "Mine.", mark(reader, story, "council", visibility="private"))
    private.edit(body="Mine, @other_reader.")
    say(reader, paragraph, "So.").edit(body="So, @muted.")
    assert told() == set()


def test_the_creator_of_a_highlight_is_told_what_is_said_about_it(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    annotation = mark(reader, story, "council")
    say(other_reader, paragraph, annotation=annotation)
    assert told() == {("reader", "annotation")}


@pytest.mark.parametrize("widest", ["article", "paragraph", "thread"])
def test_followers_are_told_by_the_nearest_thing_that_they_follow(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    told: Callable,
    widest: str,
) -> None:
    root = say(other_reader, paragraph)
    things = {"article": story, "paragraph": paragraph, "thread": thread_of(root)}
    for name, thing in things.items():
        Following.objects.choose(reader, thing, FOLLOW)
        if name == widest:
            break
    work()
    Notification.objects.all().delete()
    root.reply(author=other_reader, body="Once more.")
    assert told() == {("reader", widest)}


@pytest.mark.parametrize("muted", ["article", "paragraph", "thread"])
def test_what_is_muted_tells_nothing_not_even_a_reply(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    told: Callable,
    muted: str,
) -> None:
    things = {"article": story, "paragraph": paragraph}
    if muted in things:
        Following.objects.choose(reader, things[muted], MUTE)
    root = say(reader, paragraph)
    if muted == "thread":
        Following.objects.choose(reader, thread_of(root), MUTE)
    root.reply(author=other_reader, body="No.")
    assert told() == set()


def test_a_thread_that_is_followed_tells_although_its_paragraph_is_muted(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    root = say(other_reader, paragraph)
    Following.objects.choose(reader, paragraph, MUTE)
    Following.objects.choose(reader, thread_of(root), FOLLOW)
    root.reply(author=other_reader, body="Once more.")
    assert told() == {("reader", "thread")}


def test_a_comment_is_told_once_however_often_the_task_runs(
    paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    answer = say(reader, paragraph).reply(author=other_reader, body="No.")
    work()
    tell_of_comment.call(answer.pk, timezone.now().isoformat())
    announce(comment=answer)
    work()
    assert Notification.objects.count() == 1


def test_what_did_not_happen_is_not_told(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    root = say(reader, paragraph)
    with transaction.atomic():
        root.reply(author=other_reader, body="No.")
        transaction.set_rollback(True)
    assert told() == set()
    assert DBTaskResult.objects.count() == 1


def test_what_is_removed_before_it_is_told_is_not_told(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    say(reader, paragraph).reply(author=other_reader, body="No.").remove(by=other_reader)
    assert told() == set()


def test_what_was_removed_before_it_was_told_is_told_when_it_is_back_as_of_when_it_was_said(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, editor: User,
    told: Callable,
) -> None:  # fmt: skip
    root = say(reader, paragraph)
    answer = root.reply(author=other_reader, body="No, @editor.")
    answer.remove(by=other_reader)
    assert told() == set()
    Following.objects.choose(late := User.objects.create_user("late"), story, FOLLOW)
    answer.restore(by=other_reader)
    assert told() == {("reader", "reply"), ("editor", "mention")}
    answer.remove(by=other_reader)
    answer.restore(by=other_reader)
    told()
    assert Notification.objects.count() == 2
    assert not Notification.objects.filter(person=late).exists()


def test_a_remark_on_a_private_highlight_is_told_to_nobody(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    Following.objects.choose(other_reader, story, FOLLOW)
    say(reader, paragraph, annotation=mark(reader, story, "council", visibility="private"))
    assert told() == set()


def test_remarks_on_a_private_highlight_are_told_when_it_is_made_public(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    editor: User,
    told: Callable,
) -> None:
    annotation = mark(reader, story, "council", visibility="private")
    for body in ("Who pays, @editor?", "Not us."):
        say(reader, paragraph, body, annotation)
    say(reader, paragraph, "Nobody.", annotation).remove(by=reader)
    Following.objects.choose(other_reader, story, FOLLOW)
    assert told() == set()
    annotation.show_to("public")
    assert told() == {("other_reader", "article"), ("editor", "mention")}
    assert Notification.objects.count() == 3
    annotation.show_to("private")
    annotation.show_to("public")
    told()
    assert Notification.objects.count() == 3


def test_on_a_draft_only_those_are_told_to_whom_it_is_open(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    editor: User,
    moderator: User,
    person: MakePerson,
    told: Callable,
) -> None:
    for each in (reader, editor):
        Following.objects.choose(each, story, FOLLOW)
    held = say(person("newcomer"), paragraph, "See https://example.org")
    close(story, "draft")
    held.approve(by=moderator, reason="A good source.")
    assert told() == {("editor", "article"), ("newcomer", "act")}


def test_a_closed_account_is_not_told(
    paragraph: Paragraph, person: MakePerson, reader: User, told: Callable
) -> None:
    gone = person("gone", is_active=False)
    say(gone, paragraph).reply(author=reader, body="Are you there?")
    assert told() == set()


def test_a_new_revision_is_told_to_those_who_follow_the_article_and_its_editor_follows(
    story: Article, reader: User, editor: User, told: Callable
) -> None:
    Following.objects.choose(reader, story, FOLLOW)
    revision = edit(story, editor, {1: "Another beginning."}, note="A better beginning")
    assert told() == {("reader", "revision")}
    notification = Notification.objects.get()
    assert notification.words == "A better beginning"
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
    assert set(Notification.objects.values_list("words", flat=True)) == {"resolved", "reopened"}


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
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, editor: User
) -> None:
    private = say(reader, paragraph, "Mine.", mark(reader, story, "council", visibility="private"))
    held = say(reader, paragraph, "Read https://spam.example")
    for root in (private, held):
        Following.objects.choose(other_reader, thread_of(root), FOLLOW)
        root.opened.resolve(by=editor)
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
    assert told.words == "Your comment was removed: Off the subject."


def test_what_moderators_did_is_told_in_the_language_of_whom_it_concerns(
    paragraph: Paragraph, reader: User, moderator: User
) -> None:
    reader.speak("es")
    say(reader, paragraph).remove(by=moderator, reason="Off the subject.")
    announce_act(act=Act.objects.get())
    assert Notification.objects.get().words == "Tu comentario fue retirado: Off the subject."


def test_whoever_is_named_is_told_once_although_they_follow(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    Following.objects.take_part(reader, paragraph.article)
    say(other_reader, paragraph, "@Reader and @other_reader should see `@nobody`.")
    assert told() == {("reader", "mention")}


def test_what_is_held_is_told_when_it_is_approved(
    paragraph: Paragraph, reader: User, moderator: User, told: Callable
) -> None:
    Following.objects.take_part(moderator, paragraph.article)
    held = say(reader, paragraph, "Read https://spam.example")
    assert told() == set()
    held.approve(by=moderator, reason="Not spam.")
    assert told() == {("moderator", "article"), ("reader", "act")}


def test_whoever_followed_while_it_was_held_is_told_when_it_is_approved(
    paragraph: Paragraph, reader: User, other_reader: User, moderator: User, told: Callable
) -> None:
    held = say(reader, paragraph, "Read https://spam.example")
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    held.approve(by=moderator, reason="Not spam.")
    assert told() == {("other_reader", "article"), ("reader", "act")}


def test_whoever_follows_after_it_was_said_is_not_told_late(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    say(reader, paragraph)
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    assert told() == set()


def test_whoever_unmutes_after_it_was_said_is_not_told_late(
    paragraph: Paragraph, reader: User, other_reader: User, told: Callable
) -> None:
    Following.objects.choose(other_reader, paragraph.article, MUTE)
    say(reader, paragraph)
    Following.objects.choose(other_reader, paragraph.article, FOLLOW)
    assert told() == set()


def test_whoever_follows_after_the_text_was_changed_is_not_told_late(
    story: Article, reader: User, editor: User, told: Callable
) -> None:
    edit(story, editor, {1: "Another beginning."})
    Following.objects.choose(reader, story, FOLLOW)
    assert told() == set()


def test_taking_part_does_not_unmute(paragraph: Paragraph, reader: User) -> None:
    root = say(reader, paragraph)
    Following.objects.choose(reader, thread_of(root), MUTE)
    root.reply(author=reader, body="And another thing.")
    assert Following.objects.by(reader).get().level == MUTE


def test_ten_thousand_followers_are_told_in_few_queries(
    story: Article, paragraph: Paragraph, reader: User, django_assert_max_num_queries: Callable
) -> None:
    people = User.objects.bulk_create(
        User(username=f"reader-{number}", email=f"{number}@example.com") for number in range(10_000)
    )
    Following.objects.bulk_create(
        Following(person=person, article=story, level=FOLLOW) for person in people
    )
    comment = say(reader, paragraph)
    with django_assert_max_num_queries(700):
        tell_of_comment.call(comment.pk, timezone.now().isoformat())
    assert Notification.objects.count() == Mailbox.objects.count() == 10_000
    # One for each minute in which mail is due: a slow machine may need two to tell them all.
    minutes = Mailbox.objects.values("due_at").distinct().count()
    tasks = DBTaskResult.objects.filter(task_path="annotations.telling.mail.post_mail").count()
    assert tasks == minutes <= 5


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
    assert set(Notification.objects.values_list("person__username", "words")) == {
        ("reader", "proposes a place for words that you marked"),
        ("reader", "found the place of words that you marked"),
        ("other_reader", "accepted the place that you proposed"),
    }
    assert Notification.objects.shown_to(reader).count() == 2


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


@pytest.mark.django_db(transaction=True)
def test_people_follow_what_they_took_part_in_before_there_was_anything_to_follow(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, editor: User
) -> None:
    def followed() -> list[tuple[str, str, int | None, int | None]]:
        rows = Following.objects.order_by("person", "thread")
        return list(rows.values_list("person__username", "level", "thread", "article"))

    root = say(reader, paragraph)
    for body in ("No.", "Never."):
        root.reply(author=other_reader, body=body)
    say(editor, paragraph)
    edit(story, editor, {1: "Another beginning."})
    say(other_reader, paragraph, "Read https://spam.example")
    before = followed()
    assert len(before) == 4
    MigrationExecutor(connection).migrate([("annotations", "0008_moderation")])
    call_command("migrate", verbosity=0)
    assert followed() == before
