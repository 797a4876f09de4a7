"""Telling people that something happened: who hears of it, and why.

A worker finds those concerned and keeps a notification for each. It may be stopped anywhere and
begin again: nobody is told twice.

Nobody is told of what they did themselves, of what not everyone may see, or of what they muted;
but of what a moderator did to their own words everyone is. Of a draft they are told as of any other
article; the list and the mail show it when it can be read.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import batched

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.tasks import task

from annotations.models import Comment, Following, Notification
from annotations.telling.mail import expect_mail
from annotations.writing.mentioning import people_named
from annotations.writing.mentions import names_in
from commentary.models import Revision, User

Kind = Notification.Kind

# People told in one transaction: short enough for others to write in between.
A_BATCH = 1000


def tell_person(person: User, notification: Notification) -> None:
    """Tell one person at once what concerns them alone: an act of a moderator, a place proposed.

    The caller says everything but the person.
    """
    if person.pk != notification.actor_id:
        _tell([(person.pk, notification.kind)], notification)


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
    _tell(concerned, about)


@task
def tell_of_status(root: int, by: int, act: str, moment: str) -> None:
    # Its first comment may have been removed: the thread goes on below it.
    for_everyone = Comment.objects.visible_to(AnonymousUser())
    comment = for_everyone.filter(pk=root).select_related("paragraph__article").first()
    if comment is None:
        return
    article = comment.paragraph.article
    about = Notification(
        actor_id=by, article=article, comment=comment, verb=act, event=f"status {root} {moment}"
    )
    nearest = Following.objects.nearest_about(comment, datetime.fromisoformat(moment))
    muted = {person for person, following in nearest.items() if following.is_muted}
    followers = {person for person, following in nearest.items() if following.thread_id is not None}
    people = (followers | {comment.author_id}) - muted - {by}
    _tell(((person, Kind.STATUS) for person in sorted(people)), about)


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
        event=f"revision {pk}",
    )
    _tell(((pk, Kind.REVISION) for pk in followers), about)


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
                    act_id=about.act_id,
                    report_id=about.report_id,
                    verb=about.verb,
                )
                for person in told
            )
