"""Mail about what people were told: one at a time for each person, with all that waits in it.

A mail is claimed before it is sent: its notifications are marked as mailed, and that is committed.
So two workers never send the same, and a worker that is killed between claim and sending leaves a
mail unsent rather than one sent twice; what it would have said stands in the person's list. A mail
that the server refuses is put back and tried again, with pauses that grow.
"""

import logging
from collections.abc import Collection
from datetime import datetime
from email.headerregistry import HeaderRegistry, UnstructuredHeader
from email.policy import Policy
from email.policy import default as default_policy
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import Mailbox, Notification
from annotations.models.mailbox import FIRST_PAUSE
from annotations.telling import unsubscribing
from annotations.telling.inbox import Gathering, by_article, gather
from annotations.telling.saying import sentence
from commentary.models import User

logger = logging.getLogger(__name__)

# Mails of one task: it ends soon when the worker is asked to stop.
A_ROUND = 20
# Things told in one mail; of the rest it says how many there are.
MOST_IN_A_MAIL = 50
UNSUBSCRIBE = "List-Unsubscribe"


def expect_mail(people: Collection[int]) -> None:
    """These people (given by key) have been told something: see to their mail."""
    for moment in Mailbox.objects.expect(people, timezone.now()):
        post_when_due(moment)


def post_when_due(moment: datetime) -> None:
    """See to it that the mail that is due at this moment is sent then."""
    post_mail.using(run_after=moment).enqueue()


@task
def post_mail() -> None:
    """Send what is due."""
    now = timezone.now()
    due = list(Mailbox.objects.due(now).select_related("person").order_by("due_at", "pk")[:A_ROUND])
    if not due:
        return
    server = mailers.default
    try:
        server.open()
    except OSError:  # smtplib's errors are some of these
        logger.warning("The mail server is out of reach.", exc_info=True)
        post_when_due(now + FIRST_PAUSE)
        return
    try:
        for mailbox in due:
            try:
                post(mailbox, server, now)
            except DatabaseError:  # the others get theirs
                logger.exception("The mail to person %s could not be prepared.", mailbox.pk)
                put_off(mailbox, now)
    finally:
        server.close()
    if len(due) == A_ROUND:
        post_when_due(now)


def post(mailbox: Mailbox, server: BaseEmailBackend, now: datetime) -> None:
    """Claim a person's mail, then send it; put it back if that fails."""
    person = mailbox.person
    with transaction.atomic():
        if not mailbox.claim():
            return
        address = confirmed_address(person)
        if address is None:
            # Until they confirm it, it may be somebody else's.
            Mailbox.objects.filter(pk=mailbox.pk).update(since=now)
            return
        shown = Notification.objects.shown_to(person)
        waiting = list(shown.waiting_for_mail().in_order().values_list("pk", flat=True))
        # What can be seen again, or no more, by the second question is for a later mail.
        said = list(shown.filter(pk__in=waiting[:MOST_IN_A_MAIL]).for_reading().in_order())
        more = waiting[MOST_IN_A_MAIL:]
        claimed = [notification.pk for notification in said] + more
        Notification.objects.filter(pk__in=claimed).update(mailed_at=now)
    if not said:
        return
    try:
        server.send_messages([compose(person, address, said, len(more))])
    except Exception:  # whatever it is, the others get theirs
        logger.warning("The mail to person %s could not be sent.", person.pk, exc_info=True)
        with transaction.atomic():
            Notification.objects.filter(pk__in=claimed).update(mailed_at=None)
            put_off(mailbox, now)
        return
    Mailbox.objects.filter(pk=mailbox.pk).update(sent_at=now, attempts=0)


@transaction.atomic
def put_off(mailbox: Mailbox, now: datetime) -> None:
    """See to it that the mail is tried again, until it is given up."""
    if moment := mailbox.postpone(now):
        post_when_due(moment)


def confirmed_address(person: User) -> str | None:
    """Where mail may go: an address that they have shown to be theirs."""
    if not person.is_active:
        return None
    addresses = EmailAddress.objects.filter(user=person, verified=True)
    found: str | None = addresses.order_by("-primary").values_list("email", flat=True).first()
    return found


class OneLine(UnstructuredHeader):
    """A header that is never broken, or a long link in it would be encoded and lead nowhere."""

    def fold(self, *, policy: Policy) -> str:
        return f"{UNSUBSCRIBE}: {self}{policy.linesep}"


HEADERS = HeaderRegistry()
HEADERS.map_to_type(UNSUBSCRIBE, OneLine)  # type: ignore[arg-type]  # it becomes one there


class Letter(EmailMultiAlternatives):
    def message(self, *, policy: Any = default_policy) -> Any:
        return super().message(policy=policy.clone(header_factory=HEADERS))


def compose(person: User, address: str, said: list[Notification], more: int = 0) -> Letter:
    """The mail in the person's own language."""
    with person.in_their_language():
        return _compose(person, address, said, more)


def _compose(person: User, address: str, said: list[Notification], more: int) -> Letter:
    stop = unsubscribing.link(person)
    context = {
        "person": person,
        "articles": [
            (article, [(each, _mute_link(person, each)) for each in gatherings])
            for article, gatherings in by_article(gather(said))
        ],
        "more": more,
        "site": settings.SITE_URL,
        "stop": stop,
    }
    mail = Letter(
        subject=subject_of(said, more),
        body=render_to_string("annotations/mail/told.txt", context),
        to=[address],
        headers={
            UNSUBSCRIBE: f"<{stop}>",
            f"{UNSUBSCRIBE}-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("annotations/mail/told.html", context), "text/html")
    return mail


def _mute_link(person: User, gathering: Gathering) -> str:
    """Of a thread in which people talk: what moderators did to one's words is always told."""
    comment = gathering.comment
    if comment is None or all(
        each.kind == Notification.Kind.ACT for each in gathering.notifications
    ):
        return ""
    return unsubscribing.link(person, comment.thread_pk)


def subject_of(said: list[Notification], more: int) -> str:
    titles = {each.article.title for each in said if each.article}
    count = len(said) + more
    if count == 1:
        told = sentence(said[0])
    else:
        told = ngettext("%(count)d new notification", "%(count)d new notifications", count)
        told %= {"count": count}
    if len(titles) != 1:
        return told
    return _("%(told)s · %(title)s") % {"told": told, "title": titles.pop()}
