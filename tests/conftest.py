"""The people and the article of every test. People are called by what they may do."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import connection
from django.test import Client
from hypothesis import settings

import commentary
from commentary.groups import EDITORS, MODERATORS
from commentary.manuscript import read_document
from commentary.models import Article, Paragraph, User

# A machine that does much else at the same time says nothing about the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

DATA = Path(commentary.__file__).parent / "data" / "commentary.txt"
PASSWORD = "correct horse battery staple"

type MakePerson = Callable[..., User]
type ClientOf = Callable[[User], Client]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What no database can change is tried with SQLite, and not once more with another one."""
    if connection.vendor == "sqlite":
        return
    config.hook.pytest_deselected(items=[i for i in items if not is_about_the_database(i)])
    items[:] = filter(is_about_the_database, items)


def pytest_collection_finish() -> None:
    """Leave what is imported by now out of every collection of garbage: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def is_about_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    uses = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(uses or item.get_closest_marker("django_db"))


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Keys are given anew in every test, and so are the names of kept pages."""
    caches["pages"].clear()


@pytest.fixture
def person(db: None) -> MakePerson:
    def make(username: str, group: str = "", **fields: object) -> User:
        user = User.objects.create_user(username, f"{username}@example.com", PASSWORD, **fields)
        if group:
            user.groups.add(Group.objects.get(name=group))
        return user

    return make


@pytest.fixture
def reader(person: MakePerson) -> User:
    return person("reader")


@pytest.fixture
def other_reader(person: MakePerson) -> User:
    return person("other_reader")


@pytest.fixture
def editor(person: MakePerson) -> User:
    return person("editor", EDITORS, is_staff=True)


@pytest.fixture
def moderator(person: MakePerson) -> User:
    return person("moderator", MODERATORS)


@pytest.fixture
def client_of() -> ClientOf:
    def client(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client


@pytest.fixture
def visitor(db: None) -> Client:
    return Client()


@pytest.fixture
def article(db: None) -> Article:
    """The given article, just imported."""
    return Article.objects.publish(read_document(DATA.read_bytes(), DATA.name))


@pytest.fixture
def first_body(article: Article) -> Paragraph:
    return article.paragraphs.get(identity=1)
