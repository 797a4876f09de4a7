"""What is not for everyone is nowhere: every channel, tried with words found nowhere else.

Whoever adds a channel adds its row here.
"""

from collections.abc import Callable, Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from annotations.models import Comment, Following
from annotations.selectors import select
from commentary.models import Article, User
from tests.annotations.acting import HTMX, htmx_for, say
from tests.conftest import ClientOf, MakePerson
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db

PRIVATE, REMOVED, PUBLIC = "quokkaword", "axolotlword", "okapiword"


@pytest.fixture
def said(article: Article, person: MakePerson) -> tuple[Comment, Comment, Comment]:
    """A private remark and a removed comment, each in a thread with others, and a public one."""
    from annotations.models import Annotation

    author, witness = person("author"), person("witness")
    EmailAddress.objects.create(user=witness, email=witness.email, primary=True, verified=True)
    Following.objects.choose(witness, article, "follow")
    paragraph = article.paragraphs.select_related("article").get(identity=1)
    Following.objects.choose(witness, paragraph, "follow")
    hers = Annotation.objects.mark(
        creator=author,
        article=article,
        selectors=[select(1, paragraph.text, 0, 12)],
        visibility="private",
    )
    private = say(author, paragraph, f"{PRIVATE}, @witness", hers)
    private.reply(author=author, body=f"Again {PRIVATE}")
    public = say(witness, paragraph, f"{PUBLIC} I say")
    removed = public.reply(author=author, body=f"{REMOVED}, @witness")
    removed.edit(body=f"{REMOVED} still, @witness")
    public.reply(author=author, body=f"{PUBLIC} too")
    gone = say(author, paragraph, f"{REMOVED} first, @witness")
    say(witness, paragraph, f"{PUBLIC} again")
    gone.reply(author=witness, body=f"{PUBLIC} below")
    return private, removed, public


def channels(article: Article, private: Comment, removed: Comment, public: Comment) -> list[str]:
    slug = article.slug
    return [
        "/",
        article.get_absolute_url(),
        f"{article.get_absolute_url()}?paragraph=1",
        f"{article.get_absolute_url()}?annotation={private.annotation_id}",
        reverse("discussion", args=[slug, 1]),
        f"{reverse('discussion', args=[slug, 1])}?from=0&to=12",
        reverse("revisions", args=[slug]),
        reverse("revision", args=[slug, 1]),
        f"{reverse('revision', args=[slug, 1])}?annotation={private.annotation_id}",
        *(reverse("comment", args=[each.pk]) for each in (private, removed, public)),
        *(reverse("thread", args=[each.thread_pk]) for each in (private, removed, public)),
        *(reverse("reply", args=[each.pk]) for each in (private, removed, public)),
        *(reverse("follow-thread", args=[each.pk]) for each in Comment.objects.opening()),
        *(reverse("thread", args=[each.pk]) for each in Comment.objects.opening()),
        reverse("annotation", args=[private.annotation_id]),
        reverse("follow-article", args=[slug]),
        reverse("follow-paragraph", args=[slug, 1]),
        reverse("notifications"),
        reverse("following"),
        reverse("person", args=["author"]),
        reverse("article-feed", args=[slug]),
        reverse("paragraph-feed", args=[slug, 1]),
        *(reverse("thread-feed", args=[each.thread_pk]) for each in (private, removed, public)),
        reverse("person-feed", args=["author"]),
        # Looked for by what stands beside the words: what is asked for is shown again.
        *(
            f"{reverse('article-discussion', args=[slug])}?{asked}"
            for asked in ("", "q=again", "q=first", "q=still", "q=witness", "person=author")
        ),
        f"{reverse('changes', args=[slug])}?since=0&paragraph=1&opened=0",
        f"{reverse('arrived-threads', args=[slug, 1])}?since=0",
        *(
            f"{reverse('arrived-replies', args=[each.thread_pk])}?since=0"
            for each in (private, removed, public)
        ),
        f"{reverse('mentionable', args=[slug])}?begun=wit",
        reverse("orphans", args=[slug]),
        reverse("most-marked", args=[slug]),
        *(f"{reverse('print', args=[slug])}?notes={whose}" for whose in ("mine", "everyones")),
        reverse("moderation-log", args=[slug]),
        *(
            reverse(name, args=[each.pk])
            for name in ("reactions", "wordings")
            for each in (private, removed, public)
        ),
        *(reverse("thread-history", args=[each.thread_pk]) for each in (private, removed, public)),
    ]


def answers(client: Client, addresses: list[str]) -> Iterator[tuple[str, str]]:
    """Each as a page, and as the parts that htmx asks for."""
    for address in addresses:
        for headers in ({}, HTMX, htmx_for("discussion")):
            yield address, client.get(address, headers=headers, follow=True).text


@pytest.fixture
def people(
    said: object, visitor: Client, person: MakePerson, editor: User, client_of: ClientOf
) -> dict[str, Client]:
    """Everyone but the author and moderators: of these, what is removed may show itself to."""
    witness = User.objects.get(username="witness")
    stranger = person("stranger")
    signed_in = {each.username: client_of(each) for each in (witness, stranger, editor)}
    return {"visitor": visitor, **signed_in}


def test_what_is_private_or_removed_is_in_no_channel(
    article: Article, said: tuple[Comment, Comment, Comment], people: dict[str, Client]
) -> None:
    work()  # it was told before it was removed …
    author = User.objects.get(username="author")
    for comment in Comment.objects.filter(body__startswith=REMOVED):
        comment.remove(by=author)
    post_mail()
    found = ""
    for name, client in people.items():
        for address, text in answers(client, channels(article, *said)):
            assert PRIVATE not in text, (name, address)
            assert REMOVED not in text, (name, address)
            found += text
    assert PUBLIC in found
    mailed = "".join(
        f"{letter.subject} {letter.body} {letter.alternatives}" for letter in mail.outbox
    )
    assert PUBLIC in mailed
    assert PRIVATE not in mailed
    assert REMOVED not in mailed


def test_the_counts_do_not_count_it(
    article: Article, said: tuple[Comment, Comment, Comment], people: dict[str, Client]
) -> None:
    for comment in Comment.objects.filter(body__startswith=REMOVED):
        comment.remove(by=comment.author)
    for client in people.values():
        page = client.get(article.get_absolute_url()).text
        assert 'id="count-1"' in page
        assert 'data-count="4"' in page
        assert "4 comments" in page


def test_the_channels_do_show_what_is_public(
    article: Article,
    said: tuple[Comment, Comment, Comment],
    people: dict[str, Client],
    check_all: Callable[[str, list[str]], None],
) -> None:
    """Or the test above could not fail."""
    check_all(
        PUBLIC, [text for _address, text in answers(people["witness"], channels(article, *said))]
    )


@pytest.fixture
def check_all() -> Callable[[str, list[str]], None]:
    def check(word: str, texts: list[str]) -> None:
        assert sum(word in text for text in texts) > len(texts) / 3

    return check
