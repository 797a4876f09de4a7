from annotations.models.annotation import Annotation, AnnotationQuerySet, AnsweredError
from annotations.models.comment import Comment, CommentQuerySet
from annotations.models.decision import Decision
from annotations.models.following import Following
from annotations.models.mailbox import Mailbox
from annotations.models.margin import Margin
from annotations.models.notification import Notification
from annotations.models.past_targets import PastTargets
from annotations.models.reattachment import OvertakenError, Reattachment
from annotations.models.target import Target
from annotations.models.thread import Thread

__all__ = [
    "Annotation",
    "AnnotationQuerySet",
    "AnsweredError",
    "Comment",
    "CommentQuerySet",
    "Decision",
    "Following",
    "Mailbox",
    "Margin",
    "Notification",
    "OvertakenError",
    "PastTargets",
    "Reattachment",
    "Target",
    "Thread",
]
