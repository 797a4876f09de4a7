"""How a person stands to what they look at: whether they follow it, and what they can choose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from annotations.models import Comment, Following
from annotations.models.following import FIELDS
from commentary.models import Article, Paragraph, User

type Person = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Stance:
    """The person's own word on a thing, and the nearest on what holds it; each a level or nothing.

    `label` tells it from others on the page.
    """

    label: str
    address: str
    own: str = ""
    wider: str = ""

    @property
    def is_of_thread(self) -> bool:
        return self.label.startswith("thread")

    @property
    def follows(self) -> bool:
        return self.own == Following.Level.FOLLOW

    @property
    def mutes(self) -> bool:
        return self.own == Following.Level.MUTE

    @property
    def offers_mute(self) -> bool:
        """Whether they would hear of it, so that to mute it is a choice."""
        return (self.own or self.wider) == Following.Level.FOLLOW


def article_stance(article: Article, user: Person) -> Stance:
    own = _levels(Following.objects.by(user).on(article)).get("article", "")
    return Stance("article", reverse("follow-article", args=[article.slug]), own)


def paragraph_stance(paragraph: Paragraph, user: Person) -> Stance:
    levels = _levels(Following.objects.by(user).about(paragraph.article_id, paragraph.pk))
    address = reverse("follow-paragraph", args=[paragraph.article.slug, paragraph.identity])
    return Stance("paragraph", address, levels.get("paragraph", ""), levels.get("article", ""))


def thread_stances(roots: Sequence[Comment], user: Person) -> dict[int, Stance]:
    """Key of the first comment -> stance, for threads that stand in one paragraph."""
    if not roots:
        return {}
    paragraph = roots[0].paragraph
    keys = [root.pk for root in roots]
    levels = _levels(Following.objects.by(user).about(paragraph.article_id, paragraph.pk, keys))
    wider = levels.get("paragraph") or levels.get("article", "")
    return {
        pk: Stance(f"thread-{pk}", reverse("follow-thread", args=[pk]), levels.get(pk, ""), wider)
        for pk in keys
    }


def _levels(followings: Iterable[Following]) -> dict[str | int, str]:
    """What is said of the article, of the paragraph, and of each thread (by key)."""
    return {each.thread_id or FIELDS[each.distance]: each.level for each in followings}
