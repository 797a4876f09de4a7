"""Readers and editors at the same moment, on real connections: nobody's doing undoes another's."""

from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from random import Random
from threading import Barrier, Lock, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Comment, Target
from annotations.selectors import dump, select
from annotations.words import words
from commentary.groups import MODERATORS
from commentary.models import Article, OutdatedEditError, User
from tests.annotations.acting import inputs_of, mark, say
from tests.annotations.heavy_hand import edited
from tests.annotations.wholeness import assert_whole
from tests.conftest import ClientOf, MakePerson

pytestmark = pytest.mark.django_db(transaction=True)

DONE = HTTPStatus.FOUND
# What someone may be told who was overtaken; everything else is a failure.
OVERTAKEN = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,  # it became somebody's private one
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
}


class Crowd:
    """People who act at once, each in a thread and with a connection of their own."""

    def __init__(self) -> None:
        self.people: list[Callable[[], None]] = []
        self.done = Counter[str]()
        self.overtaken = Counter[str]()
        self.failures: list[BaseException] = []
        self.lock = Lock()

    def join(self, act: Callable[[], None]) -> None:
        self.people.append(act)

    def report(self, what: str, answer: int) -> None:
        with self.lock:
            if answer == DONE:
                self.done[what] += 1
            elif answer in OVERTAKEN:
                self.overtaken[what] += 1
            else:
                self.failures.append(AssertionError(f"{what} was answered with {answer}"))

    def act(self) -> None:
        together = Barrier(len(self.people))

        def run(act: Callable[[], None]) -> None:
            try:
                together.wait()
                act()
            except BaseException as error:  # noqa: BLE001  (it is the test's to judge)
                self.failures.append(error)
            finally:
                connection.close()

        threads = [Thread(target=run, args=[act]) for act in self.people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in threads)
        assert self.failures == []


def some_passage(random: Random, article: Article) -> dict[str, object]:
    """A passage of one paragraph or two, in the text that a reader has just been shown."""
    states = article.revisions.get(number=article.revision_number).states
    at = random.randrange(len(states))
    selectors = []
    for state in states[at : at + random.randint(1, 2)]:
        spans = words(state.text)
        first = random.randrange(len(spans))
        last = random.randrange(first, min(first + 12, len(spans)))
        selectors.append(select(state.identity, state.text, spans[first][0], spans[last][1]))
    return {"revision": article.revision_number, "targets": dump(selectors)}


def reading(crowd: Crowd, article: Article, client: Client, name: str, acts: int) -> None:
    """Mark, say, answer and take back, over HTTP; every body is said once."""
    random = Random(name)
    for number in range(acts):
        body = f"{name} {number}"
        own = Article.objects.get(pk=article.pk)
        said = Comment.objects.filter(author__username=name)
        match random.randrange(8):
            case 0 | 1:
                fields = some_passage(random, own)
                response = client.post(reverse("annotate", args=[own.slug]), fields)
                crowd.report("mark", response.status_code)
            case 2 | 3:
                fields = {**some_passage(random, own), "body": body}
                response = client.post(reverse("annotate", args=[own.slug]), fields)
                crowd.report("say", response.status_code)
            case 4 | 5:
                parent = random.choice(Comment.objects.values_list("pk", flat=True))
                response = client.post(reverse("reply", args=[parent]), {"body": body})
                crowd.report("say", response.status_code)
            case 6 if said:
                mine = random.choice(said.values_list("pk", flat=True))
                act = random.choice(("remove-comment", "restore-comment"))
                response = client.post(reverse(act, args=[mine]))
                crowd.report(act, response.status_code)
            case _:
                pks = Annotation.objects.by(User.objects.get(username=name)).values_list("pk")
                if pks:
                    (pk,) = random.choice(pks)
                    act, fields = random.choice(
                        [
                            ("edit-annotation", {"kind": "question"}),
                            ("edit-annotation", {"visibility": "private"}),
                            ("remove-annotation", {}),
                        ]
                    )
                    response = client.post(reverse(act, args=[pk]), fields)
                    crowd.report(act, response.status_code)


def editing(crowd: Crowd, article: Article, editor: User, seed: int, edits: int) -> None:
    """Edit again and again; someone who was overtaken begins anew, as a person would."""
    random = Random(seed)
    published = 0
    while published < edits:
        own = Article.objects.get(pk=article.pk)
        shown = own.revision_number
        inputs = edited(random, inputs_of(own))
        try:
            revision = own.revise(by=editor, paragraphs=inputs, based_on=shown)
        except OutdatedEditError:
            crowd.report("edit", HTTPStatus.CONFLICT)
        else:
            if revision.number > shown:
                published += 1
                crowd.report("edit", DONE)


def bringing_back(crowd: Crowd, article: Article, client: Client, times: int) -> None:
    random = Random(times)
    done = 0
    while done < times:
        own = Article.objects.get(pk=article.pk)
        if own.revision_number == 1:
            continue
        number = random.randrange(1, own.revision_number)
        response = client.post(
            reverse("bring-back", args=[own.slug, number]), {"based_on": own.revision_number}
        )
        crowd.report("bring back", response.status_code)
        done += response.status_code == DONE


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_people_do_at_once_is_done_once_or_honestly_refused(
    article: Article, person: MakePerson, editor: User, client_of: ClientOf, seed: int
) -> None:
    crowd = Crowd()
    # Moderators, so that no limit of newcomers holds them up.
    readers = [person(f"reader{number}.{seed}", MODERATORS) for number in range(4)]
    first = article.paragraphs.in_order()[0]
    mark(readers[0], article, first.text[:40])
    say(readers[0], first, body="The first word.")
    for reader in readers:
        client = client_of(reader)
        crowd.join(
            lambda client=client, name=reader.username: reading(crowd, article, client, name, 14)
        )
    for number in range(2):
        crowd.join(lambda number=number: editing(crowd, article, editor, seed + number, 6))
    crowd.join(lambda: bringing_back(crowd, article, client_of(editor), 3))
    crowd.act()

    article.refresh_from_db()
    assert_whole(article)
    assert article.revision_number == 1 + crowd.done["edit"] + crowd.done["bring back"]
    assert crowd.done["edit"] >= 6
    bodies = Comment.objects.values_list("body", flat=True)
    assert len(set(bodies)) == len(bodies) == 1 + crowd.done["say"]
    on_words = Comment.objects.filter(parent=None).exclude(annotation=None)
    assert Annotation.objects.count() == 1 + crowd.done["mark"] + on_words.count()
    assert crowd.done["mark"] >= 4
    assert crowd.done["say"] >= 10


def test_bringing_the_first_text_back_after_a_crowd_puts_its_annotations_where_they_were(
    article: Article, person: MakePerson, editor: User, client_of: ClientOf
) -> None:
    """Whatever others did meanwhile."""
    first = person("first")
    for at in range(5):
        spoken = article.paragraphs.in_order()[at].text
        mark(first, article, " ".join(spoken.split()[at : at + 6]))
    places = Target.objects.filter(annotation__creator=first).in_order()
    fields = ("annotation", "paragraph", "start", "end", "exact", "state")
    then = list(places.values_list(*fields))
    crowd = Crowd()
    for number in range(3):
        reader = person(f"reader{number}", MODERATORS)
        client = client_of(reader)
        say(reader, article.paragraphs.in_order()[number], body=f"{number}")
        crowd.join(
            lambda client=client, name=reader.username: reading(crowd, article, client, name, 8)
        )
    for number in range(3):
        crowd.join(lambda number=number: editing(crowd, article, editor, number, 4))
    crowd.act()

    article.refresh_from_db()
    article.bring_back(1, by=editor, based_on=article.revision_number)
    assert list(places.all().values_list(*fields)) == then
    assert_whole(article)


def test_of_many_edits_of_one_revision_one_is_published(article: Article, editor: User) -> None:
    crowd = Crowd()
    inputs = inputs_of(article)

    def edit(number: int) -> None:
        own = Article.objects.get(pk=article.pk)
        try:
            own.revise(
                by=editor,
                paragraphs=inputs[number:],
                based_on=1,
                note=f"Without the first {number}",
            )
        except OutdatedEditError as error:
            assert error.current.revision_number > 1
            crowd.report("edit", HTTPStatus.CONFLICT)
        else:
            crowd.report("edit", DONE)

    for number in range(1, 7):
        crowd.join(lambda number=number: edit(number))
    crowd.act()
    assert (crowd.done["edit"], crowd.overtaken["edit"]) == (1, 5)
    assert_whole(article)
