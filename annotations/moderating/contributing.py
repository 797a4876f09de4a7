"""Who may say something now, and where not, why: every rule of it, in the order people are told.

Asked by whatever stands where one would write, and again by whatever takes what was written.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import Act, Annotation, Comment, DiscussionRules, Margin, Thread
from annotations.models.discussion_rules import presides
from annotations.moderating.standing import comments_free_at, marks_free_at
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from commentary.models import User


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. With `try_again` it is enough to wait until then."""

    words: str
    try_again: datetime | None = None

    @property
    def status(self) -> int:
        """Of the answer to words that were sent."""
        return HTTPStatus.TOO_MANY_REQUESTS if self.try_again else HTTPStatus.FORBIDDEN


def refusal(
    user: "User",
    article: Article,
    *,
    paragraph: Paragraph | None = None,
    thread: int | None = None,
) -> Refusal | None:
    """Why this person may not say anything here now; None if they may.

    `thread` is the key of the first comment of the one that they answer in. Moderators and editors
    go on where others have to stop, except where the whole discussion is closed.
    """
    if not article.is_open:
        return Refusal(_("The discussion of this article is closed."))
    if presides(user):
        return None
    return _suspended(user) or _locked(paragraph, thread) or _too_soon(user, article)


def refusal_of_comment(
    user: "User",
    article: Article,
    address: str,
    *,
    paragraph: Paragraph,
    thread: int | None = None,
) -> Refusal | None:
    """The same, of words that are being sent from some address."""
    refused = refusal(user, article, paragraph=paragraph, thread=thread)
    return refused or (None if presides(user) else _waiting(comments_free_at(user, address)))


def refusal_of_mark(user: "User", article: Article, *, is_public: bool) -> Refusal | None:
    """Why this person may not mark words of the article now. One's own marks are one's own."""
    if not article.is_open:
        return Refusal(_("The discussion of this article is closed."))
    if presides(user):
        return None
    return (_suspended(user) if is_public else None) or _waiting(marks_free_at(user))


def refusal_to_change(user: "User", *, paragraph: Paragraph, thread: int | None) -> Refusal | None:
    """Why this person may not change their words, or decide about their thread, now.

    The pace at which they may speak has nothing to do with it, and where a discussion is closed
    one's own words are still one's own: earlier wordings stay readable.
    """
    if presides(user):
        return None
    return _suspended(user) or _locked(paragraph, thread)


def refusal_to_show(user: "User", annotation: Annotation) -> Refusal | None:
    """Why this person may not show their annotation, and what they said of it, to everyone."""
    if annotation.visibility == Annotation.Visibility.PUBLIC:
        return None
    refused = refusal_of_mark(user, annotation.article, is_public=True)
    said = annotation.comments.filter(removed_at=None).select_related("paragraph").first()
    if refused or said is None or presides(user):
        return refused
    return _locked(said.paragraph, None)


def _suspended(user: "User") -> Refusal | None:
    act = Act.objects.suspension_of(user)
    if act is None:
        return None
    if act.until is None:
        return Refusal(_("You are suspended and can only read. Reason: %s") % act.reason)
    words = _("You are suspended until %(until)s and can only read. Reason: %(reason)s")
    return Refusal(words % {"until": _when(act.until), "reason": act.reason})


def _locked(paragraph: Paragraph | None, thread: int | None) -> Refusal | None:
    of_paragraph = Margin.objects.filter(paragraph=paragraph).values("locked_by")
    of_thread = Thread.objects.filter(root=thread).values("locked_by")
    act = Act.objects.filter(Q(pk__in=of_paragraph) | Q(pk__in=of_thread)).order_by("pk").first()
    if act is None:
        return None
    if act.kind == Act.Kind.LOCK:
        return Refusal(_("This thread is locked. Reason: %s") % act.reason)
    return Refusal(_("The discussion of this paragraph is locked. Reason: %s") % act.reason)


def _too_soon(user: "User", article: Article) -> Refusal | None:
    rules = DiscussionRules.objects.of(article)
    if not rules.slow_mode:
        return None
    said = Comment.objects.filter(author=user, paragraph__article=article).order_by("-created_at")
    last = said.values_list("created_at", flat=True).first()
    free = last + timedelta(seconds=rules.slow_mode) if last else None
    if free is None or free <= timezone.now():
        return None
    words = _("Slow mode: %(pace)s. You can post again at %(time)s.")
    pace = rules.get_slow_mode_display()
    return Refusal(words % {"pace": pace[0].lower() + pace[1:], "time": _when(free)}, free)


def _waiting(free: datetime | None) -> Refusal | None:
    if free is None:
        return None
    words = _("That was a lot in a short time. You can go on at %s.") % _when(free)
    return Refusal(words, free)


def _when(moment: datetime) -> str:
    """The time of today, or the day as well."""
    local = timezone.localtime(moment)
    # A minute too late is better than a minute too early.
    local = (local + timedelta(minutes=1)).replace(second=0) if local.second else local
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")
