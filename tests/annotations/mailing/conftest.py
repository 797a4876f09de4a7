"""A reader whose address is confirmed, and a thread of theirs."""

import pytest
from allauth.account.models import EmailAddress

from annotations.models import Comment
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say
from tests.conftest import MakePerson


def confirm(user: User) -> User:
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def reader(person: MakePerson) -> User:
    return confirm(person("reader"))


@pytest.fixture
def paragraph(story: Article) -> Paragraph:
    return story.paragraphs.select_related("article").get(identity=3)


@pytest.fixture
def thread(story: Article, paragraph: Paragraph, reader: User) -> Comment:
    """The reader's own, about words that they marked."""
    return say(reader, paragraph, "Who pays?", mark(reader, story, "pays for the oil"))
