"""What a page offers is taken, and what would be refused is not offered, to everyone, always.

Every state of a discussion, every person, every act: its button or link stands on the page exactly
if sending it is answered with what was wanted.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from annotations.models import Act, Annotation, Comment, Margin, Report, Thread
from annotations.selectors import dump
from commentary.models import Article, Paragraph, User
from tests.annotations.acting import mark, say, words_of
from tests.annotations.views.conftest import close
from tests.conftest import ClientOf, MakePerson

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

OIL = "pays for the oil"
WHY = "Enough of this."


@dataclass(frozen=True)
class Scene:
    """`comment` was said by the reader about words that they had marked."""

    article: Article
    paragraph: Paragraph
    annotation: Annotation
    comment: Comment
    reader: User
    other_reader: User
    moderator: User


@pytest.fixture
def scene(
    story: Article, paragraph: Paragraph, reader: User, other_reader: User, moderator: User
) -> Scene:
    annotation = mark(reader, story, OIL)
    comment = say(reader, paragraph, "Who voted for this?", annotation)
    return Scene(story, paragraph, annotation, comment, reader, other_reader, moderator)


def nothing(scene: Scene) -> None: ...


def closed(scene: Scene) -> None:
    close(scene.article)


def draft(scene: Scene) -> None:
    close(scene.article, "draft")


def locked_thread(scene: Scene) -> None:
    assert scene.comment.opened.lock(by=scene.moderator, reason=WHY)


def locked_paragraph(scene: Scene) -> None:
    assert Margin.objects.get(paragraph=scene.paragraph).lock(by=scene.moderator, reason=WHY)


def suspended(scene: Scene) -> None:
    for person in (scene.reader, scene.other_reader):
        Act.objects.suspend(person, by=scene.moderator, reason=WHY, until=None)


def presiding_suspended(scene: Scene) -> None:
    chief = User.objects.get(username="chief")
    for name in ("editor", "moderator"):
        leader = User.objects.get(username=name)
        Act.objects.suspend(leader, by=chief, reason=WHY, until=None)


def removed(scene: Scene) -> None:
    scene.comment.reply(author=scene.other_reader, body="Nobody.")
    scene.comment.remove(by=scene.reader)


def removed_and_suspended(scene: Scene) -> None:
    removed(scene)
    suspended(scene)


def removed_by_a_moderator(scene: Scene) -> None:
    scene.comment.reply(author=scene.other_reader, body="Nobody.")
    scene.comment.remove(by=scene.moderator, reason=WHY)


def held(scene: Scene) -> None:
    Comment.objects.filter(pk=scene.comment.pk).update(held_for="links")


def held_and_presiding_suspended(scene: Scene) -> None:
    held(scene)
    presiding_suspended(scene)


def answered(scene: Scene) -> None:
    scene.comment.reply(author=scene.other_reader, body="Nobody.")


def private(scene: Scene) -> None:
    scene.annotation.show_to("private")


def private_and_suspended(scene: Scene) -> None:
    private(scene)
    suspended(scene)


def private_and_locked(scene: Scene) -> None:
    private(scene)
    locked_paragraph(scene)


def reported(scene: Scene) -> None:
    Report.objects.make(scene.comment, by=scene.other_reader, ground="rude")


def said_by_a_moderator(scene: Scene) -> None:
    Comment.objects.filter(pk=scene.comment.pk).update(author=scene.moderator)


READERS, LEADERS = ("reader", "other_reader"), ("editor", "moderator")
EVERYBODY = (*READERS, *LEADERS)
STATES = {
    nothing: EVERYBODY,
    closed: EVERYBODY,
    draft: ("editor",),
    locked_thread: EVERYBODY,
    locked_paragraph: READERS,
    suspended: READERS,
    presiding_suspended: LEADERS,
    removed: EVERYBODY,
    removed_and_suspended: READERS,
    removed_by_a_moderator: ("reader", "moderator"),
    held: ("reader", "moderator"),
    held_and_presiding_suspended: ("moderator",),
    answered: ("reader",),
    reported: READERS,
    private: READERS,
    private_and_suspended: ("reader",),
    private_and_locked: ("reader",),
    said_by_a_moderator: ("editor", "moderator", "chief"),
}


def acts(scene: Scene) -> dict[str, tuple[str, str, dict[str, str]]]:
    """Each act: what stands on the page where it is offered, where it goes, and what is sent."""
    comment, annotation, article = scene.comment.pk, scene.annotation.pk, scene.article
    passage = {"revision": "1", "targets": dump(words_of(article, OIL))}

    def of_comment(name: str, **form: str) -> tuple[str, str, dict[str, str]]:
        url = reverse(name, args=[comment])
        return f'="{url}"', url, form

    def of_mark(what: str, **form: str) -> tuple[str, str, dict[str, str]]:
        return f'id="{what}-{annotation}"', reverse("edit-annotation", args=[annotation]), form

    remark = reverse("comment-on-annotation", args=[annotation])
    discussion = reverse("discussion", args=[article.slug, 3])
    author = Comment.objects.get(pk=comment).author_id
    suspension = reverse("suspension", args=[author])
    lock = reverse("lock-paragraph", args=[article.slug, 3])
    thread = "unlock" if Thread.objects.exclude(locked_by=None).exists() else "lock"
    place = "unlock" if Margin.objects.exclude(locked_by=None).exists() else "lock"
    return {
        "reply": of_comment("reply", body="Nobody."),
        "edit": of_comment("edit-comment", body="Who did?"),
        "remove": of_comment("remove-comment", reason=WHY),
        "restore": of_comment("restore-comment"),
        "react": of_comment("reactions", kind="agree"),
        "report": of_comment("report", ground="rude"),
        "resolve": of_comment("resolve-thread"),
        "track": of_comment("track-thread", status="noted"),
        "say": ('<form class="composer"', discussion, {"body": "Hm."}),
        "remark": (f'href="{remark}"', remark, {"body": "Hm."}),
        "highlight": (">Highlight</button>", reverse("annotate", args=[article.slug]), passage),
        "recolour": of_mark("question", kind="question"),
        "hide": ('name="visibility" value="private">Make', *of_mark("", visibility="private")[1:]),
        "show": ('name="visibility" value="public"', *of_mark("", visibility="public")[1:]),
        "lock": of_comment("lock-thread", act=thread, reason=WHY),
        "lock the paragraph": (f'href="{lock}"', lock, {"act": place, "reason": WHY}),
        "decide": of_comment("decide", act="approve"),
        "suspend": (f'href="{suspension}"', suspension, {"term": "7", "reason": WHY}),
    }


def pages(client: Client, scene: Scene) -> str:
    """The article with its paragraph's discussion, the comment's menu, and what is marked there."""
    article = f"{scene.article.get_absolute_url()}?paragraph=3"
    marks = f"{reverse('discussion', args=[scene.article.slug, 3])}?from=20&to=22"
    menu = reverse("comment-menu", args=[scene.comment.pk])
    return "".join(client.get(url).text for url in (article, menu, marks))


def how_it_stands() -> list[object]:
    removed, held = Comment.objects.exclude(removed_at=None), Comment.objects.exclude(held_for="")
    annotation = Annotation.objects.get()
    return [Report.objects.count(), removed.count(), held.count(), annotation.visibility]


def is_taken(client: Client, act: str, url: str, form: dict[str, str]) -> bool:
    """Whether it is done; then it is undone again, for the next."""
    with transaction.atomic():
        before = how_it_stands()
        is_done = client.post(url, form).status_code == 302
        if act in {
            "report",
            "hide",
            "show",
            "remove",
            "decide",
        }:  # a redirect may say that it is so already
            is_done = how_it_stands() != before
        transaction.set_rollback(True)
    return is_done


@pytest.mark.parametrize(("state", "people"), STATES.items())
def test_what_is_offered_is_taken_and_what_would_be_refused_is_not_offered(
    state: Callable[[Scene], None],
    people: tuple[str, ...],
    scene: Scene,
    person: MakePerson,
    client_of: ClientOf,
) -> None:
    person("editor", "Editors", is_staff=True)
    person("chief", is_superuser=True, is_staff=True)
    state(scene)
    differ = []
    for name in people:
        client = client_of(User.objects.get(username=name))
        page = pages(client, scene)
        for act, (sign, url, form) in acts(scene).items():
            if is_taken(client, act, url, form) != (sign in page):
                differ.append((name, act, "offered" if sign in page else "taken"))
    assert differ == []


@pytest.mark.parametrize("state", [closed, locked_thread, locked_paragraph, suspended])
def test_where_something_is_not_offered_the_place_says_why(
    state: Callable[[Scene], None], scene: Scene, client_of: ClientOf
) -> None:
    state(scene)
    client = client_of(scene.other_reader)
    why = "closed" if state is closed else WHY
    slug = scene.article.slug
    addresses = [
        reverse("discussion", args=[slug, 3]),
        reverse("thread", args=[scene.comment.pk]),
        reverse("article-discussion", args=[slug]),
    ]
    if state in {closed, suspended}:
        addresses += [reverse("article", args=[slug]), reverse("orphans", args=[slug])]
    for address in addresses:
        assert why.lower() in client.get(address).text.lower(), address


def test_a_visitor_is_not_invited_to_write_where_it_is_locked(
    paragraph: Paragraph, reader: User, moderator: User, visitor: Client
) -> None:
    say(reader, paragraph)
    url = reverse("discussion", args=[paragraph.article.slug, paragraph.identity])
    assert "Sign in to comment" in visitor.get(url).text
    Margin.objects.get(paragraph=paragraph).lock(by=moderator, reason="Enough of this.")
    page = visitor.get(url).text
    assert "Sign in to comment" not in page
    assert "Enough of this." in page


def test_a_visitor_is_invited_to_what_a_reader_may(scene: Scene, visitor: Client) -> None:
    url = reverse("discussion", args=[scene.article.slug, 3])
    reply = reverse("reply", args=[scene.comment.pk])
    assert f'href="{reply}"' in visitor.get(url).text
    locked_paragraph(scene)
    assert f'href="{reply}"' not in visitor.get(url).text
