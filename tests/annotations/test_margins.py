"""What is kept ready beside each paragraph, after every act that may change it."""

import pytest

from annotations.models import Annotation, Margin
from annotations.reading import margin_of
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say

pytestmark = pytest.mark.django_db

OIL = "pays for the oil"
COUNCIL = "The council, which pays for the oil"


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.get(identity=3)


def covered(paragraph: Paragraph) -> list[tuple[str, int, str]]:
    """Words, number of readers and kind of each run in the margin."""
    fresh = Paragraph.objects.select_related("margin").get(pk=paragraph.pk)
    return [
        (fresh.text[run.start : run.end], run.readers, run.kind) for run in margin_of(fresh).runs
    ]


def counted(paragraph: Paragraph) -> int:
    return margin_of(Paragraph.objects.select_related("margin").get(pk=paragraph.pk)).comments


def test_a_paragraph_about_which_nothing_was_said_has_an_empty_margin(
    paragraph: Paragraph,
) -> None:
    assert not Margin.objects.exists()
    assert (counted(paragraph), covered(paragraph)) == (0, [])


def test_marking_covers_the_words(story: Article, paragraph: Paragraph, reader: User) -> None:
    mark(reader, story, OIL, kind="question")
    assert covered(paragraph) == [(OIL, 1, "question")]


def test_two_readers_on_the_same_words_are_counted(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    mark(reader, story, OIL)
    mark(other_reader, story, COUNCIL)
    assert covered(paragraph) == [
        ("The council, which ", 1, "highlight"),
        (OIL, 2, "highlight"),
    ]


def test_one_reader_marking_twice_counts_once(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    mark(reader, story, OIL)
    mark(reader, story, OIL)
    assert covered(paragraph) == [(OIL, 1, "highlight")]


def test_a_passage_over_two_paragraphs_is_in_both_margins(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    mark(reader, story, "the fishing fleet.", "The council")
    assert covered(paragraph) == [("The council", 1, "highlight")]
    assert covered(story.paragraphs.get(identity=2)) == [("the fishing fleet.", 1, "highlight")]


def test_a_private_annotation_is_in_no_margin_until_it_is_shown(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    annotation = mark(reader, story, OIL, visibility="private")
    comment = say(reader, paragraph, annotation=annotation)
    comment.reply(author=reader, body="And again.")
    assert (counted(paragraph), covered(paragraph)) == (0, [])
    annotation.show_to(Annotation.Visibility.PUBLIC)
    assert (counted(paragraph), covered(paragraph)) == (2, [(OIL, 1, "highlight")])
    annotation.show_to(Annotation.Visibility.PRIVATE)
    assert (counted(paragraph), covered(paragraph)) == (0, [])


def test_a_new_kind_recolours_the_margin(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    mark(reader, story, OIL).recolour(Annotation.Kind.DISAGREE)
    assert covered(paragraph) == [(OIL, 1, "disagree")]


def test_a_removed_annotation_leaves_the_margin_and_comes_back_to_it(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    annotation = mark(reader, story, OIL)
    annotation.remove()
    assert covered(paragraph) == []
    annotation.restore()
    assert covered(paragraph) == [(OIL, 1, "highlight")]


def test_what_was_said_about_a_removed_highlight_still_counts(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    annotation = mark(reader, story, OIL)
    say(reader, paragraph, annotation=annotation)
    annotation.remove()
    assert (counted(paragraph), covered(paragraph)) == (1, [])


def test_comments_and_replies_are_counted(
    paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    comment = say(reader, paragraph)
    assert counted(paragraph) == 1
    comment.reply(author=other_reader, body="Indeed.").reply(author=reader, body="Indeed not.")
    assert counted(paragraph) == 3


def test_a_removed_comment_is_not_counted_but_its_replies_are(
    paragraph: Paragraph, reader: User, moderator: User
) -> None:
    comment = say(reader, paragraph)
    comment.reply(author=reader, body="And again.")
    comment.remove(by=moderator, reason="Rude.")
    assert counted(paragraph) == 1
    comment.restore(by=moderator, reason="Not so rude.")
    assert counted(paragraph) == 2


def test_editing_a_comment_changes_no_count(paragraph: Paragraph, reader: User) -> None:
    comment = say(reader, paragraph)
    comment.edit(body="Not so.")
    assert counted(paragraph) == 1


def test_every_visible_act_raises_the_activity_of_the_article(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    def activity() -> int:
        return Article.objects.get(pk=story.pk).activity

    annotation = mark(reader, story, OIL)
    comment = say(reader, paragraph)
    for act in (
        lambda: mark(reader, story, OIL),
        lambda: annotation.recolour("question"),
        lambda: annotation.show_to("private"),
        annotation.remove,
        annotation.restore,
        lambda: comment.reply(author=reader, body="And again."),
        lambda: comment.edit(body="Not so."),
        lambda: comment.remove(by=reader),
        lambda: comment.restore(by=reader),
    ):
        before = activity()
        act()
        assert activity() > before


def test_a_private_mark_is_no_activity_and_a_public_one_is(story: Article, reader: User) -> None:
    before = Article.objects.get(pk=story.pk).activity
    mark(reader, story, OIL, visibility="private")
    assert Article.objects.get(pk=story.pk).activity == before
    mark(reader, story, OIL)
    assert Article.objects.get(pk=story.pk).activity == before + 1
