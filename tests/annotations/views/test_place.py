"""The place of one annotation: giving it, proposing it, deciding, and who did what."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Reattachment
from annotations.selectors import dump
from commentary.models import Article, User
from tests.annotations.acting import edit, mark, where, words_of
from tests.annotations.conftest import PARAGRAPHS
from tests.annotations.views.asking import queries
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

LIGHT = PARAGRAPHS[4]
LAMP = "the lamp was never meant to outlive the fishing fleet"
RETYPED = "Its keeper, Marta Oyelaran, has nothing more to say."
MUSEUM = "neither a museum nor a monument"


@pytest.fixture
def orphan(story: Article, reader: User) -> Annotation:
    annotation = mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    return annotation


@pytest.fixture
def url(orphan: Annotation) -> str:
    return reverse("place", args=[orphan.pk])


def passage(article: Article, *words: str, revision: int = 0) -> dict[str, str]:
    """What the toolbar and our forms send."""
    article.refresh_from_db()
    return {
        "revision": str(revision or article.revision_number),
        "targets": dump(words_of(article, *words)),
    }


# The page


def test_it_shows_the_words_with_their_old_surroundings(url: str, visitor: Client) -> None:
    page = visitor.get(url).text
    assert f'Marta Oyelaran, says </span>{LAMP}<span class="around">.</span>' in page
    assert "Left the text in revision 2" in page


def test_one_that_has_its_place_shows_only_what_was_done(
    story: Article, reader: User, visitor: Client
) -> None:
    annotation = mark(reader, story, LAMP)
    page = visitor.get(reverse("place", args=[annotation.pk])).text
    assert "Nobody has moved it by hand." in page
    assert "?reattach=" not in page


# Giving it a place


@pytest.mark.parametrize("who", ["reader", "editor"])
def test_its_creator_and_an_editor_put_it_on_other_words(
    url: str,
    orphan: Annotation,
    story: Article,
    client_of: ClientOf,
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    client = client_of(request.getfixturevalue(who))
    response = client.post(url, passage(story, MUSEUM), follow=True)
    assert "It has its place in the text again." in response.text
    assert (
        f'<mark id="shown" class="level-1 highlight{" mine" * (who == "reader")}' in response.text
    )
    assert where(orphan) == [(5, MUSEUM, "changed")]
    page = client.get(url).text
    assert f"<b>{who}</b> put it on other words" in page
    assert LAMP in page
    assert MUSEUM in page


@pytest.mark.parametrize("who", ["other_reader", "moderator"])
def test_everyone_else_proposes(
    url: str,
    orphan: Annotation,
    story: Article,
    visitor: Client,
    client_of: ClientOf,
    request: pytest.FixtureRequest,
    who: str,
) -> None:
    response = client_of(request.getfixturevalue(who)).post(url, passage(story, MUSEUM))
    assert response.headers["Location"] == url
    assert where(orphan) == [(2, LAMP, "orphaned")]
    page = visitor.get(url).text
    assert "Proposed" in page
    assert MUSEUM in page
    assert "Decline" not in page
    assert "Take back" not in page


def test_a_passage_chosen_on_a_page_of_an_older_revision_is_carried(
    url: str, orphan: Annotation, story: Article, reader: User, client_of: ClientOf
) -> None:
    sent = passage(story, MUSEUM)
    edit(story, None, {5: f"One more thing. {LIGHT}"})
    assert client_of(reader).post(url, sent).status_code == 302
    assert where(orphan) == [(5, MUSEUM, "changed")]


def test_words_that_are_gone_by_then_are_refused_with_the_reason(
    url: str, orphan: Annotation, story: Article, reader: User, client_of: ClientOf
) -> None:
    sent = passage(story, MUSEUM)
    edit(story, None, {5: None})
    response = client_of(reader).post(url, sent)
    assert response.status_code == 422
    assert "these words are gone" in response.text
    assert where(orphan) == [(2, LAMP, "orphaned")]


@pytest.mark.parametrize(
    "sent", [{}, {"revision": "2"}, {"revision": "2", "targets": "x"}, {"revision": "99"}]
)
def test_what_is_no_passage_is_refused(
    url: str, reader: User, client_of: ClientOf, sent: dict[str, str]
) -> None:
    assert client_of(reader).post(url, sent).status_code == 422


def test_whoever_comes_second_is_told_so(
    url: str,
    orphan: Annotation,
    story: Article,
    reader: User,
    editor: User,
    other_reader: User,
    client_of: ClientOf,
) -> None:
    client_of(reader).post(url, passage(story, MUSEUM))
    for person in (reader, editor, other_reader):
        response = client_of(person).post(url, passage(story, "nobody has apologised"))
        assert response.status_code == 409
        assert "Somebody was faster." in response.text
    assert where(orphan) == [(5, MUSEUM, "changed")]


def test_who_signs_in_first_finds_the_words_they_chose(
    url: str, story: Article, visitor: Client, reader: User
) -> None:
    assert "/account/" in visitor.post(url, passage(story, MUSEUM)).headers["Location"]
    visitor.force_login(reader)
    page = visitor.get(url).text
    assert "You chose" in page
    assert MUSEUM in page


def test_words_chosen_one_by_one_are_asked_about_before_it_is_moved(
    url: str, orphan: Annotation, story: Article, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    assert reverse("choose-words", args=[story.slug, 5]) in client.get(url).text
    words = reverse("choose-words", args=[story.slug, 5])
    page = client.get(words, {"reattach": orphan.pk}).text
    assert LAMP in page
    assert f'href="?first=0&amp;reattach={orphan.pk}"' in page
    page = client.get(words, {"first": "0", "reattach": orphan.pk}).text
    assert f'href="{url}?revision=2&amp;passage=5.0-4"' in page
    page = client.get(f"{url}?revision=2&passage=5.0-4").text
    [targets] = re.findall(r'name="targets" value="([^"]+)"', page)
    assert where(orphan) == [(2, LAMP, "orphaned")]
    client.post(url, {"revision": "2", "targets": targets.replace("&quot;", '"')})
    assert where(orphan) == [(5, "What", "changed")]


def test_nobody_places_anything_where_the_discussion_is_closed(
    url: str, story: Article, reader: User, editor: User, client_of: ClientOf
) -> None:
    sent = passage(story, MUSEUM)
    close(story)
    for person in (reader, editor):
        assert client_of(person).post(url, sent).status_code == 403
        assert "Show where it is" not in client_of(person).get(url).text


def test_a_removed_orphan_is_placed_by_nobody(
    url: str, orphan: Annotation, story: Article, reader: User, client_of: ClientOf
) -> None:
    orphan.remove()
    assert client_of(reader).post(url, passage(story, MUSEUM)).status_code == 409


# Looking for it in the text


def test_the_article_says_which_words_are_looked_for(
    orphan: Annotation, story: Article, reader: User, client_of: ClientOf
) -> None:
    page = client_of(reader).get(story.get_absolute_url(), {"reattach": orphan.pk}).text
    assert "Where are these words now?" in page
    assert LAMP in page
    assert '<button type="submit">It is here</button>' in page
    assert "Copy link" not in page


def test_who_may_only_propose_is_told_so(
    orphan: Annotation, story: Article, other_reader: User, client_of: ClientOf
) -> None:
    page = client_of(other_reader).get(story.get_absolute_url(), {"reattach": orphan.pk}).text
    assert '<button type="submit">Propose this place</button>' in page
    assert "It is here" not in page


def test_a_visitor_signs_in_to_look_for_it(
    orphan: Annotation, story: Article, visitor: Client
) -> None:
    response = visitor.get(story.get_absolute_url(), {"reattach": orphan.pk})
    assert response.status_code == 302
    assert f"reattach%3D{orphan.pk}" in response.headers["Location"]


def test_for_one_that_has_its_place_the_article_is_as_ever(
    story: Article, reader: User, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, LAMP)
    page = client_of(reader).get(story.get_absolute_url(), {"reattach": annotation.pk}).text
    assert "These words have their place in the text." in page
    assert "Where are these words now?" not in page


# Deciding


@pytest.fixture
def proposal(url: str, story: Article, other_reader: User, client_of: ClientOf) -> Reattachment:
    client_of(other_reader).post(url, passage(story, MUSEUM))
    return Reattachment.objects.get()


def test_its_creator_accepts_a_proposal_and_both_are_named(
    url: str, proposal: Reattachment, orphan: Annotation, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    page = client.get(url).text
    assert reverse("accept-proposal", args=[proposal.pk]) in page
    start = LIGHT.index(MUSEUM)
    assert f"?passage=5.{start}-{start + len(MUSEUM)}&amp;revision=2#shown" in page
    response = client.post(reverse("accept-proposal", args=[proposal.pk]))
    assert response.headers["Location"] == orphan.get_absolute_url()
    assert where(orphan) == [(5, MUSEUM, "changed")]
    page = client.get(url).text
    assert "<b>other_reader</b> proposed a place" in page
    assert "<b>reader</b> accepted it" in page


def test_a_declined_proposal_is_still_read(
    url: str, proposal: Reattachment, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    client_of(editor).post(reverse("decline-proposal", args=[proposal.pk]))
    page = visitor.get(url).text
    assert "<b>editor</b> declined it" in page
    assert MUSEUM in page


def test_who_proposed_it_takes_it_back(
    url: str, proposal: Reattachment, other_reader: User, client_of: ClientOf
) -> None:
    client = client_of(other_reader)
    assert "Take back" in client.get(url).text
    client.post(reverse("decline-proposal", args=[proposal.pk]))
    assert "<b>other_reader</b> took it back" in client.get(url).text


@pytest.mark.parametrize("name", ["accept-proposal", "decline-proposal"])
def test_the_second_to_decide_is_told_so(
    proposal: Reattachment,
    orphan: Annotation,
    reader: User,
    editor: User,
    client_of: ClientOf,
    name: str,
) -> None:
    client_of(editor).post(reverse("accept-proposal", args=[proposal.pk]))
    response = client_of(reader).post(reverse(name, args=[proposal.pk]))
    assert response.status_code == 409
    assert "Somebody was faster." in response.text
    assert orphan.reattachments.count() == 1


def test_a_proposal_whose_words_are_gone_is_said_to_be_void(
    url: str, proposal: Reattachment, story: Article, reader: User, client_of: ClientOf
) -> None:
    edit(story, None, {5: None})
    client = client_of(reader)
    page = client.get(url).text
    assert "These words have left the text since." in page
    accepting = reverse("accept-proposal", args=[proposal.pk])
    assert accepting not in page
    assert client.post(accepting).status_code == 409
    proposal.refresh_from_db()
    assert proposal.answer == ""


# Private ones


def test_a_private_orphan_is_its_creator_s_alone(
    story: Article, reader: User, editor: User, visitor: Client, client_of: ClientOf
) -> None:
    annotation = mark(reader, story, LAMP, visibility="private")
    edit(story, None, {2: RETYPED})
    url = reverse("place", args=[annotation.pk])
    addresses = [
        url,
        f"{story.get_absolute_url()}?reattach={annotation.pk}",
        f"{reverse('choose-words', args=[story.slug, 5])}?reattach={annotation.pk}",
    ]
    for address in addresses:
        assert client_of(editor).get(address).status_code == 404
        assert client_of(reader).get(address).status_code == 200
    assert client_of(editor).post(url, passage(story, MUSEUM)).status_code == 404
    client_of(reader).post(url, passage(story, MUSEUM))
    assert where(annotation) == [(5, MUSEUM, "changed")]


# Queries


def test_the_page_costs_as_much_with_one_move_as_with_many(
    url: str, orphan: Annotation, story: Article, visitor: Client, reader: User, editor: User
) -> None:
    # The annotation with its article; its targets; the article again, for who may; what is
    # proposed; what was done.
    for number in range(12):
        Reattachment.objects.create(
            annotation=orphan,
            proposed_by=(reader, editor)[number % 2],
            answered_by=editor,
            answered_at=orphan.created_at,
            answer="declined",
            revision_number=2,
            place=[{"paragraph": 5, "start": 0, "end": 4, "exact": "What"}],
        )
        if number == 0:
            assert queries(visitor, url) == 5
    assert queries(visitor, url) == 5


def test_what_was_moved_by_hand_says_so_where_it_is_listed(
    url: str, orphan: Annotation, story: Article, reader: User, client_of: ClientOf
) -> None:
    client = client_of(reader)
    client.post(url, passage(story, MUSEUM))
    mark(reader, story, "a light that works")
    start = LIGHT.index(MUSEUM)
    listed = reverse("discussion", args=[story.slug, 5])
    assert "Moved by hand" in client.get(f"{listed}?from={start}&to={start + 5}").text
    start = LIGHT.index("a light")
    assert "Moved by hand" not in client.get(f"{listed}?from={start}&to={start + 5}").text
