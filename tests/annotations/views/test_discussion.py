import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.discussions import REPLIES_AMONG_THREADS, THREADS_A_PAGE
from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import HTMX, edit, htmx_for, mark, say
from tests.annotations.views.asking import queries
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
PANEL = htmx_for("discussion")


@pytest.fixture
def url(paragraph: Paragraph) -> str:
    return reverse("discussion", args=[paragraph.article.slug, paragraph.identity])


# Reading


def test_a_discussion_is_a_page_of_its_own_and_a_panel_beside_the_text(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    say(reader, paragraph, "Who voted for this?")
    page, panel = visitor.get(url), visitor.get(url, headers=PANEL)
    assert "<html" in page.text
    assert panel.text.strip().startswith('<aside class="discussion" id="discussion"')
    for response in (page, panel):
        assert "Who voted for this?" in response.text
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_htmx_that_replaces_something_else_gets_the_page(url: str, visitor: Client) -> None:
    assert "<html" in visitor.get(url, headers=HTMX).text
    assert "<html" in visitor.get(url, headers=htmx_for("elsewhere")).text


def test_the_page_shows_the_words_that_it_is_about(
    url: str, paragraph: Paragraph, visitor: Client
) -> None:
    assert paragraph.text in visitor.get(url).text


def test_comments_on_a_passage_show_its_quote(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL, kind="question")
    say(reader, paragraph, annotation=annotation)
    page = visitor.get(url).text
    assert re.search(rf'<blockquote class="quote question".*?>{OIL}</a></blockquote>', page)
    assert annotation.get_absolute_url() in page


def test_the_quote_of_a_removed_highlight_stays_but_leads_nowhere(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL)
    say(reader, paragraph, annotation=annotation)
    annotation.remove()
    page = visitor.get(url).text
    assert OIL in page.split('<blockquote class="quote')[1]
    assert annotation.get_absolute_url() not in page


def test_a_deep_exchange_is_indented_a_few_steps_and_then_names_what_it_answers(
    url: str, paragraph: Paragraph, reader: User, other_reader: User, visitor: Client
) -> None:
    comment = say(reader, paragraph, "Level 0.")
    for level in range(1, 8):
        comment = comment.reply(
            author=other_reader if level % 2 else reader, body=f"Level {level}."
        )
    page = visitor.get(url).text
    indents = re.findall(r'class="comment" id="comment-\d+" data-indent="(\d)"', page)
    assert indents == list("01234444")
    assert page.count("In reply to") == 3


def test_a_thread_of_a_thousand_levels_is_shown_in_part_and_leads_to_the_rest(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    comment = root
    for _ in range(REPLIES_AMONG_THREADS + 5):
        comment = comment.reply(author=reader, body="And on.")
    page = visitor.get(url).text
    assert page.count("And on.") == REPLIES_AMONG_THREADS
    assert "5 more replies" in page
    assert reverse("thread", args=[root.pk]) in page


def test_replies_behind_many_removed_ones_are_still_led_to(
    url: str, paragraph: Paragraph, reader: User, moderator: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    for number in range(REPLIES_AMONG_THREADS + 2):
        reply = root.reply(author=reader, body="And on.")
        if number < REPLIES_AMONG_THREADS:
            reply.remove(by=moderator, reason="Rude.")
    assert "2 more replies" in visitor.get(url).text


def test_a_thread_that_is_shown_whole_leads_to_no_more(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    root = say(reader, paragraph)
    for _ in range(REPLIES_AMONG_THREADS):
        root.reply(author=reader, body="And on.")
    assert "more repl" not in visitor.get(url).text


def test_threads_come_some_on_a_page_oldest_first(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    for number in range(THREADS_A_PAGE + 1):
        say(reader, paragraph, f"Thread {number:02}.")
    first, second = visitor.get(url).text, visitor.get(f"{url}?page=2").text
    assert re.findall(r"<p>Thread (\d\d)\.", first) == [f"{n:02}" for n in range(THREADS_A_PAGE)]
    assert re.findall(r"<p>Thread (\d\d)\.", second) == [f"{THREADS_A_PAGE}"]


def test_more_threads_are_a_page_of_their_own_and_are_appended_within_the_panel(
    url: str, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    for number in range(THREADS_A_PAGE + 1):
        say(reader, paragraph, f"Thread {number:02}.")
    panel = visitor.get(url, headers=PANEL).text
    assert f'href="{url}?page=2" hx-get="{url}?page=2" hx-target="#more-threads"' in panel
    more = visitor.get(f"{url}?page=2", headers=htmx_for("more-threads"))
    assert more.text.strip().startswith('<li class="thread"')
    assert re.findall(r"<p>Thread (\d\d)\.", more.text) == [f"{THREADS_A_PAGE}"]
    assert 'id="more-threads"' not in more.text
    assert {"HX-Request", "HX-Target"} <= set(more["Vary"].split(", "))
    assert 'rel="prev"' in visitor.get(f"{url}?page=2").text


def test_a_removed_comment_leaves_its_place_to_its_replies(
    url: str, paragraph: Paragraph, reader: User, other_reader: User, visitor: Client
) -> None:
    comment = say(reader, paragraph, "Unfortunate.")
    comment.reply(author=other_reader, body="I answered that.")
    comment.remove(by=reader)
    page = visitor.get(url).text
    assert "Unfortunate." not in page
    assert "Removed by its author." in page
    assert "I answered that." in page


def test_a_removed_comment_without_replies_is_gone_for_all_but_who_may_restore_it(
    url: str,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    moderator: User,
    visitor: Client,
    client_of: ClientOf,
) -> None:
    comment = say(reader, paragraph)
    comment.remove(by=reader)
    seen = [
        f'id="{comment.label}"' in client.get(url).text
        for client in (visitor, client_of(other_reader), client_of(reader), client_of(moderator))
    ]
    assert seen == [False, False, True, True]


def test_why_a_moderator_removed_it_is_said_as_text(
    url: str, paragraph: Paragraph, reader: User, moderator: User, visitor: Client
) -> None:
    comment = say(reader, paragraph, "Unfortunate.")
    comment.reply(author=moderator, body="Please.")
    comment.remove(by=moderator, reason="<b>Rude</b>")
    page = visitor.get(url).text
    assert "Removed by a moderator: &lt;b&gt;Rude&lt;/b&gt;" in page
    assert "Unfortunate." not in page


def test_remarks_on_a_private_highlight_are_shown_to_its_creator_only(
    url: str,
    private_remark: Comment,
    reader: User,
    others: tuple[Client, ...],
    client_of: ClientOf,
) -> None:
    for query in ("", "?from=0&to=500"):
        pages = [client.get(url + query).text for client in (*others, client_of(reader))]
        assert [private_remark.body in page for page in pages] == [False, False, False, True]


# Orphans and withdrawn paragraphs


def test_an_orphan_is_shown_with_its_words_in_its_paragraph_s_discussion(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    mark(reader, story, "voted to switch the lamp off at midnight")
    edit(story, None, {3: "The council, which pays for the oil, would rather not."})
    page = visitor.get(url).text
    assert "No longer in the text" in page
    assert "voted to switch the lamp off at midnight" in page


def test_a_withdrawn_paragraph_keeps_its_discussion_and_takes_comments(
    url: str, story: Article, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    say(reader, paragraph, "Who voted for this?")
    edit(story, None, {3: None})
    client = client_of(reader)
    page = client.get(url).text
    assert "taken out of the text in revision 2" in page
    stood = f"{reverse('revision', args=[story.slug, 1])}#p3"
    assert f'<a href="{stood}">Where it stood</a>' in page
    assert paragraph.text in page
    assert "Who voted for this?" in page
    assert "Choose words" not in page
    response = client.post(url, {"body": "A pity."}, follow=True)
    assert "A pity." in response.text


def test_a_paragraph_that_the_article_never_had_is_not_found(
    story: Article, visitor: Client
) -> None:
    for identity in (0, 99, 2**31, 2**63, "9" * 5000):
        address = f"/articles/{story.slug}/paragraphs/{identity}/"
        assert visitor.get(address).status_code == 404
    assert visitor.get("/articles/nowhere/paragraphs/1/").status_code == 404


def test_the_discussion_of_a_draft_is_found_by_editors_only(
    url: str, story: Article, reader: User, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    close(story, Article.Status.DRAFT)
    assert visitor.get(url).status_code == 404
    assert client_of(reader).get(url).status_code == 404
    assert client_of(reader).post(url, {"body": "Hello?"}).status_code == 404
    assert client_of(editor).get(url).status_code == 200
    assert client_of(editor).post(url, {"body": "Hello?"}).status_code == 403


# Queries


def talk(story: Article, paragraph: Paragraph, reader: User, threads: int) -> None:
    for number in range(threads):
        annotation = mark(reader, story, OIL) if number % 3 == 0 else None
        root = say(reader, paragraph, f"Thread {number}.", annotation)
        for _ in range(3):
            root.reply(author=reader, body="Indeed.").reply(author=reader, body="Quite.")


def test_a_discussion_costs_a_visitor_as_much_with_one_thread_as_with_ten(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    # The article; the paragraph; its number; how many threads, those of this page and the targets
    # of their quotes; where the first replies of each end, and these.
    talk(story, paragraph, reader, threads=1)
    one = queries(visitor, url)
    talk(story, paragraph, reader, threads=9)
    assert (one, queries(visitor, url)) == (8, 8)


def test_a_discussion_costs_a_reader_as_much_with_one_thread_as_with_ten(
    url: str, story: Article, paragraph: Paragraph, reader: User, client_of: ClientOf
) -> None:
    # Those of a visitor; the session and the person; what they may do (theirs, their groups');
    # whether they are suspended; their own reactions to first comments and to replies; what they
    # follow here, what they have not seen, and how far they have read.
    client = client_of(reader)
    talk(story, paragraph, reader, threads=1)
    one = queries(client, url)
    talk(story, paragraph, reader, threads=9)
    assert (one, queries(client, url)) == (18, 18)


def test_what_is_marked_at_a_place_costs_as_much_for_one_mark_as_for_many(
    url: str, story: Article, paragraph: Paragraph, reader: User, visitor: Client
) -> None:
    # As the discussion, with the marks and their targets: what nobody talks about, and the others.
    talk(story, paragraph, reader, threads=1)
    mark(reader, story, OIL)
    one = queries(visitor, f"{url}?from=0&to=500")
    talk(story, paragraph, reader, threads=20)
    for _ in range(10):
        mark(reader, story, OIL)
    assert (one, queries(visitor, f"{url}?from=0&to=500")) == (12, 12)
