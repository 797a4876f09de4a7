"""How a person stands to what they look at: whether they follow it, and what they can choose."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from annotations.models import Comment, Following
from annotations.models.following import FIELDS
from commentary.models import Article, Paragraph, User

type Person = User | AnonymousUser
# A thing, by its field and key -> what is said of it.
type Levels = dict[tuple[str, int], str]

_FOLLOWED = {
    "article": _("You will be told what is new in this article."),
    "paragraph": _("You will be told what is new in this paragraph."),
    "thread": _("You will be told what is new in this thread."),
}
_MUTED = {
    "article": _("You hear nothing of this article."),
    "paragraph": _("You hear nothing of this paragraph."),
    "thread": _("You hear nothing of this thread."),
}
_LEFT = {
    "article": _("You do not follow this article any more."),
    "paragraph": _("You do not follow this paragraph any more."),
    "thread": _("You do not follow this thread any more."),
}


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
    def is_of_paragraph(self) -> bool:
        return self.label == "paragraph"

    @property
    def follows(self) -> bool:
        return self.own == Following.Level.FOLLOW

    @property
    def mutes(self) -> bool:
        return self.own == Following.Level.MUTE

    @property
    def said(self) -> str:
        """What was chosen, to whoever has just chosen it."""
        if self.mutes:
            return str(_MUTED[self._thing])
        if Following.Level.FOLLOW in (self.own, self.wider):
            return str(_FOLLOWED[self._thing])
        return str(_LEFT[self._thing])

    @property
    def _thing(self) -> str:
        return self.label.partition("-")[0]

    @property
    def offers_mute(self) -> bool:
        """Whether they would hear of it, so that to mute it is a choice."""
        return (self.own or self.wider) == Following.Level.FOLLOW


def article_stance(article: Article, user: Person) -> Stance:
    own = _levels(Following.objects.by(user).on(article)).get(("article", article.pk), "")
    return Stance("article", reverse("follow-article", args=[article.slug]), own)


def paragraph_stance(paragraph: Paragraph, user: Person) -> Stance:
    article = paragraph.article
    levels = _levels(Following.objects.by(user).about(article.pk, [paragraph.pk]))
    address = reverse("follow-paragraph", args=[article.slug, paragraph.identity])
    own = levels.get(("paragraph", paragraph.pk), "")
    return Stance("paragraph", address, own, levels.get(("article", article.pk), ""))


def thread_stance(root: Comment, user: Person) -> Stance:
    """To the thread that this comment opens."""
    article = root.paragraph.article_id
    about = Following.objects.by(user).about(article, [root.paragraph_id], [root.pk])
    levels = _levels(about)
    whole = levels.get(("article", article), "")
    return Stance(
        f"thread-{root.pk}",
        reverse("follow-thread", args=[root.pk]),
        levels.get(("thread", root.pk), ""),
        levels.get(("paragraph", root.paragraph_id)) or whole,
    )


def _levels(followings: Iterable[Following]) -> Levels:
    """What is said of each thing: its field and key -> level."""
    levels = {}
    for each in followings:
        field = FIELDS[each.distance]
        levels[field, getattr(each, f"{field}_id")] = each.level
    return levels
