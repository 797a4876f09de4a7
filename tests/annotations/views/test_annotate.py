import json
import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from annotations.forms import LONGEST_COMMENT
from annotations.models import Annotation, Comment
from annotations.selectors import dump, dump_short
from commentary.models import Article, User
from tests.annotations.acting import HTMX, edit, htmx_for, where, words_of
from tests.annotations.views.conftest import close
from tests.conftest import PASSWORD, ClientOf

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
PANEL = htmx_for("discussion")


@pytest.fixture
def url(story: Article) -> str:
    return reverse("annotate", args=[story.slug])


def passage(article: Article, *words: str, **fields: object) -> dict[str, object]:
    """The form that marks these words."""
    return {"revision": 1, "targets": dump(words_of(article, *words or (OIL,))), **fields}


def forged(**changes: object) -> str:
    """A passage that no browser would send."""
    return json.dumps([{"paragraph": 3, "start": 0, "end": 11, "exact": "The council", **changes}])


# Asking


def test_the_chosen_words_are_shown_with_a_form(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    query = urlencode({"revision": 1, "passage": dump_short(words_of(story, OIL))})
    client = client_of(reader)
    page, panel = client.get(f"{url}?{query}"), client.get(f"{url}?{query}", headers=PANEL)
    assert "<html" in page.text
    assert panel.text.strip().startswith('<aside class="discussion" id="discussion"')
    for response in (page, panel):
        assert f">{OIL}</blockquote>" in response.text
        assert {"HX-Request", "HX-Target"} <= set(response["Vary"].split(", "))


def test_what_the_form_holds_can_be_posted_as_it_stands(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    query = {"revision": "1", "passage": dump_short(words_of(story, OIL))}
    form = client_of(reader).get(url, query).context["form"]
    response = client_of(reader).post(
        url, {"revision": form["revision"].value(), "targets": form["targets"].value()}
    )
    assert response.status_code == 302
    assert where(Annotation.objects.get()) == [(3, OIL, "anchored")]


@pytest.mark.parametrize("name", ["revision", "passage", "targets"])
def test_an_address_without_a_passage_is_refused(
    url: str, story: Article, reader: User, client_of: ClientOf, name: str
) -> None:
    query = {"revision": "1", "passage": "3.0-11", name: "x"}
    response = client_of(reader).get(url, query)
    assert response.status_code == 422
    assert 'role="alert"' in response.text


# Marking


def test_words_are_highlighted_by_a_form(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    response = client_of(reader).post(url, passage(story))
    annotation = Annotation.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/annotations/{annotation.pk}/")
    assert (annotation.creator, annotation.kind, annotation.visibility) == (
        reader,
        "highlight",
        "public",
    )
    assert (annotation.quote, annotation.revision_number) == (OIL, 1)
    assert not Comment.objects.exists()


def test_highlighted_by_htmx_the_paragraphs_come_back_painted(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    form = passage(story, "the fishing fleet.", "The council")
    response = client_of(reader).post(url, form, headers=HTMX)
    assert response.status_code == 200
    assert "<html" not in response.text
    swapped = re.findall(r'id="(p\d)" hx-swap-oob="true"', response.text)
    assert swapped == ["p2", "p3"]
    assert response.text.count('<mark class="level-1 highlight mine">') == 2
    assert "Highlighted." in response.text
    assert reverse("remove-annotation", args=[Annotation.objects.get().pk]) in response.text


def test_said_from_the_panel_it_leads_to_what_was_said(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    form = {**passage(story, OIL), "body": "Which oil?"}
    response = client_of(reader).post(url, form, headers=PANEL)
    said = Comment.objects.get()
    assert json.loads(response["HX-Trigger-After-Settle"]) == {"said": {"id": said.label}}
    assert f'id="{said.label}"' in response.text
    assert "Posted." in response.text
    assert "Undo" not in response.text


def test_highlighted_from_the_panel_the_discussion_comes_back_as_well(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    form = passage(story, body="Who pays?", kind="question", visibility="public")
    response = client_of(reader).post(url, form, headers=PANEL)
    assert response.text.strip().startswith('<aside class="discussion" id="discussion"')
    assert "Who pays?" in response.text
    assert 'id="p3" hx-swap-oob="true"' in response.text


def test_a_bare_highlight_from_the_panel_brings_the_discussion_back_too(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    response = client_of(reader).post(url, passage(story), headers=PANEL)
    assert response.text.strip().startswith('<aside class="discussion" id="discussion"')


def test_with_words_of_ones_own_it_opens_a_thread(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    client_of(reader).post(url, passage(story, body="Who *pays*?", kind="question"))
    annotation, comment = Annotation.objects.get(), Comment.objects.get()
    assert annotation.kind == "question"
    assert (comment.annotation, comment.paragraph.identity) == (annotation, 3)
    assert comment.body_html == "<p>Who <em>pays</em>?</p>"


def test_a_private_highlight_with_a_note_is_for_its_creator(
    url: str, story: Article, reader: User, visitor: Client, client_of: ClientOf
) -> None:
    client_of(reader).post(url, passage(story, body="My own thought.", visibility="private"))
    page = visitor.get(f"{story.get_absolute_url()}?paragraph=3").text
    assert Annotation.objects.get().visibility == "private"
    assert "My own thought." not in page
    assert "<mark" not in page


def test_the_same_words_may_be_marked_again(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    for _ in range(2):
        assert client_of(reader).post(url, passage(story)).status_code == 302
    assert Annotation.objects.count() == 2


def test_words_of_an_older_revision_are_marked_where_they_are_now(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    form = passage(story)
    text = story.paragraphs.get(identity=3).text
    edit(story, None, {3: f"It is late in the year. {text}"})
    assert client_of(reader).post(url, form).status_code == 302
    annotation = Annotation.objects.get()
    [target] = annotation.targets.all()
    assert (target.exact, target.start) == (OIL, text.index(OIL) + 24)
    assert annotation.revision_number == 2


@pytest.mark.parametrize("headers", [{}, HTMX, PANEL])
def test_words_that_have_left_the_text_are_refused(
    url: str, story: Article, reader: User, client_of: ClientOf, headers: dict[str, str]
) -> None:
    form = passage(story, body="Who pays?")
    edit(story, None, {3: None})
    response = client_of(reader).post(url, form, headers=headers)
    assert response.status_code == 422
    assert "these words are gone" in response.text
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    "targets",
    [
        "",
        "[]",
        "nonsense",
        forged(exact="The Council"),
        forged(start=1),
        forged(end=10**30),
        forged(start=-1),
        forged(paragraph=99),
        forged(paragraph=2**63),
        forged(exact="\ud800"),
        forged(exact="The\0council"),
        forged(start=3, end=4, exact=" "),
        f'[{{"paragraph": 3, "start": 0, "end": {"9" * 5000}, "exact": "x"}}]',
        "[" * 50_000,
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX, PANEL])
def test_a_passage_that_does_not_stand_there_is_refused_and_nothing_typed_is_lost(
    url: str,
    story: Article,
    reader: User,
    client_of: ClientOf,
    targets: str,
    headers: dict[str, str],
) -> None:
    form = {"revision": 1, "targets": targets, "body": "Who pays?"}
    response = client_of(reader).post(url, form, headers=headers)
    assert response.status_code == 422
    assert not Annotation.objects.exists()
    if headers is HTMX:
        assert 'role="alert"' in response.text, "the toolbar has no field to give back"
    else:
        assert "Who pays?" in response.text
        assert "errorlist" in response.text


@pytest.mark.parametrize("nonsense", ["", "x", "9", str(2**63), "9" * 5000])
def test_a_revision_that_the_article_never_had_is_refused(
    url: str, story: Article, reader: User, client_of: ClientOf, nonsense: str
) -> None:
    response = client_of(reader).post(url, passage(story, revision=nonsense))
    assert response.status_code == 422
    assert "The article has no such revision." in response.text
    assert not Annotation.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"body": "x" * (LONGEST_COMMENT + 1)},
        {"body": "with a \0 in it"},
        {"kind": "shouting"},
        {"visibility": "friends"},
    ],
)
def test_what_the_form_does_not_take_is_refused_with_the_words_kept(
    url: str, story: Article, reader: User, client_of: ClientOf, fields: dict[str, str]
) -> None:
    response = client_of(reader).post(url, passage(story, **{"body": "Who pays?", **fields}))
    assert response.status_code == 422
    assert fields.get("body", "Who pays?") in response.text
    assert f">{OIL}</blockquote>" in response.text
    assert not Annotation.objects.exists()


def test_offsets_are_code_points_behind_emoji_and_combining_marks(
    url: str, story: Article, reader: User, client_of: ClientOf
) -> None:
    edit(story, None, {3: "A 😀👩‍👩‍👧 and a cafe\u0301 before the *marked* words."})
    form = passage(story, "cafe\u0301 before the marked", revision=2)
    assert client_of(reader).post(url, form).status_code == 302
    assert where(Annotation.objects.get()) == [(3, "cafe\u0301 before the marked", "anchored")]


# Who may


def test_a_visitor_signs_in_and_comes_back_to_the_same_words(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    address = f"{url}?{urlencode({'revision': 1, 'passage': dump_short(words_of(story, OIL))})}"
    sign_in = visitor.get(address)
    assert sign_in["Location"] == f"/account/login/?{urlencode({'next': address})}"
    back = visitor.post(sign_in["Location"], {"login": "reader", "password": PASSWORD})
    assert back["Location"] == address
    assert f">{OIL}</blockquote>" in visitor.get(address).text


def test_what_a_visitor_wrote_about_the_words_waits_for_them_through_sign_in(
    url: str, story: Article, reader: User, visitor: Client
) -> None:
    response = visitor.post(url, passage(story, body="Who pays?", kind="question"), headers=PANEL)
    assert response["HX-Redirect"] == f"/account/login/?{urlencode({'next': url})}"
    visitor.force_login(reader)
    page = visitor.get(url)
    assert "Who pays?" in page.text
    assert f">{OIL}</blockquote>" in page.text
    assert page.context["form"]["kind"].value() == "question"
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("status", ["closed", "draft"])
def test_nobody_marks_words_where_the_discussion_is_not_open(
    url: str, story: Article, reader: User, client_of: ClientOf, status: str
) -> None:
    form = passage(story)
    close(story, status)
    answer = {"closed": 403, "draft": 404}[status]
    assert client_of(reader).get(url).status_code == answer
    for headers in ({}, HTMX, PANEL):
        assert client_of(reader).post(url, form, headers=headers).status_code == answer
    assert not Annotation.objects.exists()
