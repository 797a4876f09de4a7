"""All orphans of an article on one page, and the ways there."""

import pytest
from django.test import Client
from django.urls import reverse

from annotations.marks import MARKS_LISTED
from annotations.orphans import ORPHANS_A_PAGE, THREADS_OF_ONE
from annotations.places import propose
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, say, words_of
from tests.annotations.conftest import PARAGRAPHS
from tests.annotations.views.asking import queries
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

LAMP = "the lamp was never meant to outlive the fishing fleet"
AGROUND = "Two trawlers have gone aground since"
RETYPED = "Its keeper, Marta Oyelaran, has nothing more to say."
ELSE = "Nothing of the kind has happened."


@pytest.fixture
def url(story: Article) -> str:
    return reverse("orphans", args=[story.slug])


def test_an_article_without_any_says_that_all_have_their_place(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    mark(reader, story, LAMP)
    assert "Everything that was marked has its place in the text." in visitor.get(url).text
    for address in (story.get_absolute_url(), reverse("revisions", args=[story.slug])):
        assert url not in visitor.get(address).text


def test_each_has_its_words_their_old_surroundings_and_its_threads(
    url: str, story: Article, reader: User, other_reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, LAMP)
    root = say(other_reader, story.paragraphs.get(identity=2), "Is it so?", annotation)
    root.reply(author=reader, body="It is.")
    edit(story, None, {2: RETYPED})
    page = visitor.get(url).text
    assert f'says </span>{LAMP}<span class="around">.' in page
    assert "Is it so?" in page
    assert "It is." in page
    assert f"?reattach={annotation.pk}" in page
    assert f"/revisions/1/?annotation={annotation.pk}#shown" in page


def test_they_stand_in_the_order_of_the_text(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    mark(reader, story, AGROUND)
    mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED, 4: ELSE})
    page = visitor.get(url).text
    assert page.index(LAMP) < page.index(AGROUND)


def test_one_that_heals_leaves_the_page(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    assert LAMP in visitor.get(url).text
    edit(story, None, {2: PARAGRAPHS[1]})
    assert "Everything that was marked" in visitor.get(url).text


def test_a_passage_of_several_paragraphs_is_listed_once(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    mark(reader, story, "nobody has apologised.", "What the town needs")
    edit(story, None, {4: None, 5: None})
    page = visitor.get(url).text
    assert page.count('class="orphan"') == 1
    assert "nobody has apologised. … " in page


def test_private_and_removed_ones_are_not_shown_to_others(
    url: str, story: Article, reader: User, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    mark(reader, story, LAMP, visibility="private")
    removed = mark(reader, story, AGROUND)
    edit(story, None, {2: RETYPED, 4: ELSE})
    removed.remove()
    article = story.get_absolute_url()
    for client in (visitor, client_of(editor)):
        assert "Everything that was marked" in client.get(url).text
        assert url not in client.get(article).text
    own = client_of(reader)
    assert LAMP in own.get(url).text
    assert AGROUND not in own.get(url).text
    assert url in own.get(article).text


def test_the_article_and_its_revisions_lead_there(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    for address in (story.get_absolute_url(), reverse("revisions", args=[story.slug])):
        assert f'href="{url}"' in visitor.get(address).text


def test_some_at_a_time(url: str, story: Article, reader: User, visitor: Client) -> None:
    for _ in range(ORPHANS_A_PAGE + 1):
        mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    assert visitor.get(url).text.count('class="orphan"') == ORPHANS_A_PAGE
    assert visitor.get(f"{url}?page=2").text.count('class="orphan"') == 1


def test_more_threads_than_the_page_holds_are_in_the_discussion(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, LAMP)
    for number in range(THREADS_OF_ONE + 1):
        say(reader, story.paragraphs.get(identity=2), f"Remark {number}.", annotation)
    edit(story, None, {2: RETYPED})
    page = visitor.get(url).text
    assert f"Remark {THREADS_OF_ONE - 1}." in page
    assert f"Remark {THREADS_OF_ONE}." not in page
    assert "More was said about it" in page


def test_a_paragraph_s_discussion_lists_some_and_leads_to_the_rest(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    for _ in range(MARKS_LISTED + 1):
        mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    page = visitor.get(reverse("discussion", args=[story.slug, 2])).text
    assert page.count('class="orphan"') == MARKS_LISTED
    assert f'<a href="{url}">More of them' in page


def test_that_a_place_is_proposed_is_said_where_it_is_listed(
    url: str, story: Article, reader: User, other_reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    assert "A place is proposed" not in visitor.get(url).text
    selectors = words_of(story, "a light that works")
    propose(annotation, by=other_reader, selectors=selectors, revision_number=2)
    assert "A place is proposed" in visitor.get(url).text


def test_the_page_costs_as_much_with_one_orphan_as_with_many(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    # The article; how many orphans, those on the page and their targets; their threads with the
    # targets of their quotes; where the first replies end, and these.
    def talk(number: int) -> None:
        for _ in range(number):
            annotation = mark(reader, story, LAMP)
            root = say(reader, story.paragraphs.get(identity=2), "Is it so?", annotation)
            root.reply(author=reader, body="It is.")

    talk(1)
    edit(story, None, {2: RETYPED})
    one = queries(visitor, url)
    edit(story, None, {2: PARAGRAPHS[1]})
    talk(30)
    edit(story, None, {2: RETYPED})
    assert (one, queries(visitor, url)) == (8, 8)
