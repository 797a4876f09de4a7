"""What holds of an article and its discussion whenever nobody is in the middle of something."""

from annotations.models import (
    Annotation,
    Comment,
    Margin,
    Reaction,
    Reattachment,
    Report,
    Target,
    Thread,
)
from commentary.models import Article


def assert_whole(article: Article) -> None:
    """Ask the database, not the object at hand."""
    article = Article.objects.get(pk=article.pk)
    _text_is_that_of_the_last_revision(article)
    _every_annotation_has_its_targets(article)
    _every_target_is_on_its_words_or_an_orphan(article)
    _comments_stand_with_their_words(article)
    _what_is_kept_ready_is_right(article)


def how_it_stands() -> list[object]:
    """All of every discussion, to be compared with what it is later."""
    tables = (Annotation, Comment, Reaction, Reattachment, Report, Thread)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def _text_is_that_of_the_last_revision(article: Article) -> None:
    numbers = article.revisions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, article.revision_number + 1))
    last = article.revisions.get(number=article.revision_number)
    rows = article.paragraphs.in_text().in_order()
    assert [[row.identity, row.style, row.source] for row in rows] == last.paragraphs
    assert [row.text for row in rows] == [state.text for state in last.states]
    assert article.front == last.front
    positions = article.paragraphs.in_order().values_list("position", flat=True)
    assert list(positions) == list(range(len(positions)))


def _every_annotation_has_its_targets(article: Article) -> None:
    for annotation in article.annotations.prefetch_related("targets"):
        targets = sorted(annotation.targets.all(), key=lambda target: target.position)
        assert targets
        assert [target.position for target in targets] == list(range(len(targets)))
        assert len({target.is_orphaned for target in targets}) == 1


def _every_target_is_on_its_words_or_an_orphan(article: Article) -> None:
    targets = Target.objects.filter(annotation__article=article)
    for target in targets.select_related("paragraph"):
        if not target.is_orphaned:
            assert not target.paragraph.is_withdrawn
            assert target.exact == target.paragraph.text[target.start : target.end]


def _comments_stand_with_their_words(article: Article) -> None:
    comments = Comment.objects.filter(paragraph__article=article)
    for comment in comments.select_related("root", "annotation"):
        if comment.root:
            assert comment.paragraph_id == comment.root.paragraph_id
        if comment.annotation:
            assert comment.paragraph_id == comment.annotation.first_paragraph().pk


def _what_is_kept_ready_is_right(article: Article) -> None:
    """Margins and threads are those that would be written anew from everything there is."""
    paragraphs = {
        *Comment.objects.filter(paragraph__article=article).values_list("paragraph", flat=True),
        *Target.objects.filter(annotation__article=article).values_list("paragraph", flat=True),
    }
    roots = Comment.objects.filter(paragraph__article=article, parent=None)
    kept = _kept_ready(article)
    Margin.objects.refresh(paragraphs)
    Thread.objects.refresh(list(roots.values_list("pk", flat=True)))
    assert _kept_ready(article) == kept
    public = [Annotation.Visibility.PUBLIC, None]
    standing = Comment.objects.filter(paragraph__article=article, removed_at=None)
    said = sum(
        1
        for visibility in standing.values_list("annotation__visibility", flat=True)
        if visibility in public
    )
    assert Margin.objects.comments_on(article) == said


def _kept_ready(article: Article) -> dict[str, object]:
    margins = Margin.objects.filter(paragraph__article=article)
    threads = Thread.objects.filter(root__paragraph__article=article)
    return {
        # Runs in order; a paragraph without a row is one about which nothing stands.
        "margins": {
            margin.paragraph_id: (margin.comments, margin.coverage)
            for margin in margins
            if margin.comments or margin.coverage
        },
        "threads": {thread.pk: (thread.comments, thread.latest_at) for thread in threads},
    }
