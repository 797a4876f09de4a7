import pytest

from commentary.models import Article, Paragraph


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    """The one about the council; its `article` is `story`."""
    return story.paragraphs.select_related("article").get(identity=3)


def close(article: Article, status: str = "closed") -> None:
    """Close the discussion, or make the article a draft."""
    Article.objects.filter(pk=article.pk).update(status=status)
