"""What the worker does, done now: `manage.py worker` without the waiting."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from annotations.models import Mailbox

WORKER = Worker(
    queue_names=["default"],
    interval=0,
    batch=True,
    backend_name="default",
    startup_delay=False,
    max_tasks=None,
    worker_id="tests",
    excluded_queue_names=[],
)


def work(*, after: timedelta = timedelta()) -> None:
    """Do all that waits, and what will be due after this time. A task that fails fails the test."""
    if after:
        now = timezone.now()
        Mailbox.objects.due(now + after).update(due_at=now)
        waiting = DBTaskResult.objects.filter(status="READY", run_after__lte=now + after)
        waiting.update(run_after=now)
    while task := DBTaskResult.objects.ready().first():
        task.claim("tests")
        WORKER.run_task(task)
    failed = DBTaskResult.objects.failed().first()
    assert failed is None, failed.traceback


def post_mail() -> None:
    """Tell what happened, and then send every mail that is to come within the hour."""
    work()
    work(after=timedelta(hours=1))
