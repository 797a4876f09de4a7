"""After an account is erased with its words, nothing in the database says what or who it was.

Every text of every model is read, so that a new model is tried as soon as there is one.
"""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from annotations.leaving.erasing import erase
from annotations.models import Comment, Following, Report
from commentary.models import Article, User
from tests.annotations.acting import mark, say
from tests.conftest import MakePerson
from tests.working import post_mail, work

pytestmark = pytest.mark.django_db

NAME, ADDRESS, WORD = "Quillfeather", "quillfeather@example.org", "axolotlword"
TEXTS = (models.CharField, models.TextField, models.JSONField)
# What others wrote stays theirs, with the name in it.
OTHERS = {("annotations.comment", "body"), ("annotations.comment", "body_html")}


def texts() -> Iterator[tuple[tuple[str, str], str]]:
    """Model and field, and what stands there, of every row."""
    for model in apps.get_models():
        label, fields = model._meta.label_lower, model._meta.fields  # noqa: SLF001  (documented)
        names = [field.name for field in fields if isinstance(field, TEXTS)]
        rows = models.QuerySet(model).values_list(*names) if names else ()
        for row in rows:
            for name, value in zip(names, row, strict=True):
                yield (label, name), str(value).lower()


@pytest.fixture
def gone(article: Article, person: MakePerson, moderator: User) -> User:
    """Somebody who used all there is, and whom others answered and named."""
    leaver = User.objects.create_user(NAME, ADDRESS, "a password")
    other = person("other")
    EmailAddress.objects.create(user=leaver, email=ADDRESS, primary=True, verified=True)
    Following.objects.choose(other, article, "follow")
    paragraph = article.paragraphs.select_related("article").get(identity=1)
    private = mark(leaver, article, paragraph.text[:20], visibility="private")
    say(leaver, paragraph, f"{WORD} for me", private).reply(author=leaver, body=WORD)
    public = mark(leaver, article, paragraph.text[30:40])
    root = say(leaver, paragraph, f"{WORD} once", public)
    root.edit(body=f"{WORD} twice")
    root.reply(author=other, body=f"I see, @{NAME}").reply(author=leaver, body=f"{WORD} thrice")
    say(leaver, paragraph, f"{WORD} out").remove(by=moderator, reason="Rude.")
    Comment.objects.post(author=leaver, paragraph=paragraph, body=WORD, held_for="links")
    theirs = say(other, paragraph, "Theirs.")
    theirs.react(by=leaver, kind="agree")
    Report.objects.make(theirs, by=leaver, ground="other", words=WORD)
    content_type = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=moderator,
        content_type=content_type,
        object_id=leaver.pk,
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=f"Changed {ADDRESS}",
    )
    work()
    post_mail()
    return leaver


def found(*wanted: str) -> set[tuple[str, str]]:
    return {
        place for place, text in texts() if any(word.lower() in text for word in wanted)
    } - OTHERS


def test_after_removal_neither_words_nor_name_nor_address_are_anywhere(gone: User) -> None:
    assert found(WORD)
    assert found(NAME)
    assert found(ADDRESS)
    erase(gone, keep_words=False)
    assert found(WORD, NAME, ADDRESS) == set()
    assert not Comment.objects.filter(body__contains=WORD).exists()
    assert not Comment.objects.filter(body_html__contains=WORD).exists()
    assert Comment.objects.get(body__contains=NAME).author.username == "other"


def test_where_the_words_stay_name_and_address_do_not(gone: User) -> None:
    erase(gone, keep_words=True)
    assert found(NAME, ADDRESS) == set()
    kept = Comment.objects.filter(body__contains=WORD).in_order()
    assert [comment.body for comment in kept] == [f"{WORD} twice", f"{WORD} thrice"]
