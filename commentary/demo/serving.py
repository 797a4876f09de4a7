"""The site on this machine's own address, and its worker, until Ctrl-C."""

import http.client
import socket
import threading
import time
from collections.abc import Callable

from django.db import connections
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

HOST = "127.0.0.1"
# SQLite lets many read while one writes: one process, and enough threads for a household.
THREADS = 4
# Seconds. A request still running at Ctrl-C gets this long.
PATIENCE = 3
BETWEEN_LOOKS = 0.1
BETWEEN_TASKS = 1


def is_taken(port: int) -> bool:
    """Whether this port cannot be had: something else listens there, or it is not allowed to us."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # A server that has just stopped leaves its port waiting, not taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
    return False


def serve(port: int, *, when_ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM. Once a page is there, calls `when_ready`, then works.

    Both in a thread, which ends with the process; the worker's mails go to the console.
    """
    # The worker is a copy of this process, and may not share its connections.
    connections.close_all()
    server = Granian(
        "commentary.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        websockets=False,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.error,
    )
    threading.Thread(target=announce, args=(port, when_ready), daemon=True).start()
    server.serve()


def announce(port: int, when_ready: Callable[[], None]) -> None:
    """Look until the server answers. It sleeps first, so as to hold nothing while granian forks."""
    time.sleep(BETWEEN_LOOKS)
    while not answers(port):
        time.sleep(BETWEEN_LOOKS)
    when_ready()
    # Not by its command, which would answer Ctrl-C itself.
    Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        interval=BETWEEN_TASKS,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id="demo",
        excluded_queue_names=[],
    ).run()


def answers(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
