"""What is not for everyone is nowhere: every address is tried with words found nowhere else.

The addresses are read from the URLconf and filled with all that could stand in them, so a new one
is tried without anybody thinking of it. What they answer to forms is tried as well.
"""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Comment, Following, Notification, Report
from annotations.places import propose
from annotations.selectors import select
from annotations.telling.unsubscribing import link
from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, User
from commentary.style import Style
from tests.addresses.examples import FORMS
from tests.addresses.table import TABLE
from tests.addresses.urls import our_patterns
from tests.annotations.acting import HTMX, edit, htmx_for, mark, say
from tests.commentary.pages import fields_of
from tests.conftest import ClientOf, MakePerson
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db

PUBLIC = "okapiword"
PRIVATE, REMOVED, HELD = "quokkaword", "axolotlword", "wombatword"
DRAFTED, REPORTED = "numbatword", "bilbyword"
# Each secret -> those, of the people below, who may read it.
MAY_READ: dict[str, set[str]] = {
    PRIVATE: set(),
    REMOVED: {"moderator"},
    HELD: {"moderator"},
    DRAFTED: {"editor"},
    REPORTED: {"moderator", "witness"},
}

# What to ask a page for, beside its address. Looked for by what stands beside the words, since
# what is asked for is shown again.
LISTED = ("q=again", "q=first", "q=still", "q=witness", "person=author", "order=newest")
ASKED: dict[str, tuple[str, ...]] = {
    "article": ("paragraph=1", "paragraph=2", "revision=1&passage=1.0-12"),
    "annotate": ("revision=1&passage=1.0-12",),
    "arrived-replies": ("since=0",),
    "arrived-anywhere": ("since=0",),
    "arrived-threads": ("since=0",),
    "article-discussion": LISTED,
    "changes": (
        *("since=0&paragraph=1&opened=0", "since=0&paragraph=2&opened=0&reader="),
        "since=0&opened=0",
    ),
    "discussion": ("from=0&to=12", *LISTED[:2]),
    "mentionable": ("begun=wit",),
    "notes": LISTED[:4],
    "print": ("notes=mine", "notes=everyones"),
    "reply": ("quote=1",),
}
# Parts of pages that are asked for by name.
PARTS: dict[str, tuple[str, ...]] = {
    "article-discussion": ("discussion", "thread-list"),
    "arrived-replies": ("discussion",),
    "arrived-anywhere": ("discussion",),
    "arrived-threads": ("discussion",),
    "changes": ("discussion",),
    "discussion": ("discussion", "thread-list"),
    "next-new": ("discussion",),
}
PART_OF = {
    "reply": "reply",
    "edit-comment": "body",
    "report": "report",
    "comment-on-annotation": "remark",
}
# Where people find what was said in public; elsewhere there are only forms, or what is one's own.
SHOWS = {
    *("article", "article-discussion", "article-feed"),
    *("arrived-anywhere", "arrived-replies", "arrived-threads"),
    *("comment", "discussion", "edit-comment", "follow-thread", "notes", "notes-csv", "notes-json"),
    *("notes-markdown", "notifications", "own-data-json", "paragraph-feed", "person"),
    *("person-feed", "reactions", "remove-comment", "reply", "report", "thread", "thread-feed"),
    *("decide", "print", "queue", "wordings"),
}


@pytest.fixture
def article(db: None) -> Article:
    """Short, since it is read so often."""
    texts = ("Words that are talked about.", "Words that will be lost.", "Quite other words.")
    return Article.objects.publish(
        Manuscript("On Secrets", tuple(ManuscriptParagraph(Style.BODY, text) for text in texts))
    )


@pytest.fixture
def said(article: Article, person: MakePerson) -> dict[str, list[int]]:
    """Threads in which something is not for everyone, with what is: kind -> their keys.

    A private remark, and one on words that have left the text; what was removed, below a removed
    beginning as well; what is held; what stands on an article that is a draft again.
    """
    author, witness = person("author"), person("witness")
    EmailAddress.objects.create(user=witness, email=witness.email, primary=True, verified=True)
    first, second = (
        article.paragraphs.select_related("article").get(identity=number) for number in (1, 2)
    )
    for thing in (article, first, second):
        Following.objects.choose(witness, thing, "follow")
    hers = mark(author, article, first.text[:12], visibility="private")
    private = say(author, first, f"{PRIVATE}, @witness", hers)
    private.reply(author=author, body=f"Again {PRIVATE}")
    lost = mark(author, article, second.text[:12], visibility="private")
    say(author, second, f"{PRIVATE} lost, @witness", lost)
    say(witness, second, f"{PUBLIC} lost", mark(witness, article, second.text[:12]))
    edit(article, None, {2: "Of all this nothing is left."})
    propose(
        lost,
        by=author,
        selectors=[select(1, first.text, 0, 12)],
        revision_number=article.revision_number,
    )
    public = say(witness, first, f"{PUBLIC} I say")
    removed = public.reply(author=author, body=f"{REMOVED}, @witness")
    removed.edit(body=f"{REMOVED} still, @witness")
    below = public.reply(author=author, body=f"{PUBLIC} too")
    below.edit(body=f"{PUBLIC} still, @witness")
    gone = say(author, first, f"{REMOVED} first, @witness")
    say(witness, first, f"{PUBLIC} again")
    gone.reply(author=witness, body=f"{PUBLIC} below")
    held = Comment.objects.post(
        author=author, paragraph=first, body=f"{HELD} again, @witness", held_for="links"
    )
    Report.objects.make(below, by=witness, ground="other", words=f"{REPORTED} again")
    Report.objects.make(author, by=witness, ground="other", words=f"{REPORTED} again")
    draft = Article.objects.publish(
        Manuscript("On Drafts", (ManuscriptParagraph(Style.BODY, f"{DRAFTED} in the text"),))
    )
    drafted = say(author, draft.paragraphs.get(), f"{DRAFTED} again, @witness")
    say(witness, draft.paragraphs.get(), "Quite so.").reply(author=author, body=f"{DRAFTED} first")
    return {
        "secret": [private.pk, removed.pk, gone.pk, held.pk, drafted.pk],
        "public": [public.pk, below.pk],
    }


@pytest.fixture
def people(
    said: dict[str, list[int]],
    visitor: Client,
    editor: User,
    moderator: User,
    client_of: ClientOf,
) -> dict[str, Client]:
    """Everyone but the author, for whom nothing of it is a secret."""
    signed_in = (User.objects.get(username="witness"), editor, moderator)
    return {"visitor": visitor, **{each.username: client_of(each) for each in signed_in}}


@pytest.fixture(autouse=True)
def _no_log(caplog: pytest.LogCaptureFixture) -> None:
    """Most addresses are refused to somebody, and each refusal would be written down."""
    caplog.set_level("CRITICAL", "django.request")


@pytest.fixture
def hidden(article: Article, said: dict[str, list[int]]) -> None:
    """It was told while it could be read; now it is removed, and the other article withdrawn."""
    work()
    for comment in Comment.objects.filter(body__startswith=REMOVED):
        comment.remove(by=comment.author)
    Article.objects.exclude(pk=article.pk).update(status=Article.Status.DRAFT)
    post_mail()


def values(route: str, said: dict[str, list[int]]) -> dict[str, list[object]]:
    """All that can stand in an address like this, by the name of its part."""
    keys: list[object] = [*said["secret"], *said["public"]]
    if route.startswith(("annotations/", "proposals/")):
        keys = [*Annotation.objects.values_list("pk", flat=True)]
    elif route.startswith("notifications/"):
        keys = [*Notification.objects.values_list("pk", flat=True)[:8]]
    elif route.startswith("people/"):
        keys = [*User.objects.values_list("pk", flat=True)]
    token = link(User.objects.get(username="witness")).rstrip("/").rpartition("/")[2]
    return {
        "pk": keys,
        "slug": [*Article.objects.values_list("slug", flat=True)],
        "identity": [1, 2],
        "number": [1],
        "first": [1],
        "second": [2],
        "username": ["author"],
        "token": [token],
    }


def addresses(said: dict[str, list[int]]) -> Iterator[tuple[str, str, object]]:
    """Name, address, and the key in it."""
    for route, pattern in our_patterns():
        name, known = pattern.name or "", values(route, said)
        filled: list[dict[str, object]] = [{}]
        for part in pattern.pattern.converters:
            filled = [{**each, part: value} for each in filled for value in known[part]]
        for each in filled:
            yield name, reverse(name, kwargs=each), each.get("pk", "")


def answers(
    client: Client, said: dict[str, list[int]], *, in_parts: bool
) -> Iterator[tuple[str, str, str]]:
    """Each address as a page, or as the parts that htmx asks for: name, address, answer."""
    known: set[str] = set()
    for name, address, key in addresses(said):
        targets = (f"{PART_OF[name]}-{key}",) if name in PART_OF else PARTS.get(name, ())
        for query in queries(name):
            asked = f"{address}?{query}"
            if not in_parts:
                yield name, asked, page(client, asked, known)
            for target in targets if in_parts else ():
                yield name, asked, client.get(asked, headers=htmx_for(target)).text


def queries(name: str) -> Iterator[str]:
    yield from ("", *ASKED.get(name, ()))
    if name in {"article", "revision"}:
        for key in Annotation.objects.values_list("pk", flat=True):
            yield f"annotation={key}"


def page(client: Client, address: str, known: set[str]) -> str:
    """Where it leads on to is looked at once; sign-in is the same for all."""
    answer = client.get(address)
    while answer.status_code == 302:
        address = answer["Location"].partition("#")[0]
        if address in known or address.startswith("/account/"):
            break
        known.add(address)
        answer = client.get(address)
    return answer.getvalue().decode()


def leaks(name: str, text: str) -> list[str]:
    return [word for word, may in MAY_READ.items() if word in text and name not in may]


@pytest.mark.any_database
def test_no_address_shows_what_is_not_for_everyone(
    said: dict[str, list[int]], people: dict[str, Client], hidden: None
) -> None:
    shown: dict[str, set[str]] = defaultdict(set)
    for person, client in people.items():
        for in_parts in (False, True) if person == "witness" else (False,):
            for name, address, text in answers(client, said, in_parts=in_parts):
                assert not leaks(person, text), (person, name, address)
                shown[name] |= {word for word in (PUBLIC, *MAY_READ) if word in text}
    assert {name for name, words in shown.items() if PUBLIC in words} >= SHOWS
    # Or it could not fail: whoever may read it finds it.
    assert set.union(*shown.values()) == {PUBLIC, REMOVED, HELD, DRAFTED, REPORTED}


@pytest.mark.any_database
def test_no_answer_to_a_form_shows_it(
    said: dict[str, list[int]], people: dict[str, Client], hidden: None
) -> None:
    posted = {name for method, name, _which in TABLE if method == "POST"}
    found = ""
    for name, address, key in addresses(said):
        if name not in posted:
            continue
        for person in ("witness", "moderator"):
            with transaction.atomic():
                answer = people[person].post(address, FORMS.get(name, {}), headers=HTMX)
                assert not leaks(person, answer.text), (person, name, address, key)
                found += answer.text
                transaction.set_rollback(True)
    assert PUBLIC in found


def test_no_mail_says_it(said: dict[str, list[int]], people: object, hidden: None) -> None:
    mailed = "".join(f"{each.subject} {each.body} {each.alternatives}" for each in mail.outbox)
    assert PUBLIC in mailed
    assert not [word for word in MAY_READ if word in mailed]


def test_the_review_of_an_edit_does_not_show_it_to_the_editor(
    article: Article, said: dict[str, list[int]], people: dict[str, Client], hidden: None
) -> None:
    address = reverse("admin:commentary_article_change", args=[article.pk])
    fields = fields_of(people["editor"].get(address))
    typed = {"form-0-source": "Quite another beginning.", "form-1-DELETE": "on"}
    answer = people["editor"].post(address, {**fields, **typed})
    assert "Quite another beginning." in answer.text
    assert not leaks("editor", answer.text)
    assert "author" not in answer.text


def test_the_counts_do_not_count_it(
    article: Article, said: dict[str, list[int]], people: dict[str, Client], hidden: None
) -> None:
    for client in people.values():
        page = client.get(article.get_absolute_url()).text
        assert 'data-count="4"' in page
        assert "5 comments" in page
