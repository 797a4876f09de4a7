from annotations.models.annotation import Annotation, AnnotationQuerySet, AnsweredError
from annotations.models.comment import Comment, CommentQuerySet
from annotations.models.decision import Decision
from annotations.models.margin import Margin
from annotations.models.past_targets import PastTargets
from annotations.models.reaction import Reaction
from annotations.models.reattachment import OvertakenError, Reattachment
from annotations.models.target import Target
from annotations.models.thread import Thread
from annotations.models.wording import Wording

__all__ = [
    "Annotation",
    "AnnotationQuerySet",
    "AnsweredError",
    "Comment",
    "CommentQuerySet",
    "Decision",
    "Margin",
    "OvertakenError",
    "PastTargets",
    "Reaction",
    "Reattachment",
    "Target",
    "Thread",
    "Wording",
]
