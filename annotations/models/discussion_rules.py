"""How an article may be discussed, as moderators and editors set it."""

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.act import MODERATE, Act
from commentary.models import Article, User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

# Its permissions are what people have; allauth's backend knows only how they sign in.
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"

# What may be set, and the act that setting it is.
SETTINGS = {
    "slow_mode": Act.Kind.SLOW,
    "approve_first": Act.Kind.FIRST,
    "public_log": Act.Kind.LOG,
}


def presides(user: "User | AnonymousUser") -> bool:
    """Whether this person leads discussions: moderators and editors."""
    return user.has_perm(MODERATE) or user.has_perm("commentary.change_article")


def those_in_charge() -> "models.QuerySet[User]":
    """Who presides, and the staff: only a superuser suspends one of them."""
    with_perm = partial(User.objects.with_perm, backend=MODEL_BACKEND)
    moderators, editors = with_perm(MODERATE), with_perm("commentary.change_article")
    return User.objects.filter(
        Q(is_staff=True)
        | Q(pk__in=moderators.order_by().values("pk"))
        | Q(pk__in=editors.order_by().values("pk"))
    )


def may_suspend(
    user: "User | AnonymousUser", person: User, *, is_in_charge: bool | None = None
) -> bool:
    """Whether this moderator may: nobody themselves or who left, only a superuser those in charge.

    Whether they are in charge is asked, unless that was done for many at once.
    """
    if user.pk == person.pk or person.is_erased:
        return False
    if not user.is_superuser and is_in_charge is None:
        is_in_charge = those_in_charge().filter(pk=person.pk).exists()
    return user.is_superuser or not is_in_charge


class DiscussionRulesQuerySet(models.QuerySet["DiscussionRules"]):
    def of(self, article: Article) -> "DiscussionRules":
        """The article's rules: those that were set, or those that every article begins with."""
        return self.filter(article=article).first() or DiscussionRules(article=article)


class DiscussionRules(models.Model):
    """An article whose rules were never changed has no row."""

    class Pace(models.IntegerChoices):
        """Seconds from one comment of a person to their next."""

        FREE = 0, _("Off")
        HALF_A_MINUTE = 30, _("A comment every 30 seconds")
        MINUTE = 60, _("A comment a minute")
        FIVE_MINUTES = 300, _("A comment every 5 minutes")
        HALF_AN_HOUR = 1800, _("A comment every half an hour")
        DAY = 86_400, _("A comment a day")

    class First(models.TextChoices):
        AS_SITE = "", _("As everywhere on this site")
        HOLD = "hold", _("Look at them first")
        SHOW = "show", _("Show them at once")

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="rules"
    )
    slow_mode = models.PositiveIntegerField(_("slow mode"), choices=Pace, default=Pace.FREE)
    approve_first = models.CharField(
        _("a newcomer's first comment"), max_length=4, choices=First, default="", blank=True
    )
    public_log = models.BooleanField(
        _("Show the moderation log to everyone, without what was removed"), default=False
    )

    objects = DiscussionRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of a discussion")
        verbose_name_plural = _("rules of discussions")

    def __str__(self) -> str:
        return str(self.article)

    @property
    def holds_first_contributions(self) -> bool:
        if self.approve_first == self.First.AS_SITE:
            return bool(settings.APPROVE_FIRST_CONTRIBUTIONS)
        return self.approve_first == self.First.HOLD

    # Who may

    def are_changeable_by(self, user: "User | AnonymousUser") -> bool:
        return presides(user)

    def show_log_to(self, user: "User | AnonymousUser") -> bool:
        return self.public_log or presides(user)

    # What may be done

    @transaction.atomic
    def change(
        self, *, by: "User", reason: str, is_open: bool | None = None, **values: object
    ) -> bool:
        """Set these rules; an act for each that is not so already. Whether anything changed.

        `is_open` opens or closes the discussion, for the same reason.
        """
        self.article.record_activity()
        now = DiscussionRules.objects.of(self.article)
        changed = [
            name for name in SETTINGS if values.get(name, getattr(now, name)) != getattr(now, name)
        ]
        for name in changed:
            setattr(now, name, values[name])
        if changed:
            now.save()
        for name in changed:
            self._record(SETTINGS[name], by, reason)
        if is_open is None:
            return bool(changed)
        turn = self.open_discussion if is_open else self.close_discussion
        return turn(by=by, reason=reason) or bool(changed)

    @transaction.atomic
    def close_discussion(self, *, by: "User", reason: str) -> bool:
        """Let nobody say anything more about the article. Whether this closed it."""
        return self._turn(Article.Status.PUBLISHED, Article.Status.CLOSED, by, reason)

    @transaction.atomic
    def open_discussion(self, *, by: "User", reason: str) -> bool:
        """Undo `close_discussion`."""
        return self._turn(Article.Status.CLOSED, Article.Status.PUBLISHED, by, reason)

    def _turn(self, old: str, new: str, by: "User", reason: str) -> bool:
        self.article.record_activity()
        self.article.refresh_from_db(fields=["status"])
        return self.article.status == old and self.article.set_status(new, by=by, reason=reason)

    def _record(self, kind: Act.Kind, by: "User", reason: str) -> Act:
        return Act.objects.record(kind, by=by, reason=reason, article=self.article)
