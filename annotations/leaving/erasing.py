"""A person goes: what becomes of all that they marked, said and chose here.

What is public goes or stays without a name, as they choose. What is not goes for good either way:
private highlights with their remarks, and what was removed or held. What others said keeps its
place, and is left as it is where it names them: these are others' words.

Each article is left in a transaction of its own, and all of it may be begun twice: whoever is
interrupted still has an account, and erases it again.
"""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from annotations.models import (
    Act,
    Annotation,
    AnnotationQuerySet,
    Comment,
    CommentQuerySet,
    Following,
    Mailbox,
    Margin,
    Notification,
    Reaction,
    ReadMark,
    Reattachment,
    Report,
    Target,
    Thread,
    Wording,
)
from commentary.models import Article, IndispensableError

if TYPE_CHECKING:
    from commentary.models import User


def erase(person: "User", *, keep_words: bool) -> None:
    """Erase the account, and what the person wrote with it or not. Raises IndispensableError."""
    if person.is_indispensable():
        raise IndispensableError
    _leave_articles(person, keep_words=keep_words)
    with transaction.atomic():
        person.erase()
        _forget_choices(person)
    # Again: for what they sent meanwhile, and since pages that are kept have their name on them
    # until the article's activity is another.
    _leave_articles(person, keep_words=keep_words)


def _leave_articles(person: "User", *, keep_words: bool) -> None:
    said = Comment.objects.filter(author=person)
    wherever = (
        Q(pk__in=said.values("paragraph__article"))
        | Q(pk__in=Annotation.objects.filter(creator=person).values("article"))
        | Q(pk__in=Reaction.objects.by(person).values("comment__paragraph__article"))
        | Q(pk__in=Reattachment.objects.filter(proposed_by=person).values("annotation__article"))
    )
    for article in Article.objects.filter(wherever).order_by("pk"):
        _leave(article, person, keep_words=keep_words)


@transaction.atomic
def _leave(article: Article, person: "User", *, keep_words: bool) -> None:
    article.record_activity()
    _take_back_reactions(article, person)
    Reattachment.objects.standing().filter(proposed_by=person, annotation__article=article).delete()
    marks = Annotation.objects.filter(creator=person, article=article)
    said = Comment.objects.on_any_of(article).filter(author=person)
    paragraphs = {
        *said.values_list("paragraph", flat=True),
        *Target.objects.filter(annotation__in=marks).values_list("paragraph", flat=True),
    }
    private = marks.filter(visibility=Annotation.Visibility.PRIVATE)
    _delete(private, person)
    gone = said.exclude(pk__in=said.counted()) if keep_words else said
    _empty(gone, person, article.activity)
    _unmark(private if keep_words else marks, person)
    roots = said.order_by().values_list(Coalesce("root", "pk"), flat=True).distinct()
    Thread.objects.refresh(list(roots))
    Margin.objects.refresh(paragraphs)


def _take_back_reactions(article: Article, person: "User") -> None:
    own = Reaction.objects.by(person).filter(comment__paragraph__article=article)
    comments = list(Comment.objects.filter(pk__in=own.values("comment")))
    own.delete()
    for comment in comments:
        comment.count_reactions()


def _delete(private: AnnotationQuerySet, person: "User") -> None:
    """Delete private highlights with what was remarked on them: as if they had never been.

    A highlight that was public once may have words of others on it, all of them removed.
    """
    others = Comment.objects.filter(annotation=OuterRef("pk")).exclude(author=person)
    own = list(private.exclude(Exists(others)).values_list("pk", flat=True))
    remarks = Comment.objects.filter(annotation__in=own)
    # What moderators did stays written down.
    Act.objects.filter(comment__in=remarks).update(comment=None)
    # A comment cannot go while others answer it: let them all go at once.
    remarks.update(parent=None, root=None)
    remarks.delete()
    Annotation.objects.filter(pk__in=own).delete()


def _empty(comments: CommentQuerySet, person: "User", activity: int) -> None:
    """Take the words for good, and leave the places: who removed one before did so still."""
    comments.filter(removed_at=None).update(removed_at=timezone.now(), removed_by=person)
    Wording.objects.filter(comment__in=comments).delete()
    comments.update(body="", body_html="", changed=activity)


def _unmark(marks: AnnotationQuerySet, person: "User") -> None:
    """Take the marks off the text, but for those under which words of others stand."""
    answers = Comment.objects.filter(annotation=OuterRef("pk"), removed_at=None)
    marks.filter(~Exists(answers.exclude(author=person)), removed_at=None).update(
        removed_at=timezone.now()
    )


def _forget_choices(person: "User") -> None:
    """What they wanted to hear, what they were told and read, and what they reported."""
    for kept in (Following, Mailbox, Notification, ReadMark):
        kept.objects.filter(person=person).delete()
    reports = Report.objects.by(person)
    reports.open().delete()
    reports.update(words="")
