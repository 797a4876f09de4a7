"""Who may do what: one table of person x URL -> status, and every URL of the project is in it.

The table is about rights, so what is asked for exists, and forms are sent with what they need.
302 is a redirect to sign-in for those who are signed out, and "done" for those who are not.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from annotations.models import Annotation, Comment, Notification, Reattachment
from annotations.places import propose
from annotations.selectors import dump, select
from annotations.telling.unsubscribing import link
from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, User
from commentary.models.article import ParagraphInput
from commentary.style import Style
from tests.conftest import PASSWORD, ClientOf

pytestmark = pytest.mark.django_db

# Where others are in charge, and where that is tested.
COVERED_ELSEWHERE = {
    "admin/": "the admin asks for its own permissions: tests/commentary/test_admin_*.py",
    "account/": "allauth's views, for whom they are meant: tests/accounts",
}

PEOPLE = ("visitor", "reader", "author", "editor", "moderator")

# The author is a reader who made the annotation and the comment. `private` is their annotation
# that only they see, with a comment on it; `draft` is an article not yet published; `closed` one
# whose discussion is over; `removed` what the author took back. What is about a place is about an
# orphan of theirs; what is proposed for it comes from somebody who is not in the table.
READ = (200, 200, 200, 200, 200)
DRAFT = (404, 404, 404, 200, 404)
GO = (302, 302, 302, 302, 302)
GO_SIGNED_IN = tuple([302] * 5)
SIGNED_IN = (302, 200, 200, 200, 200)
AUTHOR = (302, 403, 200, 403, 403)
AUTHOR_DOES = (302, 403, 302, 403, 403)
AUTHOR_OR_MODERATOR = (302, 403, 200, 403, 200)
AUTHOR_OR_MODERATOR_DOES = (302, 403, 302, 403, 302)
AUTHOR_OR_IN_CHARGE = (302, 403, 200, 200, 200)
AUTHOR_OR_IN_CHARGE_DOES = (302, 403, 302, 302, 302)
AUTHOR_ALONE_FINDS = (404, 404, 302, 404, 404)
AUTHOR_ALONE_READS = (404, 404, 200, 404, 404)
AUTHOR_ALONE_EDITS = (302, 404, 200, 404, 404)
EDITOR = (302, 403, 403, 200, 403)
EDITOR_DOES = (302, 403, 403, 302, 403)
CLOSED = (403, 403, 403, 403, 403)
NOBODY = (404, 404, 404, 404, 404)
SIGNED_IN_BUT_CLOSED = (302, 403, 403, 403, 403)
SIGNED_IN_BUT_GONE = (302, 409, 409, 409, 409)
MODERATOR = (302, 403, 403, 403, 200)
MODERATOR_DOES = (302, 403, 403, 403, 302)
LEADS = (302, 403, 403, 200, 200)
LEADS_DO = (302, 403, 403, 302, 302)
OTHERS = (302, 200, 403, 200, 200)
OTHERS_DO = (302, 302, 403, 302, 302)
AUTHOR_OR_EDITOR_DOES = (302, 403, 302, 302, 403)

TABLE: dict[tuple[str, str, str], tuple[int, ...]] = {
    ("GET", "articles", ""): READ,
    ("GET", "notes", ""): SIGNED_IN,
    ("POST", "change-notes", ""): GO,
    ("GET", "notes-markdown", ""): SIGNED_IN,
    ("GET", "notes-csv", ""): SIGNED_IN,
    ("GET", "notes-json", ""): SIGNED_IN,
    ("GET", "preferences", ""): READ,
    ("POST", "preferences", ""): GO,
    ("GET", "article", "open"): READ,
    ("GET", "article", "closed"): READ,
    ("GET", "article", "draft"): DRAFT,
    ("GET", "annotate", "open"): SIGNED_IN,
    ("POST", "annotate", "open"): GO,
    ("GET", "annotate", "closed"): SIGNED_IN_BUT_CLOSED,
    ("POST", "annotate", "closed"): SIGNED_IN_BUT_CLOSED,
    ("GET", "annotate", "draft"): (404, 404, 404, 403, 404),
    ("POST", "annotate", "draft"): (404, 404, 404, 403, 404),
    ("GET", "article-discussion", "open"): READ,
    ("GET", "article-discussion", "closed"): READ,
    ("GET", "article-discussion", "draft"): DRAFT,
    ("GET", "discussion", "open"): READ,
    ("POST", "discussion", "open"): GO,
    ("GET", "discussion", "closed"): READ,
    ("POST", "discussion", "closed"): SIGNED_IN_BUT_CLOSED,
    ("GET", "discussion", "draft"): DRAFT,
    ("POST", "discussion", "draft"): (404, 404, 404, 403, 404),
    ("GET", "choose-words", "open"): READ,
    ("GET", "choose-words", "closed"): CLOSED,
    ("GET", "choose-words", "draft"): (404, 404, 404, 403, 404),
    ("GET", "changes", "open"): READ,
    ("GET", "changes", "closed"): READ,
    ("GET", "changes", "draft"): DRAFT,
    ("GET", "read", "open"): GO_SIGNED_IN,
    ("POST", "read", "open"): GO,
    ("POST", "read", "closed"): GO,
    ("POST", "read", "draft"): (302, 404, 404, 302, 404),
    ("GET", "next-new", "open"): GO_SIGNED_IN,
    ("GET", "next-new", "draft"): (302, 404, 404, 302, 404),
    ("GET", "arrived-threads", "open"): READ,
    ("GET", "arrived-threads", "closed"): READ,
    ("GET", "arrived-threads", "draft"): DRAFT,
    ("GET", "arrived-anywhere", "open"): READ,
    ("GET", "arrived-anywhere", "closed"): READ,
    ("GET", "arrived-anywhere", "draft"): DRAFT,
    ("GET", "mentionable", "open"): SIGNED_IN,
    ("GET", "mentionable", "closed"): SIGNED_IN,
    ("GET", "mentionable", "draft"): (302, 404, 404, 200, 404),
    ("GET", "revisions", "open"): READ,
    ("GET", "revisions", "closed"): READ,
    ("GET", "revisions", "draft"): DRAFT,
    ("GET", "revision", "open"): READ,
    ("GET", "revision", "closed"): READ,
    ("GET", "revision", "draft"): DRAFT,
    ("GET", "comparison", "open"): READ,
    ("GET", "comparison", "closed"): READ,
    ("GET", "comparison", "draft"): DRAFT,
    ("GET", "bring-back", "open"): EDITOR,
    ("POST", "bring-back", "open"): EDITOR_DOES,
    ("GET", "bring-back", "closed"): EDITOR,
    ("POST", "bring-back", "closed"): EDITOR_DOES,
    ("GET", "bring-back", "draft"): (302, 404, 404, 200, 404),
    ("POST", "bring-back", "draft"): (302, 404, 404, 302, 404),
    ("GET", "annotation", "public"): GO,
    ("GET", "annotation", "private"): AUTHOR_ALONE_FINDS,
    ("GET", "annotation", "removed"): AUTHOR_ALONE_FINDS,
    ("GET", "edit-annotation", "public"): AUTHOR,
    ("POST", "edit-annotation", "public"): AUTHOR_DOES,
    ("GET", "edit-annotation", "private"): AUTHOR_ALONE_EDITS,
    ("POST", "edit-annotation", "private"): (302, 404, 302, 404, 404),
    ("GET", "remove-annotation", "public"): AUTHOR,
    ("POST", "remove-annotation", "public"): AUTHOR_DOES,
    ("POST", "remove-annotation", "private"): (302, 404, 302, 404, 404),
    ("GET", "restore-annotation", "removed"): AUTHOR_ALONE_EDITS,
    ("POST", "restore-annotation", "removed"): (302, 404, 302, 404, 404),
    ("GET", "most-marked", "open"): READ,
    ("GET", "most-marked", "closed"): READ,
    ("GET", "most-marked", "draft"): DRAFT,
    ("GET", "print", "open"): READ,
    ("GET", "print", "closed"): READ,
    ("GET", "print", "draft"): DRAFT,
    ("GET", "orphans", "open"): READ,
    ("GET", "orphans", "closed"): READ,
    ("GET", "orphans", "draft"): DRAFT,
    ("GET", "place", "public"): READ,
    ("POST", "place", "public"): GO,
    ("GET", "place", "private"): AUTHOR_ALONE_READS,
    ("POST", "place", "private"): AUTHOR_ALONE_FINDS,
    ("GET", "accept-proposal", "public"): AUTHOR_OR_EDITOR_DOES,
    ("POST", "accept-proposal", "public"): AUTHOR_OR_EDITOR_DOES,
    ("POST", "accept-proposal", "private"): (302, 404, 302, 404, 404),
    ("GET", "decline-proposal", "public"): AUTHOR_OR_EDITOR_DOES,
    ("POST", "decline-proposal", "public"): AUTHOR_OR_EDITOR_DOES,
    ("POST", "decline-proposal", "private"): (302, 404, 302, 404, 404),
    ("GET", "comment", "public"): GO,
    ("GET", "comment", "private"): AUTHOR_ALONE_FINDS,
    ("GET", "comment", "removed"): GO,
    ("GET", "thread", "public"): READ,
    ("GET", "thread", "private"): AUTHOR_ALONE_READS,
    ("GET", "thread-history", "public"): READ,
    ("GET", "thread-history", "private"): AUTHOR_ALONE_READS,
    ("GET", "resolve-thread", "public"): AUTHOR_OR_IN_CHARGE,
    ("POST", "resolve-thread", "public"): AUTHOR_OR_IN_CHARGE_DOES,
    ("POST", "resolve-thread", "private"): (302, 404, 302, 404, 404),
    ("GET", "reopen-thread", "public"): AUTHOR_OR_IN_CHARGE,
    ("POST", "reopen-thread", "public"): AUTHOR_OR_IN_CHARGE_DOES,
    ("POST", "reopen-thread", "private"): (302, 404, 302, 404, 404),
    ("GET", "track-thread", "public"): EDITOR,
    ("POST", "track-thread", "public"): EDITOR_DOES,
    ("POST", "track-thread", "private"): (302, 404, 403, 404, 404),
    ("GET", "comment-on-annotation", "public"): SIGNED_IN,
    ("POST", "comment-on-annotation", "public"): GO,
    ("GET", "comment-on-annotation", "private"): AUTHOR_ALONE_EDITS,
    ("POST", "comment-on-annotation", "private"): (302, 404, 302, 404, 404),
    ("GET", "arrived-replies", "public"): GO,
    ("GET", "arrived-replies", "private"): AUTHOR_ALONE_FINDS,
    ("GET", "unread", "public"): GO_SIGNED_IN,
    ("POST", "unread", "public"): GO,
    ("POST", "unread", "private"): (302, 404, 302, 404, 404),
    ("GET", "reply", "public"): SIGNED_IN,
    ("POST", "reply", "public"): GO,
    ("GET", "reply", "private"): AUTHOR_ALONE_EDITS,
    ("POST", "reply", "private"): (302, 404, 302, 404, 404),
    ("POST", "reply", "removed"): SIGNED_IN_BUT_GONE,
    ("GET", "edit-comment", "public"): AUTHOR,
    ("POST", "edit-comment", "public"): AUTHOR_DOES,
    ("POST", "edit-comment", "private"): (302, 404, 302, 404, 404),
    ("POST", "edit-comment", "removed"): (302, 403, 409, 403, 403),
    ("GET", "remove-comment", "public"): AUTHOR_OR_MODERATOR,
    ("POST", "remove-comment", "public"): AUTHOR_OR_MODERATOR_DOES,
    ("POST", "remove-comment", "private"): (302, 404, 302, 404, 404),
    # A moderator is told who was first.
    ("POST", "remove-comment", "removed"): (302, 403, 403, 403, 302),
    ("GET", "restore-comment", "removed"): AUTHOR_OR_MODERATOR,
    ("POST", "restore-comment", "removed"): AUTHOR_OR_MODERATOR_DOES,
    ("POST", "restore-comment", "public"): SIGNED_IN_BUT_CLOSED,
    ("GET", "report", "public"): OTHERS,
    ("POST", "report", "public"): OTHERS_DO,
    ("POST", "report", "private"): (302, 404, 403, 404, 404),
    ("POST", "report", "removed"): GO,
    ("GET", "report", "held"): (302, 404, 403, 404, 403),
    ("GET", "thread", "held"): (404, 404, 200, 404, 200),
    ("GET", "comment", "held"): (404, 404, 302, 404, 302),
    ("POST", "reply", "held"): (302, 404, 403, 404, 403),
    ("GET", "decide", "public"): MODERATOR,
    ("POST", "decide", "public"): MODERATOR_DOES,
    ("POST", "decide", "private"): (302, 404, 403, 404, 404),
    ("GET", "lock-thread", "public"): MODERATOR,
    ("POST", "lock-thread", "public"): MODERATOR_DOES,
    ("GET", "lock-paragraph", "open"): MODERATOR,
    ("POST", "lock-paragraph", "open"): MODERATOR_DOES,
    ("GET", "rules", "open"): LEADS,
    ("POST", "rules", "open"): LEADS_DO,
    ("GET", "rules", "draft"): (302, 404, 404, 200, 404),
    ("GET", "closing", "open"): LEADS,
    ("POST", "closing", "open"): LEADS_DO,
    ("POST", "closing", "closed"): LEADS_DO,
    ("GET", "moderation-log", "open"): (404, 404, 404, 200, 200),
    ("GET", "queue", ""): MODERATOR,
    ("GET", "report-person", "author"): OTHERS,
    ("POST", "report-person", "author"): OTHERS_DO,
    ("GET", "decide-person", "author"): MODERATOR,
    ("POST", "decide-person", "author"): MODERATOR_DOES,
    ("GET", "decide-person", "moderator"): (302, 403, 403, 403, 403),
    ("POST", "decide-person", "moderator"): (302, 403, 403, 403, 403),
    ("GET", "suspension", "author"): MODERATOR,
    ("POST", "suspension", "author"): MODERATOR_DOES,
    ("GET", "suspension", "moderator"): (302, 403, 403, 403, 403),
    ("POST", "suspension", "moderator"): (302, 403, 403, 403, 403),
    ("POST", "suspension", "editor"): (302, 403, 403, 403, 403),
    ("GET", "own-acts", ""): SIGNED_IN,
    ("GET", "own-reports", ""): SIGNED_IN,
    ("GET", "own-data", ""): SIGNED_IN,
    ("POST", "own-data", ""): GO,
    ("GET", "own-data-json", ""): SIGNED_IN,
    ("GET", "reactions", "public"): READ,
    ("GET", "reactions", "private"): AUTHOR_ALONE_READS,
    ("GET", "reactions", "removed"): READ,
    ("POST", "reactions", "public"): (302, 302, 403, 302, 302),
    ("POST", "reactions", "private"): (404, 404, 403, 404, 404),
    ("POST", "reactions", "removed"): (302, 409, 403, 409, 409),
    ("GET", "wordings", "public"): READ,
    ("GET", "wordings", "private"): AUTHOR_ALONE_READS,
    ("GET", "wordings", "removed"): (403, 403, 200, 403, 200),
    ("GET", "follow-article", "open"): SIGNED_IN,
    ("POST", "follow-article", "open"): GO,
    ("GET", "follow-article", "closed"): SIGNED_IN,
    ("POST", "follow-article", "closed"): GO,
    ("POST", "follow-article", "draft"): (302, 404, 404, 302, 404),
    ("GET", "follow-paragraph", "open"): SIGNED_IN,
    ("POST", "follow-paragraph", "open"): GO,
    ("POST", "follow-paragraph", "draft"): (302, 404, 404, 302, 404),
    ("GET", "follow-thread", "public"): SIGNED_IN,
    ("POST", "follow-thread", "public"): GO,
    ("GET", "follow-thread", "private"): AUTHOR_ALONE_EDITS,
    ("POST", "follow-thread", "private"): (302, 404, 302, 404, 404),
    ("GET", "following", ""): SIGNED_IN,
    ("GET", "notifications", ""): SIGNED_IN,
    ("POST", "notifications", ""): GO,
    ("GET", "notification", "own"): (302, 404, 302, 404, 404),
    ("POST", "notification", "own"): (302, 404, 302, 404, 404),
    ("GET", "mail-settings", ""): SIGNED_IN,
    ("POST", "mail-settings", ""): GO,
    ("GET", "unsubscribe", "own"): READ,
    ("POST", "unsubscribe", "own"): READ,
    ("GET", "person", "own"): READ,
    ("GET", "person-feed", "own"): READ,
    ("GET", "article-feed", "open"): READ,
    ("GET", "article-feed", "draft"): NOBODY,
    ("GET", "paragraph-feed", "open"): READ,
    ("GET", "paragraph-feed", "draft"): NOBODY,
    ("GET", "thread-feed", "public"): READ,
    ("GET", "thread-feed", "private"): NOBODY,
}

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
# What needs nobody to be signed in.
POSTED_BY_ANYONE = {"preferences"}
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
    "lock-thread": {"act": "lock", "reason": "Enough."},
    "lock-paragraph": {"act": "lock", "reason": "Enough."},
    "rules": {"slow_mode": "60", "reason": "Calm down."},
    "closing": {"act": "close", "reason": "Enough."},
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
    "closing": (),
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


@pytest.fixture
def article(db: None) -> Article:
    """As short as it can be, since there are many rows, and edited once."""
    words = (ManuscriptParagraph(Style.BODY, "Some words to talk about."),)
    article = Article.objects.publish(Manuscript("Rights", words))
    edited = [ParagraphInput(Style.BODY, "Some words to talk about, edited.", 1)]
    article.revise(by=None, paragraphs=edited, based_on=1)
    return article


@pytest.fixture
def author(reader: User) -> User:
    return reader


@pytest.fixture
def people(
    visitor: Client,
    author: User,
    other_reader: User,
    editor: User,
    moderator: User,
    client_of: ClientOf,
) -> dict[str, Client]:
    signed_in = map(client_of, (other_reader, author, editor, moderator))
    return dict(zip(PEOPLE, (visitor, *signed_in), strict=True))


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
    return Notification.objects.create(person=person, kind="act", event="told", words="Told.")


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


@pytest.mark.parametrize(("method", "name", "which"), TABLE)
def test_everyone_may_do_what_the_table_says(
    article: Article, author: User, people: dict[str, Client], method: str, name: str, which: str
) -> None:
    url, form = request_for(name, which, article, author)
    row, answers = TABLE[method, name, which], []
    for client in people.values():
        with transaction.atomic():
            answers.append(client.get(url, form) if method == "GET" else client.post(url, form))
            transaction.set_rollback(True)  # each finds it as the one before did
    assert tuple(answer.status_code for answer in answers) == row
    if answers[0].status_code == 302:
        signs_in = answers[0]["Location"].startswith(reverse("account_login"))
        done = name in POSTED_BY_ANYONE if method == "POST" else row is GO
        assert signs_in != done


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern


def test_every_url_of_the_project_is_in_the_table() -> None:
    ours = {
        pattern.name
        for path, pattern in patterns(get_resolver())
        if not path.startswith(tuple(COVERED_ELSEWHERE))
    }
    assert ours == {name for _method, name, _which in TABLE}


@pytest.mark.parametrize("name", sorted({name for _method, name, _which in TABLE}))
def test_what_is_not_in_the_table_is_not_a_method_of_the_url(
    article: Article, author: User, editor: User, client_of: ClientOf, name: str
) -> None:
    which = next(row for _method, named, row in TABLE if named == name)
    url, _form = request_for(name, which, article, author)
    taken = {method for method, named, _which in TABLE if named == name}
    for method in {"POST", "PUT", "PATCH", "DELETE"} - taken:
        assert client_of(editor).generic(method, url).status_code == 405
