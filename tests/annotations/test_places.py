"""A place for an orphan, outside an edit: it is moved like by an edit, and it is written down."""

import pytest
from django.db import IntegrityError, transaction

from annotations.models import (
    Annotation,
    Comment,
    Margin,
    OvertakenError,
    PastTargets,
    Reattachment,
    Target,
)
from annotations.places import accept, offered_places, propose, reattach, standing_proposals
from annotations.selectors import SelectorError
from commentary.models import Article, User
from tests.annotations.acting import edit, inputs_of, mark, say, where, words_of
from tests.annotations.conftest import PARAGRAPHS
from tests.annotations.test_bringing_back import bring_back, comments_of, places

pytestmark = pytest.mark.django_db

FIRST, KEEPER, COUNCIL, TRAWLERS, LIGHT = PARAGRAPHS
LAMP = "the lamp was never meant to outlive the fishing fleet"
RETYPED = "Its keeper, Marta Oyelaran, has nothing more to say."
MUSEUM = "neither a museum nor a monument"


@pytest.fixture
def orphan(story: Article, reader: User) -> Annotation:
    """An annotation of the reader whose words left the text in revision 2."""
    annotation = mark(reader, story, LAMP)
    edit(story, None, {2: RETYPED})
    assert where(annotation) == [(2, LAMP, "orphaned")]
    return annotation


def put(annotation: Annotation, by: User, words: str) -> Reattachment:
    article = Article.objects.get(pk=annotation.article_id)
    return reattach(
        annotation,
        by=by,
        selectors=words_of(article, words),
        revision_number=article.revision_number,
    )


def suggest(annotation: Annotation, by: User, words: str) -> Reattachment:
    article = Article.objects.get(pk=annotation.article_id)
    return propose(
        annotation,
        by=by,
        selectors=words_of(article, words),
        revision_number=article.revision_number,
    )


def margin(article: Article, identity: int) -> Margin:
    return Margin.objects.get(paragraph__article=article, paragraph__identity=identity)


# Re-attached


def test_an_orphan_stands_on_the_words_that_it_was_put_on(orphan: Annotation, reader: User) -> None:
    put(orphan, reader, MUSEUM)
    assert where(orphan) == [(5, MUSEUM, Target.State.CHANGED)]
    assert orphan.targets.get().orphaned_in is None


def test_words_that_only_stand_elsewhere_by_now_are_the_same_words(
    story: Article, orphan: Annotation, reader: User
) -> None:
    Target.objects.filter(annotation=orphan).update(exact="nobody has apologised")
    put(orphan, reader, "nobody has apologised")
    assert where(orphan) == [(4, "nobody has apologised", Target.State.MOVED)]


def test_what_was_said_about_it_and_the_margins_go_with_it(
    story: Article, orphan: Annotation, reader: User
) -> None:
    root = say(reader, story.paragraphs.get(identity=2), "Is it so?", orphan)
    root.reply(author=reader, body="It is.")
    assert margin(story, 2).comments == 2
    put(orphan, reader, MUSEUM)
    assert {c.paragraph.identity for c in Comment.objects.select_related("paragraph")} == {5}
    assert (margin(story, 2).comments, margin(story, 5).comments) == (0, 2)
    [run] = margin(story, 5).runs
    assert LIGHT[run.start : run.end] == MUSEUM


def test_it_can_be_put_on_words_of_two_paragraphs(
    story: Article, orphan: Annotation, reader: User
) -> None:
    reattach(
        orphan,
        by=reader,
        selectors=words_of(story, "nobody has apologised.", "What the town needs"),
        revision_number=2,
    )
    assert [(identity, words) for identity, words, _state in where(orphan)] == [
        (4, "nobody has apologised."),
        (5, "What the town needs"),
    ]


def test_a_place_chosen_in_an_older_revision_is_carried_to_the_current_text(
    story: Article, orphan: Annotation, reader: User
) -> None:
    chosen = words_of(story, MUSEUM)
    edit(story, None, {5: f"One more thing. {LIGHT}"})
    reattach(orphan, by=reader, selectors=chosen, revision_number=2)
    target = orphan.targets.get()
    assert target.paragraph.text[target.start : target.end] == MUSEUM


def test_words_that_left_the_text_meanwhile_are_refused_and_nothing_is_moved(
    story: Article, orphan: Annotation, reader: User
) -> None:
    chosen = words_of(story, MUSEUM)
    edit(story, None, {5: None})
    with pytest.raises(SelectorError):
        reattach(orphan, by=reader, selectors=chosen, revision_number=2)
    assert where(orphan) == [(2, LAMP, "orphaned")]
    assert not Reattachment.objects.exists()


def test_one_that_has_its_place_cannot_be_put_elsewhere(
    story: Article, orphan: Annotation, reader: User, editor: User
) -> None:
    put(orphan, reader, MUSEUM)
    with pytest.raises(OvertakenError):
        put(orphan, editor, "nobody has apologised")
    with pytest.raises(OvertakenError):
        suggest(orphan, editor, "nobody has apologised")
    assert where(orphan) == [(5, MUSEUM, "changed")]


def test_one_that_was_removed_or_made_private_meanwhile_is_left_alone(
    orphan: Annotation, editor: User
) -> None:
    orphan.show_to("private")
    with pytest.raises(OvertakenError):
        put(orphan, editor, MUSEUM)
    orphan.show_to("public")
    orphan.remove()
    with pytest.raises(OvertakenError):
        put(orphan, editor, MUSEUM)


def test_later_edits_carry_it_from_there(story: Article, orphan: Annotation, reader: User) -> None:
    put(orphan, reader, MUSEUM)
    story.refresh_from_db()
    edit(story, None, {5: LIGHT.replace("What the town", "All that this town")})
    assert where(orphan) == [(5, MUSEUM, "changed")]
    story.refresh_from_db()
    edit(story, None, {5: None})
    assert where(orphan) == [(5, MUSEUM, "orphaned")]


# Revisions brought back


def test_bringing_an_older_revision_back_still_restores_what_was_there_exactly(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LAMP)
    say(reader, story.paragraphs.get(identity=2), "Is it so?", annotation)
    first, said_first = places(story), comments_of(story)
    edit(story, None, {2: RETYPED})
    orphaned, said_orphaned = places(story), comments_of(story)
    edit(story, None, {1: "Something else."})
    put(annotation, reader, MUSEUM)
    moved, said_moved = places(story), comments_of(story)
    for number, there, said in (
        (2, orphaned, said_orphaned),
        (3, moved, said_moved),
        (1, first, said_first),
        (3, moved, said_moved),
        (2, orphaned, said_orphaned),
    ):
        story.refresh_from_db()
        bring_back(story, number)
        assert places(story) == there
        assert comments_of(story) == said


def test_moved_in_the_revision_that_orphaned_it_its_place_before_stays_known(
    story: Article, orphan: Annotation, reader: User
) -> None:
    put(orphan, reader, MUSEUM)
    moved = places(story)
    assert PastTargets.objects.get().until_revision == 1
    bring_back(story, 1)
    assert where(orphan) == [(2, LAMP, "anchored")]
    bring_back(story, 2)
    assert places(story) == moved


# Written down


def test_who_moved_it_when_and_from_where_to_where_is_written_down(
    orphan: Annotation, editor: User
) -> None:
    put(orphan, editor, MUSEUM)
    [record] = orphan.reattachments.all()
    assert (record.proposed_by, record.answered_by) == (editor, editor)
    assert (record.answer, record.moved_in, record.was_direct) == ("accepted", 2, True)
    assert record.answered_at
    assert [(part["paragraph"], part["exact"]) for part in record.moved_from] == [(2, LAMP)]
    assert [(part["paragraph"], part["exact"]) for part in record.moved_to] == [(5, MUSEUM)]


def test_a_place_given_in_an_edit_s_review_is_written_down_for_everyone_on_the_passage(
    story: Article, reader: User, other_reader: User, editor: User
) -> None:
    both = [mark(reader, story, LAMP), mark(other_reader, story, LAMP)]
    inputs = inputs_of(story)
    inputs[1] = type(inputs[1])("body", RETYPED, 2)
    answers = {f"answer-{each.pk}": MUSEUM for each in both}
    story.edit(by=editor, paragraphs=inputs, based_on=1, answers=answers)
    for each in both:
        [record] = each.reattachments.all()
        assert (record.proposed_by, record.answer, record.moved_in) == (editor, "accepted", 2)
        assert (record.moved_from[0]["exact"], record.moved_to[0]["exact"]) == (LAMP, MUSEUM)


def test_what_an_edit_does_by_itself_is_no_person_s_move(
    orphan: Annotation, story: Article
) -> None:
    edit(story, None, {2: KEEPER})
    assert where(orphan) == [(2, LAMP, "anchored")]
    assert not Reattachment.objects.exists()


# Proposed


def test_a_proposal_moves_nothing(orphan: Annotation, other_reader: User) -> None:
    proposal = suggest(orphan, other_reader, MUSEUM)
    assert where(orphan) == [(2, LAMP, "orphaned")]
    assert list(Reattachment.objects.standing()) == [proposal]


def test_another_proposal_of_the_same_person_takes_the_first_back(
    orphan: Annotation, other_reader: User
) -> None:
    first = suggest(orphan, other_reader, MUSEUM)
    second = suggest(orphan, other_reader, "nobody has apologised")
    first.refresh_from_db()
    assert first.answer == "taken back"
    assert list(Reattachment.objects.standing()) == [second]


def test_the_database_keeps_one_standing_proposal_of_a_person(
    orphan: Annotation, other_reader: User
) -> None:
    first = suggest(orphan, other_reader, MUSEUM)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_accepted_it_moves_the_orphan_and_names_both(
    orphan: Annotation, reader: User, other_reader: User
) -> None:
    proposal = suggest(orphan, other_reader, MUSEUM)
    accept(proposal, by=reader)
    assert where(orphan) == [(5, MUSEUM, "changed")]
    proposal.refresh_from_db()
    assert (proposal.proposed_by, proposal.answered_by) == (other_reader, reader)
    assert not proposal.was_direct


def test_the_words_of_a_proposal_are_carried_and_kept_as_they_were(
    story: Article, orphan: Annotation, reader: User, other_reader: User
) -> None:
    proposal = suggest(orphan, other_reader, MUSEUM)
    edit(story, None, {5: LIGHT.replace("neither a museum", "neither one museum")})
    [standing] = standing_proposals([proposal])
    assert standing.stands
    assert standing.has_changed
    accept(proposal, by=reader)
    assert where(orphan) == [(5, MUSEUM.replace("a museum", "one museum"), "changed")]
    assert proposal.selectors[0].exact == MUSEUM


def test_a_proposal_whose_words_are_gone_says_so_and_cannot_be_accepted(
    story: Article, orphan: Annotation, reader: User, other_reader: User
) -> None:
    proposal = suggest(orphan, other_reader, MUSEUM)
    edit(story, None, {5: None})
    [standing] = standing_proposals([proposal])
    assert not standing.stands
    with pytest.raises(SelectorError):
        accept(proposal, by=reader)
    proposal.refresh_from_db()
    assert proposal.answer == ""


def test_a_declined_proposal_stays_in_the_record_and_cannot_be_accepted(
    orphan: Annotation, reader: User, other_reader: User
) -> None:
    proposal = suggest(orphan, other_reader, MUSEUM)
    stale = Reattachment.objects.get(pk=proposal.pk)
    proposal.decline(by=reader)
    assert (proposal.answer, proposal.answered_by) == ("declined", reader)
    with pytest.raises(OvertakenError):
        accept(stale, by=reader)
    with pytest.raises(OvertakenError):
        stale.decline(by=other_reader)
    assert where(orphan) == [(2, LAMP, "orphaned")]


def test_of_two_proposals_one_is_accepted(
    orphan: Annotation, reader: User, other_reader: User, moderator: User
) -> None:
    one, two = (
        suggest(orphan, other_reader, MUSEUM),
        suggest(orphan, moderator, "nobody has apologised"),
    )
    accept(one, by=reader)
    with pytest.raises(OvertakenError):
        accept(two, by=reader)
    assert where(orphan) == [(5, MUSEUM, "changed")]


# Offered


def test_the_places_that_carrying_was_in_doubt_about_are_offered_while_they_stand(
    story: Article, reader: User
) -> None:
    annotation = mark(reader, story, LIGHT)
    inputs = inputs_of(story)[:4]
    twins = LIGHT.replace("museum", "gallery"), LIGHT.replace("works", "shines")
    make = type(inputs[0])
    story.revise(
        by=None,
        paragraphs=[
            *inputs,
            make("body", "The fog comes in from the west.", 5),
            *(make("body", twin) for twin in twins),
        ],
        based_on=1,
    )
    assert where(annotation) == [(5, LIGHT, "orphaned")]
    offered = [selectors[0].exact for selectors in offered_places(annotation)]
    assert sorted(offered) == sorted(twins)
    last = story.paragraphs.get(text=twins[1]).identity
    edit(story, None, {last: None})
    assert [selectors[0].exact for selectors in offered_places(annotation)] == [twins[0]]


def test_nothing_is_offered_for_one_that_has_its_place(story: Article, reader: User) -> None:
    assert offered_places(mark(reader, story, LAMP)) == []
