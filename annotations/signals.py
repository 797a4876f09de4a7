"""What happens in a discussion, said in its transaction by the verb that does it.

Models send; whoever tells people of it listens (`telling.listening`). So the direction of imports
stays one: telling knows the models, they know nothing of it.
"""

from django.dispatch import Signal

# Others can read a comment from now on: posted, approved, or made public. Arguments: comment.
comment_arrived = Signal()
# A comment says something else. Arguments: comment, before (its body until then).
comment_edited = Signal()
# What was removed or private stands again. Arguments: what (a comment, or an annotation).
came_back = Signal()
# A thread was resolved, reopened or tracked. Arguments: thread, by, act (a `Decision.Act`).
thread_decided = Signal()
# A moderator did something. Arguments: act.
act_recorded = Signal()
# An act answered reports. Arguments: act, reports.
reports_settled = Signal()
# A place for an orphan was proposed, or that was answered. Arguments: place (a reattachment).
place_settled = Signal()
