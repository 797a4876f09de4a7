"""The people of the table, and the article that its addresses are about."""

import pytest
from django.test import Client

from commentary.manuscript import Manuscript, ManuscriptParagraph
from commentary.models import Article, ParagraphInput, User
from commentary.style import Style
from tests.addresses.table import PEOPLE
from tests.conftest import ClientOf


@pytest.fixture
def article(db: None) -> Article:
    """As short as it can be, since there are many rows, and edited once."""
    words = (ManuscriptParagraph(Style.BODY, "Some words to talk about."),)
    article = Article.objects.publish(Manuscript("Rights", words))
    edited = [ParagraphInput(Style.BODY, "Some words to talk about, edited.", 1)]
    article.revise(by=None, paragraphs=edited, based_on=1)
    return article


@pytest.fixture
def author(reader: User) -> User:
    return reader


@pytest.fixture
def people(
    visitor: Client,
    author: User,
    other_reader: User,
    editor: User,
    moderator: User,
    client_of: ClientOf,
) -> dict[str, Client]:
    signed_in = map(client_of, (other_reader, author, editor, moderator))
    return dict(zip(PEOPLE, (visitor, *signed_in), strict=True))
