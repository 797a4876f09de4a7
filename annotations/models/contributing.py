"""Who may contribute, and where not, why: every rule of it, in the order people are told.

The same answer is asked by what offers an act, by the view that takes what was typed, and once more
by the verb, when nobody else can write any more. Who may, but not yet, is the matter of `pausing`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models.act import MODERATE, Act
from annotations.models.discussion_rules import presides
from annotations.models.lockable import Lock
from commentary.models import Article, Paragraph

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from annotations.models.annotation import Annotation
    from annotations.models.comment import Comment
    from annotations.models.reattachment import Reattachment
    from commentary.models import User


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not. With `try_again` it is enough to wait until then.

    `is_overtaken` says that what it was about is not there any more as it was.
    """

    words: str
    try_again: datetime | None = None
    is_overtaken: bool = False

    @property
    def status(self) -> int:
        """Of the answer to words that were sent."""
        if self.is_overtaken:
            return HTTPStatus.CONFLICT
        return HTTPStatus.TOO_MANY_REQUESTS if self.try_again else HTTPStatus.FORBIDDEN


class RefusedError(PermissionDenied):
    """What was sent is not taken, and nothing was changed; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.words)
        self.refusal = refusal


def insist(refused: Refusal | None) -> None:
    """Go no further where there is a refusal."""
    if refused:
        raise RefusedError(refused)


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person as they are asked what keeps them from contributing: once for all of a page.

    Moderators and editors preside: they go on where others have to stop, except where the whole
    discussion is closed or they are suspended themselves. Each question is answered with a
    refusal, or None where they may; what is nobody's but somebody else's to do is not asked here
    but of the thing itself.
    """

    user: "User | AnonymousUser"
    presides: bool
    suspended_by: Act | None

    @classmethod
    def of(cls, user: "User | AnonymousUser") -> Self:
        return cls(user, presides(user), Act.objects.suspension_of(user))

    def refusal_to_contribute(self) -> Refusal | None:
        """Anything at all, and anywhere: who is suspended can only read."""
        act = self.suspended_by
        if act is None:
            return None
        if act.until is None:
            return Refusal(_("You are suspended and can only read. Reason: %s") % act.reason)
        words = _("You are suspended until %(until)s and can only read. Reason: %(reason)s")
        return Refusal(words % {"until": clock(act.until), "reason": act.reason})

    # Of what is said, by whoever loaded it for reading

    def refusal_to_say(self, paragraph: Paragraph) -> Refusal | None:
        """Something about a paragraph loaded with its article and its margin's lock."""
        return _closed(paragraph.article) or self._silenced(lock_of(paragraph))

    def refusal_to_remark(self, annotation: "Annotation") -> Refusal | None:
        """Something about words that were marked, loaded `for_listing`."""
        if not annotation.is_visible_to(self.user):
            return _unmarked()
        return _closed(annotation.article) or self._silenced(annotation.lock)

    def refusal_in_thread(self, root: "Comment") -> Refusal | None:
        """Anything in the thread that this comment opens."""
        return _closed(root.paragraph.article) or self._silenced(root.lock)

    def refusal_to_reply(self, comment: "Comment") -> Refusal | None:
        """Also to react: that says something as well."""
        closed = _closed(comment.paragraph.article)
        return closed or self._gone(comment) or self._silenced(comment.lock)

    def refusal_to_edit(self, comment: "Comment") -> Refusal | None:
        """Where a discussion is closed one's own words are still one's own."""
        return _removed(comment) or self._silenced(comment.lock)

    def refusal_to_restore(self, comment: "Comment") -> Refusal | None:
        return self._hidden(comment) or self._silenced(comment.lock)

    def refusal_to_settle(self, root: "Comment") -> Refusal | None:
        """To resolve the thread that this comment opens, to reopen it, or to track it."""
        if self.presides:
            return self._hidden(root) or self.refusal_to_contribute()
        return self._hidden(root) or self.refusal_in_thread(root)

    def refusal_to_report(self) -> Refusal | None:
        return self.refusal_to_contribute()

    # Of what moderators and editors do to what others said, and to who may say something

    def refusal_to_moderate(self) -> Refusal | None:
        """Asked of those whose it is to moderate; and once more of every act."""
        return self.refusal_to_contribute()

    def refusal_to_remove(self, comment: "Comment") -> Refusal | None:
        """What one said oneself can always be taken back."""
        return None if comment.author_id == self.user.pk else self.refusal_to_moderate()

    @property
    def may_moderate(self) -> bool:
        return self.user.has_perm(MODERATE) and not self.refusal_to_moderate()

    # Of what is marked: one's own marks are one's own, and those that all see are said as well

    def refusal_to_mark(self, article: Article, *, is_public: bool) -> Refusal | None:
        return _closed(article) or (self.refusal_to_contribute() if is_public else None)

    def refusal_to_change(self, annotation: "Annotation") -> Refusal | None:
        """Another kind for it, or its return to the text."""
        return self.refusal_to_contribute() if annotation.is_public else None

    def refusal_to_show(self, annotation: "Annotation") -> Refusal | None:
        """It, and what was said of it, to everyone. Loaded `for_listing`."""
        if annotation.is_public:
            return None
        refused = self.refusal_to_mark(annotation.article, is_public=True)
        return refused or (self._silenced(annotation.lock) if annotation.has_words else None)

    def refusal_to_place(self, annotation: "Annotation") -> Refusal | None:
        """Where an orphan's words are now: to say so, or to decide what others say."""
        if annotation.removed_at:
            return _unmarked()
        return self.refusal_to_mark(annotation.article, is_public=annotation.is_public)

    def refusal_to_decline(self, proposal: "Reattachment") -> Refusal | None:
        """What one has proposed can always be taken back."""
        is_own = proposal.proposed_by_id == self.user.pk
        return None if is_own else self.refusal_to_place(proposal.annotation)

    def _gone(self, comment: "Comment") -> Refusal | None:
        return _removed(comment) or _held(comment) or self._hidden(comment)

    def _hidden(self, comment: "Comment") -> Refusal | None:
        """What it is about became somebody else's private mark since they saw it."""
        return None if comment.is_visible_to(self.user) else _unmarked()

    def _silenced(self, lock: Act | Lock | None) -> Refusal | None:
        return self.refusal_to_contribute() or (
            _locked(lock) if lock and not self.presides else None
        )


def lock_of(paragraph: Paragraph) -> Act | None:
    """The act that locked a paragraph loaded with `margin__locked_by`."""
    return paragraph.margin.locked_by if hasattr(paragraph, "margin") else None


def _closed(article: Article) -> Refusal | None:
    if article.is_open:
        return None
    if article.status == Article.Status.DRAFT:
        return Refusal(_("The discussion begins when this article is published."))
    return Refusal(_("The discussion of this article is closed."))


def _locked(lock: Act | Lock) -> Refusal:
    if lock.kind == Act.Kind.LOCK:
        return Refusal(_("This thread is locked. Reason: %s") % lock.reason)
    return Refusal(_("The discussion of this paragraph is locked. Reason: %s") % lock.reason)


def _removed(comment: "Comment") -> Refusal | None:
    if not comment.is_removed:
        return None
    return Refusal(_("This comment was removed in the meantime."), is_overtaken=True)


def _held(comment: "Comment") -> Refusal | None:
    return Refusal(_("This comment waits for a moderator.")) if comment.held_for else None


def _unmarked() -> Refusal:
    return Refusal(_("These words are not marked any more."), is_overtaken=True)


def clock(moment: datetime) -> str:
    """The time of today, or the day as well."""
    local = timezone.localtime(moment)
    # A minute too late is better than a minute too early.
    local = (local + timedelta(minutes=1)).replace(second=0) if local.second else local
    is_today = local.date() == timezone.localdate()
    return date_format(local, "TIME_FORMAT" if is_today else "DATETIME_FORMAT")
