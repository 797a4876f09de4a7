"""Telling people that something happened: who hears of it, and why.

Whatever happens is announced in the transaction in which it happens: a task is kept there, so it is
told exactly if it happened. A worker then finds those concerned and keeps a notification for each.
It may be stopped anywhere and begin again: nobody is told twice.

Nobody is told of what they did themselves, of what not everyone may see, or of what they muted;
but of what a moderator did to their own words everyone is.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.dispatch import receiver
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models import (
    Act,
    Annotation,
    Comment,
    Following,
    Notification,
    Reattachment,
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
from annotations.telling.mail import expect_mail
from annotations.writing.mentioning import people_named
from annotations.writing.mentions import names_in
from commentary.models import Article, Revision, User

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Kind = Notification.Kind

# People told in one transaction: short enough for others to write in between.
A_BATCH = 1000


# What happened: called in its transaction


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
        tell_of_comment.enqueue(what.pk, what.created_at.isoformat())
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


@receiver(act_recorded)
def announce_act(*, act: Act, **_kwargs: object) -> None:
    """A moderator did something that somebody has to know of."""
    said: dict[str, StrPromise] = {
        Act.Kind.REMOVE: _("Your comment was removed"),
        Act.Kind.RESTORE: _("Your comment was restored"),
        Act.Kind.APPROVE: _("Your comment was approved"),
        Act.Kind.LOCK: _("The thread that you began was locked"),
        Act.Kind.UNLOCK: _("The thread that you began was unlocked"),
        Act.Kind.SUSPEND: _("You were suspended"),
        Act.Kind.LIFT: _("Your suspension was lifted"),
    }
    if act.person:
        with act.person.in_their_language():
            words = f"{said[act.kind]}: {act.reason}"
        _tell_of_act(act, act.person, words)


@receiver(reports_settled)
def announce_answer(*, act: Act, reporters: Iterable[User], **_kwargs: object) -> None:
    """A moderator answered what these people had reported."""
    said = {
        Act.Kind.REMOVE: _("What you reported was removed: %(reason)s"),
        Act.Kind.DISMISS: _("What you reported stands: %(reason)s"),
        Act.Kind.SUSPEND: _("Whom you reported was suspended: %(reason)s"),
        Act.Kind.DISMISS_PERSON: _("Nothing was done about whom you reported: %(reason)s"),
    }[Act.Kind(act.kind)]
    for person in reporters:
        with person.in_their_language():
            words = str(said) % {"reason": act.reason}
        _tell_of_act(act, person, words)


def _tell_of_act(act: Act, person: User, words: str) -> None:
    about = Notification(
        kind=Kind.ACT,
        event=f"act {act.pk}",
        actor=act.by,
        article=act.article,
        comment=act.comment,
        words=words[:300],
    )
    tell_person(person, about)


@receiver(place_settled)
def announce_place(*, place: Reattachment, **_kwargs: object) -> None:
    """Somebody proposed a place for words that had left the text, or answered that."""
    answers = Reattachment.Answer
    annotation, proposer = place.annotation, place.proposed_by
    told: dict[str, tuple[tuple[User | None, StrPromise], ...]] = {
        "": ((annotation.creator, _("proposes a place for words that you marked")),),
        answers.ACCEPTED: (
            (proposer, _("accepted the place that you proposed")),
            (annotation.creator, _("found the place of words that you marked")),
        ),
        answers.DECLINED: ((proposer, _("declined the place that you proposed")),),
        answers.TAKEN_BACK: (),
    }
    for person, words in told[place.answer]:
        if person is None:
            continue
        with person.in_their_language():
            said = str(words)
        about = Notification(
            kind=Kind.PLACE,
            event=f"place {place.pk} {place.answer}".strip(),
            actor=place.answered_by or proposer,
            article=annotation.article,
            annotation=annotation,
            words=said,
        )
        if not Following.objects.has_muted(person, annotation):
            tell_person(person, about)


def tell_person(person: User, notification: Notification) -> None:
    """Tell one person at once what concerns them alone: an act of a moderator, a place proposed.

    The caller says everything but the person.
    """
    if person.pk != notification.actor_id:
        _tell([(person.pk, notification.kind)], notification)


# Who hears of it: called by the worker


@task
def tell_of_comment(pk: int, moment: str) -> None:
    _tell_of_comment(pk, moment)


@task
def tell_of_naming(pk: int, moment: str, people: list[int]) -> None:
    """It is the same event as the comment: whoever has been told of that is not told again."""
    _tell_of_comment(pk, moment, among=people)


def _tell_of_comment(pk: int, moment: str, among: Collection[int] | None = None) -> None:
    comment = (
        Comment.objects.counted()
        .filter(pk=pk)
        .select_related("author", "annotation", "parent", "paragraph__article")
        .first()
    )
    if comment is None:  # removed meanwhile, or not for everyone
        return
    article = comment.paragraph.article
    about = Notification(
        actor=comment.author, article=article, comment=comment, event=f"comment {comment.pk}"
    )
    concerned = _concerned(comment, datetime.fromisoformat(moment))
    if among is not None:
        concerned = (each for each in concerned if each[0] in among)
    _tell(_may_read(article, concerned), about)


@task
def tell_of_status(root: int, by: int, act: str, moment: str) -> None:
    # Its first comment may have been removed: the thread goes on below it.
    for_everyone = Comment.objects.visible_to(AnonymousUser())
    comment = for_everyone.filter(pk=root).select_related("paragraph__article").first()
    if comment is None:
        return
    article = comment.paragraph.article
    about = Notification(
        actor_id=by, article=article, comment=comment, words=act, event=f"status {root} {moment}"
    )
    nearest = Following.objects.nearest_about(comment, datetime.fromisoformat(moment))
    muted = {person for person, following in nearest.items() if following.is_muted}
    followers = {person for person, following in nearest.items() if following.thread_id is not None}
    people = (followers | {comment.author_id}) - muted - {by}
    _tell(_may_read(article, ((person, Kind.STATUS) for person in sorted(people))), about)


@task
def tell_of_revision(pk: int) -> None:
    revision = Revision.objects.select_related("article").get(pk=pk)
    followers = (
        Following.objects.on(revision.article)
        .filter(level=Following.Level.FOLLOW, created_at__lte=revision.created_at)
        .exclude(person=revision.editor_id)
        .values_list("person", flat=True)
    )
    about = Notification(
        actor_id=revision.editor_id,
        article=revision.article,
        revision=revision,
        words=revision.note[:300],
        event=f"revision {pk}",
    )
    _tell(_may_read(revision.article, ((pk, Kind.REVISION) for pk in followers)), about)


@task
def expect_mail_about(**about: int) -> None:
    """Their mail may have gone out without it, when it was not to be seen."""
    waiting = Notification.objects.filter(**about).waiting_for_mail()
    people = waiting.order_by("person").values_list("person", flat=True).distinct()
    for batch in batched(people, A_BATCH, strict=False):
        expect_mail(batch)


def _concerned(comment: Comment, moment: datetime) -> Iterator[tuple[int, str]]:
    """Key of each person who hears of a comment that came then, and for which reason."""
    nearest = Following.objects.nearest_about(comment, moment)
    reasons: dict[int, str] = {}
    if comment.parent:
        reasons[comment.parent.author_id] = Kind.REPLY
    for named in people_named(names_in(comment.body)):
        reasons.setdefault(named.pk, Kind.MENTION)
    if comment.annotation:
        reasons.setdefault(comment.annotation.creator_id, Kind.ANNOTATION)
    for person, following in nearest.items():
        reasons.setdefault(person, (Kind.THREAD, Kind.PARAGRAPH, Kind.ARTICLE)[following.distance])
    for person, reason in reasons.items():
        is_muted = person in nearest and nearest[person].is_muted
        if not is_muted and person != comment.author_id:
            yield person, reason


def _may_read(article: Article, people: Iterable[tuple[int, str]]) -> Iterable[tuple[int, str]]:
    """Those to whom the article is open. A draft is open to a few; the others to everyone."""
    if article.status != Article.Status.DRAFT:
        return people
    found = dict(people)
    return [
        (person.pk, found[person.pk])
        for person in User.objects.filter(pk__in=found)
        if Article.objects.visible_to(person).filter(pk=article.pk).exists()
    ]


def _tell(people: Iterable[tuple[int, str]], about: Notification) -> None:
    """Keep a notification for each of these, and see to their mail."""
    for batch in batched(people, A_BATCH, strict=False):
        reasons = dict(batch)
        active = User.objects.filter(pk__in=reasons, is_active=True).values_list("pk", flat=True)
        with transaction.atomic():
            told = list(active)
            expect_mail(told)
            Notification.objects.tell(
                Notification(
                    person_id=person,
                    kind=reasons[person],
                    event=about.event,
                    actor_id=about.actor_id,
                    article_id=about.article_id,
                    comment_id=about.comment_id,
                    annotation_id=about.annotation_id,
                    revision_id=about.revision_id,
                    words=about.words,
                )
                for person in told
            )
