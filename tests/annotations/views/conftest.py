import pytest
from django.test import Client

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import ClientOf


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    """The one about the council; its `article` is `story`."""
    return story.paragraphs.select_related("article").get(identity=3)


@pytest.fixture
def private_remark(story: Article, paragraph: Paragraph, reader: User) -> Comment:
    """What the reader says, on that paragraph, about words that they marked for themselves."""
    private = mark(reader, story, "pays for the oil", visibility="private")
    return say(reader, paragraph, "A private lamp.", private)


@pytest.fixture
def others(
    visitor: Client, client_of: ClientOf, other_reader: User, moderator: User
) -> tuple[Client, ...]:
    """Whom the reader's private affairs are no concern of."""
    return visitor, client_of(other_reader), client_of(moderator)


def close(article: Article, status: str = "closed") -> None:
    """Close the discussion, or make the article a draft."""
    Article.objects.filter(pk=article.pk).update(status=status)
