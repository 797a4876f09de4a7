import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from annotations.views.revisions import REVISIONS_A_PAGE
from commentary.models import Article, ParagraphInput, User
from commentary.style import Style
from tests.annotations.acting import edit, inputs_of, mark
from tests.annotations.conftest import PARAGRAPHS
from tests.annotations.views.asking import queries
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
FIRST, KEEPER, COUNCIL, TRAWLERS, LIGHT = PARAGRAPHS


def address(name: str, article: Article, *numbers: int) -> str:
    return reverse(name, args=[article.slug, *numbers])


def read(client: Client, name: str, article: Article, *numbers: int, **query: object) -> str:
    response = client.get(f"{address(name, article, *numbers)}?{urlencode(query)}")
    assert response.status_code == 200
    return response.text


# The list


def test_the_article_leads_to_its_revisions(story: Article, visitor: Client) -> None:
    edit(story, None, {1: "The town has argued for years."})
    page = visitor.get(story.get_absolute_url()).text
    assert f'<a href="{address("revisions", story)}">Revision 2</a>' in page


def test_the_list_says_who_changed_how_much_when_and_why(
    story: Article, editor: User, visitor: Client
) -> None:
    revision = edit(story, editor, {1: None, 2: KEEPER.replace("Its", "Her")}, note="Shorter.")
    newest, first = re.findall(r"<li>.*?</li>", read(visitor, "revisions", story), re.DOTALL)
    assert "Revision 2" in newest
    assert "editor" in newest
    assert "Shorter." in newest
    assert f'datetime="{revision.created_at:%Y-%m-%dT%H:%M}+0000"' in newest
    assert "2 paragraphs changed" in newest
    assert "The first text" in first


def test_the_list_says_what_was_brought_back(story: Article, visitor: Client) -> None:
    edit(story, None, {1: None})
    story.bring_back(1, by=None, based_on=2)
    assert "brought revision 1 back" in read(visitor, "revisions", story)


def test_an_edit_of_the_title_alone_is_said_to_be_one(story: Article, visitor: Client) -> None:
    story.revise(by=None, paragraphs=inputs_of(story), based_on=1, front={"title": "Vell"})
    assert "The title or what stands around it changed" in read(visitor, "revisions", story)


def test_revisions_come_some_on_a_page_newest_first(story: Article, visitor: Client) -> None:
    for number in range(REVISIONS_A_PAGE):
        edit(story, None, {1: f"The town has argued for {number} years."})
    first, second = (read(visitor, "revisions", story, page=page) for page in (1, 2))
    numbers = re.findall(r"<h2><a [^>]*>Revision (\d+)<", first)
    assert numbers == [str(number) for number in range(REVISIONS_A_PAGE + 1, 1, -1)]
    assert re.findall(r"<h2><a [^>]*>Revision (\d+)<", second) == ["1"]
    assert "1 paragraph changed" in first.rpartition("Revision 2<")[2]


def test_any_two_can_be_chosen_for_comparison(story: Article, visitor: Client) -> None:
    edit(story, None, {1: None})
    response = visitor.get(address("revisions", story), {"from": 1, "to": 2})
    assert response["Location"] == address("comparison", story, 1, 2)


def test_the_list_costs_five_queries_with_two_revisions_or_twenty(
    story: Article, visitor: Client
) -> None:
    # The article, how many revisions it has, those on the page, the one before them, and whether
    # words have left the text.
    for number in range(REVISIONS_A_PAGE):
        edit(story, None, {1: f"The town has argued for {number} years."})
        if number == 0:
            assert queries(visitor, address("revisions", story)) == 5
    assert queries(visitor, address("revisions", story)) == 5


# One as it was


def test_a_revision_is_read_as_it_was_with_its_title(story: Article, visitor: Client) -> None:
    inputs = [ParagraphInput(Style.CROSSHEAD, "*Quite* another text")]
    story.revise(by=None, paragraphs=inputs, based_on=1, front={"title": "Another"})
    page = read(visitor, "revision", story, 1)
    assert "This is an earlier text: revision 1 of 2." in page
    assert '<h1 lang="en">The lamp at Vell</h1>' in page
    assert f'<p class="text" lang="en" data-paragraph="3">{COUNCIL}</p>' in page
    assert f'href="{story.get_absolute_url()}"' in page
    current = read(visitor, "revision", story, 2)
    assert "the current text" in current
    assert (
        '<h2 class="text" lang="en" data-paragraph="6"><em>Quite</em> another text</h2>' in current
    )


def test_words_that_were_marked_are_shown_where_they_stood(
    story: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, OIL)
    edit(story, None, {3: f"It is late in the year. {COUNCIL}"})
    edit(story, None, {3: "The council would rather not."})
    shown = f'<mark id="shown" class="shown">{OIL}</mark>'
    for number in (1, 2):
        assert shown in read(visitor, "revision", story, number, annotation=annotation.pk)
    gone = read(visitor, "revision", story, 3, annotation=annotation.pk)
    assert 'id="shown"' not in gone


def test_words_are_not_shown_in_a_revision_before_they_were_marked(
    story: Article, reader: User, visitor: Client
) -> None:
    edit(story, None, {1: None})
    annotation = mark(reader, story, OIL)
    assert 'id="shown"' not in read(visitor, "revision", story, 1, annotation=annotation.pk)


def test_words_of_a_private_highlight_are_shown_to_its_creator_only(
    story: Article, reader: User, visitor: Client, editor: User, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, OIL, visibility="private")
    query = {"annotation": annotation.pk}
    assert 'id="shown"' in read(client_of(reader), "revision", story, 1, **query)
    for client in (visitor, client_of(editor)):
        assert 'id="shown"' not in read(client, "revision", story, 1, **query)


def test_words_marked_in_another_article_are_not_shown(
    story: Article, article: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, article, "game-changer")
    assert 'id="shown"' not in read(visitor, "revision", story, 1, annotation=annotation.pk)


@pytest.mark.parametrize("number", [0, 2, 2**31, 2**63, 10**30])
def test_a_revision_that_never_was_is_not_found(
    story: Article, editor: User, client_of: ClientOf, number: int
) -> None:
    client = client_of(editor)
    for url in (
        address("revision", story, number),
        address("comparison", story, 1, number),
        address("comparison", story, number, 1),
        address("bring-back", story, number),
    ):
        assert client.get(url).status_code == 404


def test_revisions_of_a_draft_are_found_by_editors_only(
    story: Article, visitor: Client, reader: User, editor: User, client_of: ClientOf
) -> None:
    close(story, Article.Status.DRAFT)
    for name, *numbers in (("revisions",), ("revision", 1), ("comparison", 1, 1)):
        url = reverse(name, args=[story.slug, *numbers])
        assert visitor.get(url).status_code == 404
        assert client_of(reader).get(url).status_code == 404
        assert client_of(editor).get(url).status_code == 200


def test_a_revision_costs_two_queries_and_a_passage_in_it_three_more(
    story: Article, reader: User, visitor: Client
) -> None:
    # The article and the revision; the annotation, where it stood, and its paragraphs.
    annotation = mark(reader, story, "the fishing fleet.", "The council")
    edit(story, None, {2: f"Well. {KEEPER}"})
    assert queries(visitor, address("revision", story, 1)) == 2
    url = f"{address('revision', story, 1)}?annotation={annotation.pk}"
    assert queries(visitor, url) == 5


# Two compared


def test_two_revisions_are_compared_word_by_word(story: Article, visitor: Client) -> None:
    edit(story, None, {2: KEEPER.replace("never meant", "always meant")})
    page = read(visitor, "comparison", story, 1, 2)
    assert "the lamp was <del>never</del><ins>always</ins> meant" in page
    assert "Words changed" in page
    back = read(visitor, "comparison", story, 2, 1)
    assert "the lamp was <del>always</del><ins>never</ins> meant" in back


def test_what_was_added_moved_or_taken_out_is_said_in_words(
    story: Article, visitor: Client
) -> None:
    inputs = inputs_of(story)
    moved = inputs.pop(0)
    inputs[3:3] = [moved, ParagraphInput(Style.BODY, "A new one.")]
    del inputs[2]
    story.revise(by=None, paragraphs=inputs, based_on=1)
    page = read(visitor, "comparison", story, 1, 2)
    changes = re.findall(r'<section class="change.*?</section>', page, re.DOTALL)
    said = [re.findall(r"<span>(.*?)</span>", change) for change in changes]
    assert sorted(said) == [["Added"], ["Moved"], ["Taken out"]]
    assert "<ins>A new one.</ins>" in page
    assert f"<del>{TRAWLERS}</del>" in page


def test_what_is_the_same_is_folded_away(story: Article, visitor: Client) -> None:
    edit(story, None, {2: "Its keeper says so."})
    page = read(visitor, "comparison", story, 1, 2)
    folded = re.findall(r'<details class="[^"]*\bkept">.*?</details>', page, re.DOTALL)
    assert len(folded) == 2
    assert "1 paragraph unchanged" in folded[0]
    assert "3 paragraphs unchanged" in folded[1]
    assert COUNCIL in folded[1]


def test_a_new_style_new_emphasis_and_a_new_title_are_said(story: Article, visitor: Client) -> None:
    inputs = inputs_of(story)
    inputs[0] = ParagraphInput(Style.CROSSHEAD, inputs[0].source, 1)
    inputs[1] = ParagraphInput(Style.BODY, inputs[1].source.replace("never", "*never*"), 2)
    story.revise(by=None, paragraphs=inputs, based_on=1, front={"title": "The lamp of Vell"})
    page = read(visitor, "comparison", story, 1, 2)
    assert "Style: Crosshead" in page
    assert "Emphasis or links changed" in page
    assert "The lamp <del>at</del><ins>of</ins> Vell" in page


def test_a_revision_compared_with_itself_is_the_same(story: Article, visitor: Client) -> None:
    assert "These two are the same." in read(visitor, "comparison", story, 1, 1)


def test_a_comparison_costs_three_queries(story: Article, visitor: Client) -> None:
    edit(story, None, {1: None, 3: "Short."})
    assert queries(visitor, address("comparison", story, 1, 2)) == 3
