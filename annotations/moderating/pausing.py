"""Who may contribute, but not yet: the pace of a discussion, and what is much in a short time."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.models import Comment, DiscussionRules
from annotations.models.contributing import Contributor, Refusal, clock
from annotations.models.discussion_rules import presides
from annotations.moderating.standing import comments_free_at, marks_free_at
from commentary.models import Article

if TYPE_CHECKING:
    from commentary.models import User


def pause(who: Contributor, article: Article) -> Refusal | None:
    """How long slow mode keeps this person from their next comment; said where one would write."""
    if who.presides:
        return None
    rules = _rules(article)
    if not rules or not rules.slow_mode:
        return None
    said = Comment.objects.filter(author=who.user.pk, paragraph__article=article)
    last = said.order_by("-created_at").values_list("created_at", flat=True).first()
    free = last + timedelta(seconds=rules.slow_mode) if last else None
    if free is None or free <= timezone.now():
        return None
    words = _("Slow mode: %(pace)s. You can post again at %(time)s.")
    pace = rules.get_slow_mode_display()
    return Refusal(words % {"pace": pace[0].lower() + pace[1:], "time": clock(free)}, free)


def pause_of_comment(user: "User", article: Article, address: str) -> Refusal | None:
    """The same of words that are being sent from some address, and whether these are too many."""
    who = Contributor.of(user)
    if who.presides:
        return None
    return pause(who, article) or _until(comments_free_at(user, address))


def pause_of_mark(user: "User") -> Refusal | None:
    """Whether this person has marked very much in a short time."""
    return None if presides(user) else _until(marks_free_at(user))


def _rules(article: Article) -> DiscussionRules | None:
    """As they were loaded with the article, or else asked for."""
    if Article.rules.is_cached(article):
        return getattr(article, "rules", None)
    return DiscussionRules.objects.of(article)


def _until(free: datetime | None) -> Refusal | None:
    if free is None:
        return None
    words = _("That was a lot in a short time. You can go on at %s.") % clock(free)
    return Refusal(words, free)
