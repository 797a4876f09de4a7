import pytest
from django.db import IntegrityError, transaction

from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, OutdatedEditError, ParagraphInput, User
from commentary.signals import article_revised
from commentary.style import Style

pytestmark = pytest.mark.django_db

ONE = "The ferry leaves at nine and has never once been late."
TWO = "Its captain keeps the timetable in her head and the logbook in a drawer."
THREE = "Nobody on the island owns a watch."
MANUSCRIPT = Manuscript(
    title="The punctual ferry",
    kicker="ISLANDS",
    paragraphs=tuple(ManuscriptParagraph(Style.BODY, text) for text in (ONE, TWO, THREE)),
    language="en",
)


@pytest.fixture
def ferry(db: None) -> Article:
    """Three body paragraphs, identities 1 to 3."""
    return Article.objects.publish(MANUSCRIPT)


def body(source: str, identity: int | None = None) -> ParagraphInput:
    return ParagraphInput(Style.BODY, source, identity)


def text_of(article: Article) -> list[tuple[int, str]]:
    return list(article.paragraphs.in_text().in_order().values_list("identity", "text"))


def all_of(article: Article) -> list[tuple[int, bool]]:
    """Identity of every paragraph in order, and whether it is in the text."""
    return [(p.identity, not p.is_withdrawn) for p in article.paragraphs.in_order()]


# Publishing


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"),
        ("pt-BR", "ltr"),
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("", "auto"),
        ("yi", "auto"),
    ],
)
def test_a_text_runs_as_its_language_does_and_otherwise_as_its_letters(
    language: str, direction: str
) -> None:
    assert Article(language=language).direction == direction


def test_a_published_article_has_its_text_as_its_first_revision(ferry: Article) -> None:
    assert ferry.revision_number == 1
    assert text_of(ferry) == [(1, ONE), (2, TWO), (3, THREE)]
    [revision] = ferry.revisions.all()
    assert revision.number == 1
    assert [state.text for state in revision.states] == [ONE, TWO, THREE]
    assert revision.front["title"] == "The punctual ferry"


def test_the_same_text_is_not_published_twice(ferry: Article) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.publish(MANUSCRIPT, slug="another-address")
    assert Article.objects.count() == 1
    assert Article.objects.like(MANUSCRIPT).get() == ferry


def test_fields_given_with_a_manuscript_override_its_own(db: None, editor: User) -> None:
    article = Article.objects.publish(
        MANUSCRIPT, by=editor, note="As printed.", title="Late", status=Article.Status.DRAFT
    )
    assert (article.title, article.kicker, article.status) == ("Late", "ISLANDS", "draft")
    assert (article.revisions.get().editor, article.revisions.get().note) == (editor, "As printed.")


def test_a_slug_is_made_of_the_title(ferry: Article) -> None:
    assert ferry.slug == "the-punctual-ferry"


def test_a_slug_that_is_taken_gets_the_first_free_number(ferry: Article) -> None:
    free = Article.objects.free_slug
    assert free("The punctual ferry") == "the-punctual-ferry-2"
    Article.objects.filter(pk=ferry.pk).update(slug="the-punctual-ferry-2")
    assert free("The punctual ferry") == "the-punctual-ferry"
    Article.objects.publish(
        Manuscript("The punctual ferry", (ManuscriptParagraph(Style.BODY, "Else."),))
    )
    assert free("The punctual ferry") == "the-punctual-ferry-3"


def test_a_slug_that_only_begins_like_another_is_free(ferry: Article) -> None:
    assert Article.objects.free_slug("The punctual") == "the-punctual"


def test_a_title_without_latin_letters_still_gets_a_slug(db: None) -> None:
    assert Article.objects.free_slug("日本語の題名") == "article"
    assert Article.objects.free_slug("") == "article"


def test_a_long_title_gives_a_slug_that_fits_with_its_number(db: None) -> None:
    manuscript = Manuscript("word " * 60, (ManuscriptParagraph(Style.BODY, "One."),))
    Article.objects.publish(manuscript)
    other = Manuscript("word " * 60, (ManuscriptParagraph(Style.BODY, "Two."),))
    assert Article.objects.publish(other).slug.endswith("-2")


# Who sees it


def test_a_draft_is_for_those_who_may_edit_it(
    ferry: Article, reader: User, moderator: User, editor: User
) -> None:
    Article.objects.filter(pk=ferry.pk).update(status=Article.Status.DRAFT)
    assert [
        Article.objects.visible_to(person).exists() for person in (reader, moderator, editor)
    ] == [False, False, True]


# Revising


def test_a_paragraph_that_is_retyped_keeps_its_identity(ferry: Article, editor: User) -> None:
    revision = ferry.revise(
        by=editor,
        paragraphs=[body(ONE, 1), body("The captain knows it *by heart*.", 2), body(THREE, 3)],
        based_on=1,
        note="Shorter.",
    )
    assert text_of(ferry) == [(1, ONE), (2, "The captain knows it by heart."), (3, THREE)]
    assert (revision.number, revision.editor, revision.note) == (2, editor, "Shorter.")
    assert revision.paragraphs[1] == [2, "body", "The captain knows it *by heart*."]


def test_a_new_paragraph_gets_an_identity_that_was_never_given(ferry: Article) -> None:
    ferry.revise(by=None, paragraphs=[body(ONE, 1), body(TWO, 2)], based_on=1)
    ferry.revise(
        by=None, paragraphs=[body("Brand new words."), body(ONE, 1), body(TWO, 2)], based_on=2
    )
    assert text_of(ferry) == [(4, "Brand new words."), (1, ONE), (2, TWO)]


def test_an_identity_that_the_article_never_gave_is_not_believed(ferry: Article) -> None:
    inputs = [body(ONE, 1), body(TWO, 2), body(THREE, 3), body("From elsewhere.", 99)]
    ferry.revise(by=None, paragraphs=inputs, based_on=1)
    assert [identity for identity, _text in text_of(ferry)] == [1, 2, 3, 4]


def test_paragraphs_that_are_moved_keep_their_identities(ferry: Article) -> None:
    ferry.revise(by=None, paragraphs=[body(THREE, 3), body(ONE, 1), body(TWO, 2)], based_on=1)
    assert text_of(ferry) == [(3, THREE), (1, ONE), (2, TWO)]


def test_a_text_pasted_without_identities_keeps_those_of_its_paragraphs(ferry: Article) -> None:
    ferry.revise(by=None, paragraphs=[body(THREE), body(ONE), body(TWO)], based_on=1)
    assert text_of(ferry) == [(3, THREE), (1, ONE), (2, TWO)]


def test_a_paragraph_that_is_taken_out_is_withdrawn_where_it_stood(ferry: Article) -> None:
    ferry.revise(by=None, paragraphs=[body(ONE, 1), body(THREE, 3)], based_on=1)
    assert text_of(ferry) == [(1, ONE), (3, THREE)]
    assert all_of(ferry) == [(1, True), (2, False), (3, True)]
    gone = ferry.paragraphs.get(identity=2)
    assert (gone.withdrawn_in, gone.text) == (2, TWO)


def test_a_withdrawn_paragraph_remembers_when_it_went_and_stays_behind_its_neighbour(
    ferry: Article,
) -> None:
    ferry.revise(by=None, paragraphs=[body(ONE, 1), body(THREE, 3)], based_on=1)
    ferry.revise(by=None, paragraphs=[body("Before."), body(THREE, 3), body(ONE, 1)], based_on=2)
    assert all_of(ferry) == [(4, True), (3, True), (1, True), (2, False)]
    assert ferry.paragraphs.get(identity=2).withdrawn_in == 2


def test_the_first_paragraph_may_be_withdrawn_and_so_may_all(ferry: Article) -> None:
    ferry.revise(by=None, paragraphs=[body(TWO, 2), body(THREE, 3)], based_on=1)
    assert all_of(ferry) == [(1, False), (2, True), (3, True)]
    ferry.revise(by=None, paragraphs=[], based_on=2)
    assert all_of(ferry) == [(1, False), (2, False), (3, False)]
    assert [p.withdrawn_in for p in ferry.paragraphs.in_order()] == [2, 3, 3]


def test_a_paragraph_that_is_put_back_is_the_same_paragraph(ferry: Article) -> None:
    before = ferry.paragraphs.get(identity=2)
    ferry.revise(by=None, paragraphs=[body(ONE, 1), body(THREE, 3)], based_on=1)
    ferry.revise(by=None, paragraphs=[body(ONE, 1), body(THREE, 3), body(TWO)], based_on=2)
    after = ferry.paragraphs.get(identity=2)
    assert text_of(ferry) == [(1, ONE), (3, THREE), (2, TWO)]
    assert (after.pk, after.withdrawn_in) == (before.pk, None)


def test_positions_stay_unique_and_complete_through_any_edit(ferry: Article) -> None:
    edits = (
        [body(THREE, 3), body(ONE, 1)],
        [body("New."), body(TWO), body(ONE, 1)],
        [body(ONE, 1), body("Newer."), body(THREE, 3), body("Newest.")],
    )
    for number, inputs in enumerate(edits, start=1):
        ferry.revise(by=None, paragraphs=inputs, based_on=number)
        positions = list(ferry.paragraphs.in_order().values_list("position", flat=True))
        assert positions == list(range(len(positions)))


def test_a_paragraph_without_words_is_left_out(ferry: Article) -> None:
    ferry.revise(
        by=None, paragraphs=[body(ONE, 1), body("  ", 2), body(""), body(THREE, 3)], based_on=1
    )
    assert text_of(ferry) == [(1, ONE), (3, THREE)]


def test_a_style_is_revised_like_the_words(ferry: Article) -> None:
    inputs = [body(ONE, 1), body(TWO, 2), ParagraphInput(Style.PULL_QUOTE, THREE, 3)]
    assert ferry.revise(by=None, paragraphs=inputs, based_on=1).number == 2
    assert ferry.paragraphs.get(identity=3).style == Style.PULL_QUOTE


def test_an_edit_that_changes_nothing_makes_no_revision(ferry: Article) -> None:
    inputs = [body(ONE, 1), body(TWO, 2), body(THREE, 3)]
    revision = ferry.revise(by=None, paragraphs=inputs, based_on=1, front={"kicker": "ISLANDS"})
    assert revision.number == 1
    assert ferry.revisions.count() == 1


def test_the_front_is_revised_with_the_text_or_alone(ferry: Article) -> None:
    inputs = [body(ONE, 1), body(TWO, 2), body(THREE, 3)]
    revision = ferry.revise(
        by=None, paragraphs=inputs, based_on=1, front={"title": "Late", "byline": "A. Writer"}
    )
    ferry.refresh_from_db()
    assert (revision.number, ferry.title, ferry.byline, ferry.kicker) == (
        2,
        "Late",
        "A. Writer",
        "ISLANDS",
    )
    assert revision.front == ferry.front
    assert ferry.revisions.get(number=1).front["title"] == "The punctual ferry"


def test_an_edit_of_an_older_revision_is_refused_and_changes_nothing(ferry: Article) -> None:
    mine = Article.objects.get(pk=ferry.pk)
    ferry.revise(by=None, paragraphs=[body(ONE, 1), body(TWO, 2)], based_on=1)
    before = Article.objects.filter(pk=ferry.pk).values().get()
    with pytest.raises(OutdatedEditError) as refusal:
        mine.revise(by=None, paragraphs=[body("Mine.", 1)], based_on=1, front={"title": "Mine"})
    assert refusal.value.current.revision_number == 2
    assert Article.objects.filter(pk=ferry.pk).values().get() == before
    assert text_of(ferry) == [(1, ONE), (2, TWO)]
    assert ferry.revisions.count() == 2


def test_an_edit_of_a_revision_that_is_yet_to_come_is_refused(ferry: Article) -> None:
    with pytest.raises(OutdatedEditError):
        ferry.revise(by=None, paragraphs=[body("Mine.", 1)], based_on=2)


def test_every_edit_raises_the_activity(ferry: Article) -> None:
    before = Article.objects.get(pk=ferry.pk).activity
    ferry.revise(by=None, paragraphs=[body(ONE, 1)], based_on=1)
    assert Article.objects.get(pk=ferry.pk).activity > before


def test_whoever_keeps_places_in_the_text_is_told_what_it_was_and_is(ferry: Article) -> None:
    told: list[dict[str, object]] = []

    def listen(**told_now: object) -> None:
        told.append(told_now)

    article_revised.connect(listen)
    try:
        revision = ferry.revise(by=None, paragraphs=[body(TWO, 2), body("New.")], based_on=1)
    finally:
        article_revised.disconnect(listen)
    [told_now] = told
    assert (told_now["article"], told_now["revision"]) == (ferry, revision)
    for side, texts in (("before", [ONE, TWO, THREE]), ("after", [TWO, "New."])):
        states = told_now[side]
        assert isinstance(states, tuple)
        assert [state.text for state in states] == texts
        assert all(state.pk for state in states), "what is in the text is saved by then"


def test_an_edit_that_a_listener_refuses_is_undone_as_a_whole(ferry: Article) -> None:
    def refuse(**_told: object) -> None:
        raise RuntimeError

    article_revised.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            ferry.revise(by=None, paragraphs=[body(TWO, 2)], based_on=1)
    finally:
        article_revised.disconnect(refuse)
    assert text_of(ferry) == [(1, ONE), (2, TWO), (3, THREE)]
    assert Article.objects.get(pk=ferry.pk).revision_number == 1
