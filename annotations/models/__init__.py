from annotations.models.annotation import Annotation, AnnotationQuerySet, AnsweredError
from annotations.models.comment import Comment, CommentQuerySet
from annotations.models.margin import Margin
from annotations.models.past_targets import PastTargets
from annotations.models.reaction import Reaction
from annotations.models.target import Target
from annotations.models.thread import Thread
from annotations.models.wording import Wording

__all__ = [
    "Annotation",
    "AnnotationQuerySet",
    "AnsweredError",
    "Comment",
    "CommentQuerySet",
    "Margin",
    "PastTargets",
    "Reaction",
    "Target",
    "Thread",
    "Wording",
]
