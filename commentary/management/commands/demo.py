"""`manage.py demo`: everything that a look at the site needs, and the site, in one command."""

import os
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from commentary.demo.collecting import collect
from commentary.demo.people import SignIn, sign_ins
from commentary.demo.serving import HOST, is_taken, serve
from commentary.manuscript import read_document
from commentary.models import Article, User

FIRST_ARTICLE = Path(__file__).resolve().parents[2] / "data" / "commentary.txt"
# What a shell says of a program that was stopped with Ctrl-C.
INTERRUPTED = 130


class Command(BaseCommand):
    help = (
        "Serve the site on this machine with an article to read, people to sign in as and some "
        "annotations. Started again, it keeps what is there."
    )
    # They are the developer's concern; here they would only make the start slower.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="default: 8000")
        parser.add_argument(
            "--empty",
            action="store_true",
            help="leave out the example annotations, which a first start adds",
        )

    def handle(self, *_args: Any, port: int, empty: bool, **_options: Any) -> None:
        folder = demo_folder()
        if is_taken(port):
            raise CommandError(
                f"Port {port} is taken. Stop what uses it, or choose another one: --port {port + 1}"
            )
        self.say("Preparing the database and the static files.")
        try:
            call_command("migrate", interactive=False, verbosity=0)
            collect()
            people = furnish(folder, with_examples=not empty)
            self.introduce(people, folder)
            # The port is known only now, and mails lead to it.
            settings.SITE_URL = f"http://{HOST}:{port}"
            serve(port, when_ready=lambda: self.say(f"Read and discuss: http://{HOST}:{port}/"))
        except KeyboardInterrupt:
            raise CommandError("Stopped before it was ready.", returncode=INTERRUPTED) from None

    def introduce(self, people: tuple[SignIn, ...], folder: Path) -> None:
        self.say("Sign in as")
        for person in people:
            password = person.password or "(changed since)"
            self.say(f"  {person.account.name:<10} {password:<16} {person.account.rights}")
        self.say(f"Passwords and data are kept in {folder}. Stop with Ctrl-C.")

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def port_number(value: str) -> int:
    if not (value.isdecimal() and 0 < int(value) < 2**16):
        raise ArgumentTypeError("a number from 1 to 65535")
    return int(value)


def demo_folder() -> Path:
    """Where the demo keeps its data. Raises CommandError unless all of it can be written to."""
    folder: Path | None = getattr(settings, "DEMO_DIR", None)
    if folder is None:
        raise CommandError("The demo has settings of its own: unset DJANGO_SETTINGS_MODULE.")
    for path in (folder, *folder.iterdir()):
        if not os.access(path, os.W_OK):
            raise CommandError(
                f"The demo cannot write to {path}. "
                "Make it yours, or set DEMO_DIR to a folder that you can write to."
            )
    return folder


@transaction.atomic
def furnish(folder: Path, *, with_examples: bool) -> tuple[SignIn, ...]:
    """Bring people and the first article into the database, if they are not there; all or nothing.

    Examples are added on the very first start only: what people removed does not come back.
    """
    is_first_start = not User.objects.exists()
    people = sign_ins(folder / "sign-in.json")
    manuscript = read_document(FIRST_ARTICLE.read_bytes(), FIRST_ARTICLE.name)
    article = Article.objects.like(manuscript).first() or Article.objects.publish(manuscript)
    if is_first_start and with_examples:
        # By name: the text knows nothing of annotations.
        call_command("add_examples", article.slug, verbosity=0)
    return people
