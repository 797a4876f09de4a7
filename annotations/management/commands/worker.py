"""`manage.py worker`: does what waits outside the requests; tells people, and sends their mail.

It is the worker of django-tasks-db, which leaves one thing open: what a worker had begun when it
was killed is begun by nobody again. All our tasks may be, so it is put back.
"""

from datetime import timedelta
from typing import Any

from django.tasks import TaskResultStatus, task
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

# No task of ours takes this long, so whoever began it then is gone.
LONGEST = timedelta(minutes=10)


class Command(db_worker.Command):
    help = "Tell people what they follow and send their mail, until Ctrl-C or SIGTERM."

    def handle(self, **options: Any) -> None:
        put_back.call()
        # And what a worker had just begun that was killed a moment ago.
        put_back.using(run_after=timezone.now() + LONGEST).enqueue()
        super().handle(**options)


@task
def put_back() -> None:
    """What was begun long ago and never finished is begun again."""
    lost = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LONGEST)
    lost.update(status=TaskResultStatus.READY)
