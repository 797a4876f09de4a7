"""How far someone has read, against the database."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.models import Comment, ReadMark
from annotations.models.act import MODERATE
from annotations.news.unread import news_of, news_on_list
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import edit, mark, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=3)


def begin(person: User, article: Article) -> ReadMark:
    with transaction.atomic():
        return ReadMark.objects.change(person, article)


def new_to(person: User, article: Article) -> set[int]:
    return set(news_of(Article.objects.get(pk=article.pk), person).comments)


def read(person: User, article: Article, *comments: Comment) -> ReadMark:
    mark = begin(person, article)
    mark.read([comment.pk for comment in comments])
    return mark


def test_nothing_is_new_on_a_first_visit(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    say(other_reader, paragraph)
    assert new_to(reader, story) == set()
    begin(reader, story)
    assert new_to(reader, story) == set()


def test_what_others_say_from_then_on_is_new(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    begin(reader, story)
    said = say(other_reader, paragraph)
    reply = said.reply(author=other_reader, body="And more.")
    news = news_of(Article.objects.get(pk=story.pk), reader)
    assert news.comments == {said.pk, reply.pk}
    assert news.of_paragraphs == {paragraph.pk: 2}
    assert news.of_threads == {said.pk: 2}


def test_ones_own_words_are_never_new(story: Article, paragraph: Paragraph, reader: User) -> None:
    begin(reader, story)
    say(reader, paragraph)
    assert new_to(reader, story) == set()


def test_what_was_read_out_of_order_is_not_new_and_the_rest_is(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    begin(reader, story)
    first, second, third = (say(other_reader, paragraph) for _ in range(3))
    kept = read(reader, story, second)
    assert new_to(reader, story) == {first.pk, third.pk}
    assert kept.also == [second.arrived]
    kept = read(reader, story, first)
    assert new_to(reader, story) == {third.pk}
    assert kept.also == [], "what lies before the first unread one needs no words"


def test_the_removed_the_private_and_the_unpublished_are_never_new(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    begin(reader, story)
    say(other_reader, paragraph).remove(by=other_reader)
    private = mark(other_reader, story, "pays for the oil", visibility="private")
    say(other_reader, paragraph, annotation=private)
    assert new_to(reader, story) == set()


def test_what_becomes_public_is_new_from_then_on(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    private = mark(other_reader, story, "pays for the oil", visibility="private")
    said = say(other_reader, paragraph, annotation=private)
    kept = begin(reader, story)
    kept.read_all()
    private.show_to("public")
    assert new_to(reader, story) == {said.pk}


def test_every_comment_of_an_article_has_a_number_of_its_own(
    story: Article, paragraph: Paragraph, reader: User
) -> None:
    private = mark(reader, story, "pays for the oil", visibility="private")
    for _ in range(3):
        say(reader, paragraph, annotation=private)
    say(reader, paragraph)
    private.show_to("public")
    numbers = list(Comment.objects.values_list("arrived", flat=True))
    assert len(set(numbers)) == 4
    story.refresh_from_db()
    assert max(numbers) <= story.activity


def test_one_marked_as_unread_is_new_again_and_it_alone(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    comments = [say(other_reader, paragraph) for _ in range(4)]
    begin(reader, story).unread_again(comments[1])
    assert new_to(reader, story) == {comments[1].pk}
    read(reader, story, comments[1])
    assert new_to(reader, story) == set()


def test_a_paragraph_is_read_without_the_others(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    begin(reader, story)
    say(other_reader, paragraph)
    elsewhere = say(other_reader, story.paragraphs.select_related("article").get(identity=2))
    begin(reader, story).read_paragraphs([paragraph])
    assert new_to(reader, story) == {elsewhere.pk}


def test_comments_of_other_articles_cannot_be_marked_here(
    story: Article, article: Article, reader: User, other_reader: User
) -> None:
    begin(reader, story)
    elsewhere = say(other_reader, article.paragraphs.select_related("article").get(identity=1))
    assert read(reader, story, elsewhere).also == []


def test_the_text_has_changed_until_its_newest_revision_was_read(
    story: Article, reader: User
) -> None:
    kept = begin(reader, story)
    edit(story, None, {2: "Its keeper says nothing."})
    story.refresh_from_db()
    assert news_of(story, reader).since_revision == 1
    kept.read_text(2)
    assert news_of(story, reader).since_revision is None


def test_more_than_a_thousand_are_not_counted(
    story: Article,
    paragraph: Paragraph,
    reader: User,
    other_reader: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("annotations.news.unread.MOST_COUNTED", 2)
    begin(reader, story)
    for _ in range(4):
        say(other_reader, paragraph)
    news = news_of(Article.objects.get(pk=story.pk), reader)
    assert (news.total, len(news.comments)) == ("2+", 3)


def test_the_list_counts_what_is_new_on_each_article_in_two_queries(
    story: Article, article: Article, reader: User, other_reader: User
) -> None:
    for each in (story, article):
        begin(reader, each)
    for identity in (2, 3):
        say(other_reader, story.paragraphs.select_related("article").get(identity=identity))
    articles = list(Article.objects.all())
    reader.has_perm(MODERATE)  # a page has asked for that already
    with CaptureQueriesContext(connection) as asked:
        assert news_on_list(articles, reader) == {story.pk: 2}
    assert len(asked) == 2


def test_what_is_new_costs_one_query_where_nothing_is_and_two_where_much_is(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User
) -> None:
    begin(reader, story)
    reader.has_perm(MODERATE)  # a page has asked for that already
    for expected, more in ((1, 0), (2, 1), (2, 30)):
        for _ in range(more):
            say(other_reader, paragraph)
        fresh = Article.objects.get(pk=story.pk)
        with CaptureQueriesContext(connection) as asked:
            news_of(fresh, reader)
        assert len(asked) == expected


def test_what_was_held_is_new_when_it_is_approved(
    story: Article, reader: User, other_reader: User, moderator: User
) -> None:
    paragraph = story.paragraphs.get(identity=3)
    with transaction.atomic():
        ReadMark.objects.change(reader, story)
    held = say(other_reader, paragraph, "Read https://spam.example")
    say(other_reader, paragraph, "Or not.")
    with transaction.atomic():
        ReadMark.objects.change(reader, story).read_all()
    held.approve(by=moderator, reason="Not spam.")
    mark = ReadMark.objects.of(reader, Article.objects.get(pk=story.pk))
    assert mark is not None
    assert [comment.pk for comment in mark.unread()] == [held.pk]
