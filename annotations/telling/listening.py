"""What happened, heard in its transaction.

A task is kept there, so it is told exactly if it happened. What concerns one person alone is told
them at once; for the rest a worker looks who is concerned (`announcing`).
"""

from collections.abc import Iterable

from django.dispatch import receiver
from django.utils import timezone

from annotations.models import (
    Act,
    Annotation,
    Comment,
    Following,
    Notification,
    Reattachment,
    Report,
    Thread,
)
from annotations.signals import (
    act_recorded,
    came_back,
    comment_arrived,
    comment_edited,
    place_settled,
    reports_settled,
    thread_decided,
)
from annotations.telling.announcing import (
    expect_mail_about,
    tell_of_comment,
    tell_of_naming,
    tell_of_revision,
    tell_of_status,
    tell_person,
)
from annotations.writing.mentioning import people_named
from annotations.writing.mentions import names_in
from commentary.models import Article, Revision, User

Kind, Verb = Notification.Kind, Notification.Verb


@receiver(comment_arrived)
def announce(*, comment: Comment, **_kwargs: object) -> None:
    """Others can now read what was said. Whoever takes part in a thread follows it."""
    paragraph = comment.paragraph
    Following.objects.take_part(
        comment.author,
        Thread(pk=comment.thread_pk),
        within=(paragraph, paragraph.article),
    )
    tell_of_comment.enqueue(comment.pk, timezone.now().isoformat())


@receiver(comment_edited)
def announce_naming(*, comment: Comment, before: str, **_kwargs: object) -> None:
    """A comment was edited: whom it names only now is to hear of it, and nobody else again."""
    earlier = {name.lower() for name in names_in(before)}
    names = [name for name in names_in(comment.body) if name.lower() not in earlier]
    people = list(people_named(names).values_list("pk", flat=True)) if names else []
    if people:
        tell_of_naming.enqueue(comment.pk, timezone.now().isoformat(), people)


@receiver(came_back)
def announce_return(*, what: Comment | Annotation, **_kwargs: object) -> None:
    """What was removed or private can be read again, and with it what people were told of it.

    Whoever was to hear of a comment while it was away hears of it now.
    """
    if isinstance(what, Comment):
        # Others could read it from then on; what was private says no moment of its own.
        approved = what.acts.filter(kind=Act.Kind.APPROVE).values_list("at", flat=True).first()
        tell_of_comment.enqueue(what.pk, (approved or what.created_at).isoformat())
        expect_mail_about.enqueue(comment=what.pk)
    else:
        expect_mail_about.enqueue(annotation=what.pk)
        expect_mail_about.enqueue(comment__annotation=what.pk)


@receiver(thread_decided)
def announce_status(*, thread: Thread, by: User, act: str, **_kwargs: object) -> None:
    """Something became of a thread: it was resolved, reopened, or taken up by the editors."""
    tell_of_status.enqueue(thread.pk, by.pk, act, timezone.now().isoformat())


def announce_revision(revision: Revision) -> None:
    """The text was changed. Whoever edits an article follows it, from the first revision on."""
    if revision.editor:
        Following.objects.take_part(revision.editor, revision.article)
    if revision.number > 1:
        tell_of_revision.enqueue(revision.pk)


def announce_publication(article: Article) -> None:
    """It can be read again: what people were told of it before it was a draft is mailed now."""
    expect_mail_about.enqueue(article=article.pk)


@receiver(act_recorded)
def announce_act(*, act: Act, **_kwargs: object) -> None:
    """A moderator did something that somebody has to know of."""
    if act.person:
        tell_person(act.person, _about(act))


@receiver(reports_settled)
def announce_answer(*, act: Act, reports: Iterable[Report], **_kwargs: object) -> None:
    """A moderator answered what people had reported."""
    for report in reports:
        about = _about(act)
        about.report = report
        tell_person(report.reporter, about)


def _about(act: Act) -> Notification:
    return Notification(
        kind=Kind.ACT,
        event=f"act {act.pk}",
        actor=act.by,
        article=act.article,
        comment=act.comment,
        act=act,
    )


@receiver(place_settled)
def announce_place(*, place: Reattachment, **_kwargs: object) -> None:
    """Somebody proposed a place for words that had left the text, or answered that."""
    answers = Reattachment.Answer
    annotation, proposer = place.annotation, place.proposed_by
    told: dict[str, tuple[tuple[User | None, Notification.Verb], ...]] = {
        "": ((annotation.creator, Verb.PROPOSED),),
        answers.ACCEPTED: ((proposer, Verb.ACCEPTED), (annotation.creator, Verb.FOUND)),
        answers.DECLINED: ((proposer, Verb.DECLINED),),
        answers.TAKEN_BACK: (),
    }
    for person, verb in told[place.answer]:
        if person is None or Following.objects.has_muted(person, annotation):
            continue
        about = Notification(
            kind=Kind.PLACE,
            event=f"place {place.pk} {place.answer}".strip(),
            actor=place.answered_by or proposer,
            article=annotation.article,
            annotation=annotation,
            verb=verb,
        )
        tell_person(person, about)
