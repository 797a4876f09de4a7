"""How often a person wants mail, and when the next one is due."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from commentary.models import User

# "At once" waits this long for more, so that a lively minute is one mail …
GATHERS = timedelta(minutes=2)
# … and, after a mail, this long: a busy hour is six mails at most.
RESTS = timedelta(minutes=10)
# The hour of the daily mail, in TIME_ZONE.
DAILY_AT = 7
# A mail that could not be sent waits 5 minutes, then twice as long each time.
FIRST_PAUSE = timedelta(minutes=5)
# After this many attempts, the last of them ten and a half hours after the first, it is given up.
MOST_ATTEMPTS = 8


class MailboxQuerySet(models.QuerySet["Mailbox"]):
    def of(self, person: "User") -> "Mailbox":
        """The one of this person; made when first asked for."""
        return self.get_or_create(person=person)[0]

    def due(self, now: datetime) -> Self:
        return self.filter(due_at__lte=now)

    @transaction.atomic
    def expect(self, people: Collection[int], now: datetime) -> list[datetime]:
        """Set when these people (given by key) get their next mail, if none is due already.

        Answers with the moments for which somebody now has to look after the mail: those that no
        other mail was due at. Nobody claims a mail of these people until the transaction ends, so
        what they are told in it is in the mail that is due, or in one that is due later.
        """
        self.bulk_create((Mailbox(person_id=pk, since=now) for pk in people), ignore_conflicts=True)
        # In one order, or two who tell the same people would wait for each other.
        list(self.filter(person__in=people).order_by("pk").select_for_update().values_list("pk"))
        idle = self.filter(person__in=people, due_at=None)
        rested = Q(sent_at=None) | Q(sent_at__lte=now - RESTS + GATHERS)
        at_once = idle.filter(pace=Mailbox.Pace.AT_ONCE)
        groups = (
            (at_once.filter(rested), full_minute(now + GATHERS)),
            (at_once.exclude(rested), full_minute(now + RESTS)),
            (idle.filter(pace=Mailbox.Pace.HOURLY), next_hour(now + GATHERS)),
            (idle.filter(pace=Mailbox.Pace.DAILY), next_day(now + GATHERS)),
        )
        return [moment for group, moment in groups if group.set_due(moment)]

    def set_due(self, moment: datetime) -> bool:
        """Make mail due at this moment; whether it is the first to be due then."""
        is_first = not Mailbox.objects.filter(due_at=moment).exists()
        return bool(self.update(due_at=moment)) and is_first


class Mailbox(models.Model):
    """One row for each person who was ever told anything."""

    class Pace(models.TextChoices):
        AT_ONCE = "at-once", _("At once")
        HOURLY = "hourly", _("Once an hour")
        DAILY = "daily", _("Once a day")
        NEVER = "never", _("Never")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="mailbox",
    )
    pace = models.CharField(_("pace"), max_length=7, choices=Pace, default=Pace.AT_ONCE)
    since = models.DateTimeField(
        _("since"),
        default=timezone.now,
        help_text=_("What was told before is not mailed: they did not want mail then."),
    )
    due_at = models.DateTimeField(_("next mail"), null=True, db_index=True)
    sent_at = models.DateTimeField(_("last mail"), null=True)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)

    objects = MailboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.pace}"

    def set_pace(self, pace: str) -> bool:
        """Change how often; whether something waits, for which the moment must be set anew."""
        waits = self.due_at is not None and self.Pace.NEVER not in {pace, self.pace}
        if self.Pace.NEVER in {pace, self.pace} and pace != self.pace:
            self.since = timezone.now()
        self.pace, self.due_at = pace, None
        self.save(update_fields=["pace", "since", "due_at"])
        return waits

    def claim(self) -> bool:
        """Take the mail that is due, once: whether nobody else has taken it."""
        mine = Mailbox.objects.filter(pk=self.pk, due_at=self.due_at)
        return self.due_at is not None and bool(mine.update(due_at=None))

    def postpone(self, now: datetime) -> datetime | None:
        """Try again after a pause that grows, until it is given up: when, or None."""
        self.attempts += 1
        if self.attempts < MOST_ATTEMPTS:
            self.due_at = full_minute(now + FIRST_PAUSE * 2 ** (self.attempts - 1))
        else:
            self.attempts, self.due_at, self.since = 0, None, now
        self.save(update_fields=["attempts", "due_at", "since"])
        return self.due_at


def full_minute(moment: datetime) -> datetime:
    """The next one, so that what is due in one minute is looked after at once."""
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=1)


def next_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def next_day(moment: datetime) -> datetime:
    """When it is next `DAILY_AT` o'clock here, summer and winter."""
    here = timezone.localtime(moment)
    today = here.replace(hour=DAILY_AT, minute=0, second=0, microsecond=0)
    return today if today > here else today + timedelta(days=1)
