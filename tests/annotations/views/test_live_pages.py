"""What the page of a thread and that of a whole discussion are told, and of locks all of them."""

import re

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.discussions import REPLIES_A_PAGE
from annotations.models import Comment, DiscussionRules, Margin, Thread
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, mark, say
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

WHY = "Enough of this."


def activity(article: Article) -> int:
    return Article.objects.get(pk=article.pk).activity


def ask(client: Client, article: Article, since: int, *known: Comment, **shows: object) -> str:
    """What a page gets that shows all of the discussion, or some of it."""
    have = ".".join(str(comment.pk) for comment in known)
    query = {"since": since, "opened": since, "have": have, **shows}
    return client.get(f"{article.get_absolute_url()}changes/", query, headers=HTMX).text


@pytest.fixture
def root(paragraph: Paragraph, other_reader: User) -> Comment:
    return say(other_reader, paragraph, "Who voted for this?")


@pytest.fixture
def elsewhere(story: Article, other_reader: User) -> Comment:
    return say(other_reader, story.paragraphs.select_related("article").get(identity=2), "Far.")


def lock(comment: Comment, moderator: User) -> bool:
    return Thread.objects.get(pk=comment.pk).lock(by=moderator, reason=WHY)


def turn_article(article: Article, moderator: User, *, opens: bool) -> None:
    rules = DiscussionRules.objects.of(article)
    assert (rules.open_discussion if opens else rules.close_discussion)(by=moderator, reason=WHY)


def test_both_pages_say_what_they_show(
    story: Article, root: Comment, visitor: Client, reader: User, client_of: ClientOf
) -> None:
    thread, whole = reverse("thread", args=[root.pk]), reverse("article-discussion", args=["s"])
    whole = whole.replace("/s/", f"/{story.slug}/")
    for client in (visitor, client_of(reader)):
        for address in (thread, whole):
            page = client.get(address).text
            assert f'id="discussion" data-changes="{story.get_absolute_url()}changes/"' in page
            assert f'data-activity="{activity(story)}"' in page
            assert 'id="live-status"' in page
        page = client.get(thread).text
        assert f'data-thread="{root.pk}" data-page="1"' in page
        assert f'id="arrived-{root.pk}"' in page


def test_a_thread_s_page_is_told_of_its_own_replies_alone(
    story: Article, paragraph: Paragraph, root: Comment, other_reader: User, visitor: Client
) -> None:
    since = activity(story)
    root.reply(author=other_reader, body="Nobody.")
    say(other_reader, paragraph, "Quite another matter.")
    page = ask(visitor, story, since, root, thread=root.pk)
    assert "1 new reply" in page
    assert "new thread" not in page
    assert "1 new comment here" in page


def test_the_whole_discussion_is_told_of_threads_and_replies_about_any_paragraph(
    story: Article, root: Comment, elsewhere: Comment, other_reader: User, visitor: Client
) -> None:
    since = activity(story)
    elsewhere.reply(author=other_reader, body="Farther.")
    new = say(other_reader, root.paragraph, "A new one.")
    elsewhere.edit(body="Not so far.")
    page = ask(visitor, story, since, root, elsewhere)
    assert "1 new thread" in page
    assert f'id="arrived-{elsewhere.pk}"' in page
    assert "Not so far." in page
    assert re.search(r'id="whole-count" hx-swap-oob="true">\s*4 comments<', page)
    brought = visitor.get(
        reverse("arrived-anywhere", args=[story.slug]), {"since": since}, headers=HTMX
    )
    assert "A new one." in brought.text
    assert "Farther." not in brought.text
    assert '<li class="about">' in brought.text
    assert new.label in brought["HX-Trigger-After-Settle"]


@pytest.mark.parametrize(
    ("sort", "shown", "place", "named"),
    [
        # Below the thread of the same paragraph, which is named above that already.
        ("place", "root busy far", "afterend:#thread-{root}", []),
        # The same paragraph is named above what it comes before.
        ("newest", "root", "beforebegin:#thread-{root}", []),
        ("newest", "root busy far", "afterbegin:#threads", ["third"]),
        # Between two about another paragraph: the second is below its own words again.
        ("active", "busy far", "afterend:#thread-{busy}", ["third", "second"]),
    ],
)
def test_a_new_thread_stands_where_the_order_of_the_page_has_it(
    sort: str, shown: str, place: str, named: list[str], story: Article, root: Comment,
    elsewhere: Comment, other_reader: User, visitor: Client,
) -> None:  # fmt: skip
    busy = say(other_reader, elsewhere.paragraph, "Busy.")
    busy.reply(author=other_reader, body="Very.")
    keys = {"root": root.pk, "busy": busy.pk, "far": elsewhere.pk}
    since = activity(story)
    new = say(other_reader, root.paragraph, "A new one.")
    have = ".".join(str(keys[name]) for name in shown.split())
    query = {"since": since, "have": have, "sort": sort}
    url = reverse("arrived-anywhere", args=[story.slug])
    brought = visitor.get(url, query, headers=HTMX).text
    assert f'<ol hx-swap-oob="{place.format(**keys)}">' in brought
    words = {"third": root.paragraph.text, "second": elsewhere.paragraph.text}
    above = [words[name].split()[:3] for name in named]
    found = re.findall(
        r'<li class="about">.*?<blockquote[^>]*>(.*?)</blockquote>', brought, re.DOTALL
    )
    assert [each.split()[:3] for each in found] == above
    assert f'id="thread-{new.pk}"' in brought


def test_of_what_the_page_has_only_the_words_named_anew_are_read_again(
    story: Article, root: Comment, elsewhere: Comment, editor: User, visitor: Client
) -> None:
    known = [root, elsewhere]
    for paragraph in (root.paragraph, elsewhere.paragraph):
        known += [say(editor, paragraph, f"{number}") for number in range(5)]
    since = activity(story)
    say(editor, root.paragraph, "A new one.")
    url = reverse("arrived-anywhere", args=[story.slug])
    loaded: list[Comment] = []

    def load(instance: Comment, **_kwargs: object) -> None:
        loaded.append(instance)

    costs = []
    for have in (known[:2], known):
        query = {"since": since, "have": ".".join(str(each.pk) for each in have)}
        loaded.clear()
        post_init.connect(load, sender=Comment)
        try:
            with CaptureQueriesContext(connection) as asked:
                assert "A new one." in visitor.get(url, query, headers=HTMX).text
        finally:
            post_init.disconnect(load, sender=Comment)
        costs.append((len(loaded), len(asked)))
    assert costs == [(1, costs[0][1])] * 2


def test_a_page_that_shows_too_much_to_be_turned_piece_by_piece_is_to_be_loaded_anew(
    story: Article, root: Comment, elsewhere: Comment, moderator: User, visitor: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr("annotations.news.live.MOST_CHANGED", 1)
    since = activity(story)
    turn_article(story, moderator, opens=False)
    anew = "A lot has changed here: load it again"
    assert anew in ask(visitor, story, since, root, elsewhere)
    assert anew not in ask(visitor, story, since, root)


def test_a_long_thread_s_page_leads_on_to_the_page_where_what_is_new_begins(
    story: Article, root: Comment, editor: User, visitor: Client
) -> None:
    replies = Comment.objects.bulk_create(
        Comment(
            paragraph=root.paragraph, parent=root, root=root, author=editor, body="So.",
            body_html="So.", revision_number=1,
        )
        for _ in range(REPLIES_A_PAGE)
    )  # fmt: skip
    since, url = activity(story), reverse("arrived-replies", args=[root.pk])
    new = root.reply(author=editor, body="The first of the next page.")
    query = {"since": since, "have": replies[-1].pk, "page": 1}
    answer = visitor.get(url, query, headers=HTMX)
    assert answer["HX-Redirect"] == f"/comments/{root.pk}/thread/?page=2#{new.label}"
    for page in ("9" * 17, "-1", "x"):
        assert visitor.get(url, {**query, "page": page}, headers=HTMX).status_code == 200


@pytest.mark.parametrize("shows", ["thread", "paragraph", "whole"])
def test_a_lock_comes_to_all_pages_that_show_the_thread_and_goes_again(
    shows: str, story: Article, root: Comment, elsewhere: Comment, reader: User, moderator: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    reply = root.reply(author=root.author, body="Nobody.")
    showing = {"thread": {"thread": root.pk}, "paragraph": {"paragraph": 3}, "whole": {}}[shows]
    client, author = client_of(reader), client_of(root.author)
    for locks in (True, False):
        since = activity(story)
        thread = Thread.objects.get(pk=root.pk)
        assert (thread.lock if locks else thread.unlock)(by=moderator, reason=WHY)
        page = ask(client, story, since, root, reply, elsewhere, **showing)
        for comment in (root, reply):
            assert f'id="verbs-{comment.pk}" hx-swap-oob' in page
            assert (f'href="/comments/{comment.pk}/reply/"' in page) != locks
            note = rf'id="refused-reply-{comment.pk}" hx-swap-oob="true"( hidden)?>([^<]*)<'
            hidden, words = re.search(note, page).groups()
            assert (WHY in words, hidden is None) == (locks, locks)
        assert f'id="verbs-{elsewhere.pk}"' not in page
        assert (
            bool(re.search(rf'id="lock-{root.pk}" hx-swap-oob="true" [^>]*hidden', page)) != locks
        )
        assert ("Thread locked" in page) == (locks and shows == "thread")
        note = rf'id="refused-edit-{root.pk}" hx-swap-oob="true"( hidden)?>'
        own = ask(author, story, since, root, reply, **showing)
        assert (re.search(note, own)[1] is None) == locks


def test_a_paragraph_s_lock_and_a_closed_discussion_say_so_where_one_writes(
    story: Article, root: Comment, elsewhere: Comment, reader: User, moderator: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    client, margin = client_of(reader), Margin.objects.get(paragraph=root.paragraph)

    def note() -> str:
        """The line in the composer; what stands there for those who have none."""
        page = ask(client, story, since, root, elsewhere, paragraph=3)
        assert 'id="composer" hx-swap-oob="true"' in page
        return re.search(r'id="refused-composer" hx-swap-oob="true"(?: hidden)?>([^<]*)<', page)[1]

    since = activity(story)
    assert margin.lock(by=moderator, reason=WHY)
    assert WHY in note()
    everywhere = ask(client, story, since, root, elsewhere)
    assert f'href="/comments/{root.pk}/reply/"' not in everywhere
    assert f'id="verbs-{elsewhere.pk}"' not in everywhere
    assert WHY in ask(client, story, since, thread=root.pk)
    since = activity(story)
    assert margin.unlock(by=moderator, reason=WHY)
    assert note() == ""
    for opens, words in ((False, "Discussion closed"), (True, "Discussion opened")):
        since = activity(story)
        turn_article(story, moderator, opens=opens)
        assert bool(note()) != opens
        for shows in ({}, {"thread": root.pk}, {"paragraph": 3}):
            page = ask(client, story, since, root, elsewhere, **shows)
            assert words in page
            assert (f'href="/comments/{root.pk}/reply/"' in page) == opens
        # A page without a discussion hears of it too, and its toolbar offers what is taken.
        url = f"{story.get_absolute_url()}changes/"
        for who, offers in ((client, "Highlight</button>"), (Client(), "Sign up</a>")):
            page = who.get(url, {"since": since}, headers=HTMX).text
            assert words in page
            marking = page.split('id="marking" hx-swap-oob="true"')[1].split("</form>")[0]
            assert (offers in marking) == opens
            assert "Copy link" in marking


def test_slow_mode_says_when_one_can_go_on(
    story: Article, root: Comment, moderator: User, client_of: ClientOf
) -> None:
    since = activity(story)
    rules = DiscussionRules.objects.of(story)
    rules.change(by=moderator, reason=WHY, slow_mode=300)
    page = ask(client_of(root.author), story, since, root, paragraph=3)
    for place in ("composer", f"reply-{root.pk}"):
        assert re.search(
            rf'id="refused-{place}" hx-swap-oob="true">Slow mode: [^<]* again at', page
        )


def test_who_presides_goes_on_and_sees_that_others_cannot(
    story: Article, root: Comment, editor: User, moderator: User, client_of: ClientOf
) -> None:
    since = activity(story)
    lock(root, moderator)
    page = ask(client_of(editor), story, since, root, thread=root.pk)
    assert f'href="/comments/{root.pk}/reply/"' in page
    assert f"This thread is locked. Reason: {WHY}" in page


def test_the_lock_of_a_private_thread_is_nobody_else_s_matter(
    story: Article, paragraph: Paragraph, reader: User, moderator: User, visitor: Client,
    client_of: ClientOf,
) -> None:  # fmt: skip
    private = mark(reader, story, "pays for the oil", visibility="private")
    own = say(reader, paragraph, "My own business.", private)
    since = activity(story)
    lock(own, moderator)
    for shows in ({}, {"thread": own.pk}, {"paragraph": 3}):
        for client, sees in ((visitor, False), (client_of(reader), True)):
            page = ask(client, story, since, own, **shows)
            assert (WHY in page) == sees
            assert "business" not in page or sees


def test_a_visitor_s_answer_holds_no_token(
    story: Article, root: Comment, moderator: User, visitor: Client
) -> None:
    since = activity(story)
    lock(root, moderator)
    turn_article(story, moderator, opens=False)
    turn_article(story, moderator, opens=True)
    assert "csrfmiddlewaretoken" not in ask(visitor, story, since, root, paragraph=3)


def test_a_lock_costs_as_much_with_two_comments_as_with_twenty(
    story: Article, root: Comment, editor: User, moderator: User, reader: User, client_of: ClientOf
) -> None:
    client, costs, known = client_of(reader), [], [root]
    for number in (1, 19):
        known += [root.reply(author=editor, body="So.") for _ in range(number)]
        since = activity(story)
        thread = Thread.objects.get(pk=root.pk)
        assert (thread.lock if number == 1 else thread.unlock)(by=moderator, reason=WHY)
        with CaptureQueriesContext(connection) as asked:
            ask(client, story, since, *known, thread=root.pk)
        costs.append(len(asked))
    assert costs[0] == costs[1]
