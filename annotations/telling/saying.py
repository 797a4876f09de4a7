"""What happened, said as a sentence to the person who is told of it.

It is said in the language that is active, so anew for every reading: a list in the one that its
reader has chosen since, a mail in its recipient's.
"""

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Act, Notification

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Kind, Verb = Notification.Kind, Notification.Verb

SENTENCES: "dict[str, StrPromise]" = {
    Kind.REPLY: _("%(name)s replied to you"),
    Kind.MENTION: _("%(name)s named you"),
    Kind.ANNOTATION: _("%(name)s wrote on words that you marked"),
    Kind.THREAD: _("%(name)s wrote in a thread that you follow"),
    Kind.PARAGRAPH: _("%(name)s wrote on a paragraph that you follow"),
    Kind.ARTICLE: _("%(name)s wrote on an article that you follow"),
    Kind.REVISION: _("%(name)s changed the text"),
    # What was done with a thread
    Verb.RESOLVED: _("%(name)s resolved a thread that you follow"),
    Verb.REOPENED: _("%(name)s reopened a thread that you follow"),
    Verb.NOTED: _("%(name)s noted a thread that you follow"),
    Verb.IN_WORK: _("%(name)s is working on a thread that you follow"),
    Verb.CHANGED: _("%(name)s changed the text for a thread that you follow"),
    Verb.CLEARED: _("%(name)s took back the status of a thread that you follow"),
    # About a place for words that had left the text
    Verb.PROPOSED: _("%(name)s proposes a place for words that you marked"),
    Verb.ACCEPTED: _("%(name)s accepted the place that you proposed"),
    Verb.FOUND: _("%(name)s found the place of words that you marked"),
    Verb.DECLINED: _("%(name)s declined the place that you proposed"),
}
TO_WHOM_IT_CONCERNS: "dict[str, StrPromise]" = {
    Act.Kind.REMOVE: _("Your comment was removed"),
    Act.Kind.RESTORE: _("Your comment was restored"),
    Act.Kind.APPROVE: _("Your comment was approved"),
    Act.Kind.LOCK: _("The thread that you began was locked"),
    Act.Kind.UNLOCK: _("The thread that you began was unlocked"),
    Act.Kind.SUSPEND: _("You were suspended"),
    Act.Kind.LIFT: _("Your suspension was lifted"),
}
TO_WHO_REPORTED: "dict[str, StrPromise]" = {
    Act.Kind.REMOVE: _("The comment of %(name)s that you reported was removed"),
    Act.Kind.DISMISS: _("The comment of %(name)s that you reported stands"),
    Act.Kind.SUSPEND: _("%(name)s, whom you reported, was suspended"),
    Act.Kind.DISMISS_PERSON: _("About %(name)s, whom you reported, nothing was done"),
}


def sentence(notification: Notification) -> str:
    """What happened, without a full stop."""
    act, report, comment = notification.act, notification.report, notification.comment
    name: object = notification.actor or gettext("Someone")
    if act and report:
        name = report.person or (comment and comment.author)
        said = TO_WHO_REPORTED[act.kind]
    elif act and act.until:
        until = date_format(localtime(act.until), "DATETIME_FORMAT")
        return gettext("You were suspended until %(until)s") % {"until": until}
    elif act:
        said = TO_WHOM_IT_CONCERNS[act.kind]
    else:
        said = SENTENCES[notification.verb or notification.kind]
    return str(said) % {"name": name}
