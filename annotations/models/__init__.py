from annotations.models.act import Act
from annotations.models.annotation import Annotation, AnnotationQuerySet, AnsweredError
from annotations.models.comment import Comment
from annotations.models.comments import CommentQuerySet
from annotations.models.decision import Decision
from annotations.models.discussion_rules import DiscussionRules
from annotations.models.following import Following
from annotations.models.mailbox import Mailbox
from annotations.models.margin import Margin
from annotations.models.notification import Notification
from annotations.models.past_targets import PastTargets
from annotations.models.reaction import Reaction
from annotations.models.read_mark import ReadMark
from annotations.models.reattachment import OvertakenError, Reattachment
from annotations.models.report import Report
from annotations.models.target import Target
from annotations.models.thread import Thread
from annotations.models.wording import Wording

__all__ = [
    "Act",
    "Annotation",
    "AnnotationQuerySet",
    "AnsweredError",
    "Comment",
    "CommentQuerySet",
    "Decision",
    "DiscussionRules",
    "Following",
    "Mailbox",
    "Margin",
    "Notification",
    "OvertakenError",
    "PastTargets",
    "Reaction",
    "ReadMark",
    "Reattachment",
    "Report",
    "Target",
    "Thread",
    "Wording",
]
