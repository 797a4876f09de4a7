"""What an edit does to annotations and threads, as its editor sees it before publishing."""

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, Target
from annotations.selectors import select
from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, User
from commentary.style import Style
from tests.annotations.acting import edit, mark, say, where
from tests.annotations.conftest import PARAGRAPHS
from tests.commentary.admin.editing_page import address, publish, review
from tests.commentary.pages import fields_of
from tests.conftest import ClientOf

pytestmark = pytest.mark.django_db

LAMP = "the lamp was never meant to outlive the fishing fleet"
OIL = "pays for the oil"
FIRST, KEEPER, COUNCIL, TRAWLERS, LIGHT = PARAGRAPHS
RETYPED = "Marta Oyelaran has retired to the mainland and does not give interviews."


@pytest.fixture
def client(client_of: ClientOf, editor: User) -> Client:
    return client_of(editor)


def part(response: HttpResponse, fate: str) -> str:
    """The words of the section about those of one fate, without tags."""
    end = r"(?=<section|<details class=\"fate\"|Private highlights)"
    found = re.search(rf'data-fate="{fate}">(.*?){end}', response.text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split()) if found else ""


def test_nothing_of_what_is_shown_is_done_yet(client: Client, story: Article, reader: User) -> None:
    annotation = mark(reader, story, LAMP)
    story.refresh_from_db()
    before = (story.activity, story.revision_number, where(annotation))
    review(client, story, form_1_source=RETYPED)
    story.refresh_from_db()
    assert (story.activity, story.revision_number, where(annotation)) == before


def test_one_whose_words_are_gone_comes_first_with_its_words_creator_and_comments(
    client: Client, story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    say(reader, story.paragraphs.get(identity=2), "Is it so?", annotation)
    response = review(client, story, form_1_source=RETYPED)
    assert "Annotations and threads: 1 to decide on." in response.text
    shown = part(response, "orphaned")
    assert LAMP in shown
    assert "reader · 1 comment" in shown
    assert RETYPED in shown


def test_one_whose_words_change_is_shown_before_and_after(
    client: Client, story: Article, reader: User
) -> None:
    mark(reader, story, LAMP)
    typed = KEEPER.replace("never meant", "never quite meant")
    response = review(client, story, form_1_source=typed)
    shown = part(response, "changed")
    assert f"Before {LAMP}" in shown
    assert "After the lamp was never quite meant to" in shown
    assert "<ins>quite </ins>" in response.text


def test_one_that_moves_is_shown_as_moved_and_the_rest_as_kept(
    client: Client, story: Article, reader: User
) -> None:
    mark(reader, story, OIL)
    mark(reader, story, LAMP)
    paying, voting = COUNCIL.split(". ")
    response = review(client, story, form_2_source=voting, form_4_source=f"{LIGHT} {paying}.")
    assert OIL in part(response, "moved")
    assert LAMP in part(response, "kept")
    assert "1 stays as it is" in part(response, "kept")


def test_one_that_finds_its_words_again_is_said_to(
    client: Client, story: Article, reader: User
) -> None:
    mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    response = review(client, story, form_1_source=KEEPER)
    assert LAMP in part(response, "healed")


def test_one_that_was_an_orphan_before_and_stays_one_is_not_listed(
    client: Client, story: Article, reader: User
) -> None:
    mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    response = review(client, story, form_0_source="Other words stand here.")
    assert LAMP not in response.text


def test_remarks_on_a_paragraph_share_its_fate(
    client: Client, story: Article, reader: User
) -> None:
    for identity in (1, 2, 3):
        say(reader, story.paragraphs.get(identity=identity))
    response = review(client, story, form_0_DELETE="on", form_1_source=KEEPER.replace("Its", "The"))
    assert f"On the paragraph · 1 comment Words {FIRST[:20]}" in part(response, "taken out")
    assert "After The keeper" in part(response, "changed")
    assert "1 stays as it is" in part(response, "kept")


def test_those_on_one_passage_share_a_row(
    client: Client, story: Article, reader: User, other_reader: User
) -> None:
    mark(reader, story, LAMP)
    mark(other_reader, story, LAMP)
    response = review(client, story, form_1_source=RETYPED)
    assert "1 to decide on" not in response.text
    assert "2 to decide on" in response.text
    assert part(response, "orphaned").count(LAMP) == 1
    assert "reader, other_reader" in part(response, "orphaned")


def test_a_private_highlight_is_shown_to_nobody_else(
    client: Client, story: Article, reader: User
) -> None:
    mark(reader, story, LAMP, visibility="private")
    response = review(client, story, form_1_source=RETYPED)
    assert part(response, "orphaned") == ""


def test_if_someone_annotates_in_between_the_review_is_renewed(
    client: Client, story: Article, reader: User
) -> None:
    shown = review(client, story, form_1_source=RETYPED)
    annotation = mark(reader, story, LAMP)
    response = publish(client, shown)
    assert response.status_code == 409
    assert "Nothing was published yet: while you were looking" in response.text
    assert LAMP in part(response, "orphaned")
    assert where(annotation) == [(2, LAMP, "anchored")]
    assert "Published as revision 2." in publish(client, response).text
    assert where(annotation) == [(2, LAMP, "orphaned")]


def test_a_comment_on_what_goes_renews_the_review_and_one_elsewhere_does_not(
    client: Client, story: Article, reader: User
) -> None:
    gone, kept = mark(reader, story, LAMP), mark(reader, story, OIL)
    shown = review(client, story, form_1_source=RETYPED)
    say(reader, story.paragraphs.get(identity=2), "Wait!", gone)
    renewed = publish(client, shown)
    assert renewed.status_code == 409
    say(reader, story.paragraphs.get(identity=3), "By the way.", kept)
    assert "Published as revision 2." in publish(client, renewed).text


def test_an_orphan_to_be_is_put_on_words_of_the_new_text(
    client: Client, story: Article, reader: User, other_reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    same = mark(other_reader, story, LAMP)
    comment = say(reader, story.paragraphs.get(identity=2), "Is it so?", annotation)
    shown = review(client, story, form_1_source=RETYPED)
    answer = {f"answer_{annotation.pk}": "neither a museum nor a monument"}
    fields = {**fields_of(shown), f"answer-{annotation.pk}": "neither a museum nor a monument"}
    again = client.post(address(story), fields)
    assert "After neither a museum nor a monument" in part(again, "orphaned")
    assert "Published as revision 2." in publish(client, again, **answer).text
    for each in (annotation, same):
        assert where(each) == [(5, "neither a museum nor a monument", "changed")]
    comment.refresh_from_db()
    assert comment.paragraph.identity == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("the", "Give some more of them."),
        ("no such words", "do not stand in one paragraph"),
    ],
)
def test_words_that_name_no_one_place_are_asked_for_again(
    client: Client, story: Article, reader: User, words: str, said: str
) -> None:
    annotation = mark(reader, story, LAMP)
    settled = {"status": "closed", "reason": "All is said."}
    shown = review(client, story, form_1_source=RETYPED, **settled)
    response = publish(client, shown, **{f"answer_{annotation.pk}": words})
    assert response.status_code == 422
    assert said in part(response, "orphaned")
    assert f'value="{words}"' in response.text
    story.refresh_from_db()
    assert (story.revision_number, story.status) == (1, "published")
    assert where(annotation) == [(2, LAMP, "anchored")]


def test_a_place_is_asked_for_only_where_it_is_needed(
    client: Client, story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    shown = review(client, story, **{"form_0_source": "A start.", f"answer_{annotation.pk}": "x"})
    assert "Published as revision 2." in publish(client, shown).text
    assert where(annotation) == [(2, LAMP, "anchored")]


def test_where_two_places_are_as_good_the_editor_chooses_one(
    client: Client, story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LIGHT)
    twins = LIGHT.replace("museum", "gallery"), LIGHT.replace("works", "shines")
    shown = review(
        client,
        story,
        form_4_source="The fog comes in from the west.",
        form_5_source=twins[0],
        form_6_source=twins[1],
    )
    assert "These words could now be in several places." in part(shown, "orphaned")
    places = re.findall(rf'name="answer-{annotation.pk}-at" value="([^"]+)"', shown.text)
    assert len(places) == 2
    fields = {**fields_of(shown), f"answer-{annotation.pk}-at": places[1]}
    again = client.post(address(story), fields)
    assert f'value="{places[1]}" checked' in again.text
    assert "Published as revision 2." in publish(client, again).text
    [(_identity, words, state)] = where(annotation)
    assert words in twins
    assert state == "changed"


def test_only_a_place_that_was_offered_can_be_chosen(
    client: Client, story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    shown = review(client, story, form_1_source=RETYPED)
    publish(client, shown, **{f"answer_{annotation.pk}_at": "1.0-5"})
    assert where(annotation) == [(2, LAMP, "orphaned")]


LONG = [
    f"In year {year} the council of Vell met on {day} occasions, and paragraph {year}{day} of its "
    "minutes says that the lamp was lit, the oil was paid for and nobody complained of the fog."
    for year in range(1, 11)
    for day in range(1, 5)
]


def crowded(editor: User, number: int) -> Article:
    """Forty paragraphs with this many annotations on all sorts of passages."""
    article = Article.objects.publish(
        Manuscript(
            title=f"Minutes {number}",
            paragraphs=tuple(ManuscriptParagraph(Style.BODY, text) for text in LONG),
        )
    )
    annotations = Annotation.objects.bulk_create(
        Annotation(article=article, creator=editor, revision_number=1, quote="…")
        for _ in range(number)
    )
    paragraphs = list(article.paragraphs.in_order())
    targets = []
    for at, annotation in enumerate(annotations):
        paragraph = paragraphs[at % len(paragraphs)]
        start = at // 40 * 4
        chosen = select(paragraph.identity, paragraph.text, start, start + 30)
        targets.append(
            Target(
                annotation=annotation,
                position=0,
                paragraph=paragraph,
                start=chosen.start,
                end=chosen.end,
                exact=chosen.exact,
                prefix=chosen.prefix,
                suffix=chosen.suffix,
            )
        )
    Target.objects.bulk_create(targets)
    return article


def heavy_hand(client: Client, article: Article) -> tuple[int, HttpResponse]:
    """How many queries it takes to review an edit that touches half the paragraphs."""
    fields = fields_of(client.get(address(article)))
    for number in range(0, 40, 4):
        fields[f"form-{number}-source"] = RETYPED + str(number)
        fields[f"form-{number + 1}-source"] = str(fields[f"form-{number + 1}-source"]).replace(
            "council", "whole council"
        )
    fields["form-7-ORDER"] = "5"
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address(article), fields)
    assert response.status_code == 200
    return len(queries), response


def test_a_thousand_annotations_cost_the_queries_of_a_hundred_and_read_well(
    client: Client, editor: User
) -> None:
    few, _response = heavy_hand(client, crowded(editor, 100))
    many, response = heavy_hand(client, crowded(editor, 1000))
    assert many == few
    assert "250 to decide on" in response.text
    assert len(re.findall(r'name="answer-\d+"', response.text)) == 250
    assert "230 more" in part(response, "orphaned")
    assert len(response.content) < 400_000
