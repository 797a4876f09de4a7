"""An example of each address: with something behind it, and the form that goes there."""

from collections.abc import Callable

from django.urls import reverse

from annotations.models import Annotation, Comment, Notification, Reattachment
from annotations.places import propose
from annotations.selectors import dump, select
from annotations.telling.unsubscribing import link
from commentary.models import Article, ParagraphInput, User
from commentary.style import Style
from tests.conftest import PASSWORD

# Pages that are about no article, annotation or comment, and one's own.
OF_NOTHING = {
    "articles",
    "change-notes",
    "following",
    "mail-settings",
    "notes",
    "notes-csv",
    "notes-json",
    "notes-markdown",
    "own-acts",
    "own-data",
    "own-data-json",
    "own-reports",
    "notifications",
    "preferences",
    "queue",
}
FORMS: dict[str, dict[str, str]] = {
    "preferences": {"marks": "all", "text": "large", "width": "medium", "theme": "auto"},
    "discussion": {"body": "Hello."},
    "comment-on-annotation": {"body": "Hello."},
    "reply": {"body": "Hello."},
    "reactions": {"kind": "agree"},
    "edit-comment": {"body": "Hello again."},
    "edit-annotation": {"kind": "question"},
    "track-thread": {"status": "noted"},
    "remove-comment": {"reason": "Off the subject."},
    "changes": {"since": "0"},
    "arrived-threads": {"since": "0"},
    "arrived-anywhere": {"since": "0"},
    "arrived-replies": {"since": "0"},
    "bring-back": {"note": "It was better.", "based_on": "2"},
    "report": {"ground": "spam"},
    "report-person": {"ground": "spam", "words": "Everywhere."},
    "decide": {"act": "dismiss"},
    "decide-person": {"act": "dismiss"},
    "lock-thread": {"act": "lock", "reason": "Enough."},
    "lock-paragraph": {"act": "lock", "reason": "Enough."},
    "rules": {"slow_mode": "60", "reason": "Calm down."},
    "suspension": {"act": "suspend", "term": "7", "reason": "Rude again."},
    "follow-article": {"level": "follow"},
    "follow-paragraph": {"level": "follow"},
    "follow-thread": {"level": "follow"},
    "mail-settings": {"pace": "daily"},
    "own-data": {"words": "leave", "password": PASSWORD},
}

# Rows about an article: what stands in their address beside its slug. It is at its second revision.
OF_ARTICLE: dict[str, tuple[int, ...]] = {
    "article": (),
    "annotate": (),
    "article-discussion": (),
    "discussion": (1,),
    "changes": (),
    "read": (),
    "next-new": (),
    "arrived-threads": (1,),
    "arrived-anywhere": (),
    "choose-words": (1,),
    "mentionable": (),
    "most-marked": (),
    "print": (),
    "orphans": (),
    "revisions": (),
    "revision": (1,),
    "comparison": (1, 2),
    "bring-back": (1,),
    "lock-paragraph": (1,),
    "rules": (),
    "moderation-log": (),
    "follow-article": (),
    "follow-paragraph": (1,),
    "article-feed": (),
    "paragraph-feed": (1,),
}

# Rows about the author: what stands in their address.
OF_AUTHOR: dict[str, Callable[[User], object]] = {
    "notification": lambda author: make_notification(author).pk,
    "unsubscribe": lambda author: link(author).rstrip("/").rpartition("/")[2],
    "person": lambda author: author.username,
    "person-feed": lambda author: author.username,
}


def make_annotation(article: Article, author: User, which: str) -> Annotation:
    paragraph = article.paragraphs.get(identity=1)
    annotation = Annotation.objects.mark(
        creator=author,
        article=article,
        selectors=[select(1, paragraph.text, 0, 12)],
        visibility="private" if which == "private" else "public",
    )
    if which == "removed":
        annotation.remove()
    return annotation


GONE = "Of all this nothing is left."


def make_orphan(article: Article, author: User) -> Annotation:
    annotation = make_annotation(article, author, "public")
    article.revise(by=None, paragraphs=[ParagraphInput(Style.BODY, GONE, 1)], based_on=2)
    return annotation


def make_proposal(article: Article, author: User, which: str) -> Reattachment:
    annotation = make_orphan(article, author)
    proposal = propose(
        annotation,
        by=User.objects.create_user("proposer"),
        selectors=[select(1, GONE, 0, 11)],
        revision_number=3,
    )
    if which == "private":
        annotation.show_to("private")
    return proposal


def make_comment(article: Article, author: User, which: str) -> Comment:
    comment = Comment.objects.post(
        author=author,
        paragraph=article.paragraphs.get(identity=1),
        body="Said.",
        annotation=make_annotation(article, author, which) if which == "private" else None,
        held_for="links" if which == "held" else "",
    )
    if which == "removed":
        comment.remove(by=author)
    return comment


def make_notification(person: User) -> Notification:
    return Notification.objects.create(person=person, kind="article", event="told")


def request_for(  # noqa: PLR0911  (a table, read from the top)
    name: str, which: str, article: Article, author: User
) -> tuple[str, dict[str, str]]:
    """The address, and the form that goes there, for what the table's row is about."""
    form = FORMS.get(name, {})
    if name in OF_NOTHING:
        return reverse(name), form
    if name in OF_AUTHOR:
        return reverse(name, args=[OF_AUTHOR[name](author)]), form
    if name in OF_ARTICLE:
        status = {"open": "published"}.get(which, which)
        Article.objects.filter(pk=article.pk).update(status=status)
        if name == "annotate":
            selector = select(1, article.paragraphs.get(identity=1).text, 0, 12)
            form = {"revision": "2", "targets": dump([selector])}
        return reverse(name, args=[article.slug, *OF_ARTICLE[name]]), form
    if name in {"suspension", "report-person", "decide-person"}:
        person = author if which == "author" else User.objects.get(username=which)
        return reverse(name, args=[person.pk]), form
    if name == "place":
        orphan = make_orphan(article, author)
        if which == "private":
            orphan.show_to("private")
        form = {"revision": "3", "targets": dump([select(1, GONE, 0, 11)])}
        return reverse(name, args=[orphan.pk]), form
    if "proposal" in name:
        return reverse(name, args=[make_proposal(article, author, which).pk]), form
    make = make_annotation if "annotation" in name else make_comment
    return reverse(name, args=[make(article, author, which).pk]), form
