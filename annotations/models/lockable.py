"""What moderators can lock: nothing more is said there until it is unlocked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from annotations.models.act import Act

if TYPE_CHECKING:
    from commentary.models import Article, User


@dataclass(frozen=True, slots=True)
class Lock:
    """What is locked, by the kind of the act that locked it, and why."""

    kind: str
    reason: str


class Lockable(models.Model):
    """`locked_by` is the act that locked it: it says who did, when and why."""

    locked_by = models.ForeignKey(
        Act, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("locked by")
    )

    LOCK: ClassVar[Act.Kind]
    UNLOCK: ClassVar[Act.Kind]

    class Meta:
        abstract = True

    def locked_place(self) -> tuple["Article", dict[str, Any]]:
        """Its article, and what else an act says of where it is."""
        raise NotImplementedError

    def keep_lock(self) -> None:
        """Save what was locked or unlocked."""
        self.save(update_fields=["locked_by"])

    @transaction.atomic
    def lock(self, *, by: "User", reason: str) -> bool:
        """Whether this locked it: not if somebody else was first."""
        return self._turn(self.LOCK, by=by, reason=reason)

    @transaction.atomic
    def unlock(self, *, by: "User", reason: str) -> bool:
        """Undo `lock`. Whether this unlocked it."""
        return self._turn(self.UNLOCK, by=by, reason=reason)

    def _turn(self, kind: Act.Kind, *, by: "User", reason: str) -> bool:
        article, place = self.locked_place()
        article.record_activity()
        self.refresh_from_db(fields=["locked_by"])
        if (kind == self.LOCK) == (self.locked_by_id is not None):
            return False
        act = Act.objects.record(kind, by=by, reason=reason, article=article, **place)
        self.locked_by = act if kind == self.LOCK else None
        self.keep_lock()
        return True
