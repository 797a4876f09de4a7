"""What is rarely done to a comment: which of it this person may do, found when they ask for it.

A page of a discussion has hundreds of comments, and hardly any of their menus is ever opened.
"""

from dataclasses import dataclass

from annotations.models import Comment, Report
from annotations.models.contributing import Contributor
from annotations.models.discussion_rules import may_suspend
from annotations.telling.following import Stance, thread_stance


@dataclass(frozen=True, slots=True)
class CommentMenu:
    """Beside what is offered at the comment itself (`ShownComment`).

    `stance` is to the thread that the comment opens, and None of a reply.
    """

    may_edit: bool
    may_remove: bool
    may_report: bool
    is_reported: bool
    may_mark_unread: bool
    may_lock: bool
    may_suspend: bool
    stance: Stance | None


def menu_of(comment: Comment, who: Contributor) -> CommentMenu:
    user, opens = who.user, comment.parent_id is None
    is_reported = Report.objects.by(user).open().about(comment).exists()
    is_others = user.is_authenticated and comment.author_id != user.pk
    return CommentMenu(
        may_edit=comment.is_editable_by(user) and not who.refusal_to_edit(comment),
        may_remove=comment.is_removable_by(user) and not who.refusal_to_remove(comment),
        may_report=(
            comment.is_reportable_by(user) and not is_reported and not who.refusal_to_report()
        ),
        is_reported=is_reported,
        may_mark_unread=is_others and not comment.is_removed,
        may_lock=opens and who.may_moderate,
        may_suspend=who.may_moderate and may_suspend(user, comment.author),
        stance=thread_stance(comment, user) if opens else None,
    )
