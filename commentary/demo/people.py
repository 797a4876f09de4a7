"""Three people to try the site as, one for each right.

Their passwords are made once and kept in a file beside the demo's database, so that they can be
shown at every start: the database itself does not know them.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.crypto import get_random_string

from commentary.groups import EDITORS, MODERATORS
from commentary.models import User

# Letters and digits that are hard to mistake for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Account:
    """`rights` is what the person may do, in words; `group` gives the rights."""

    name: str
    rights: str
    group: str = ""
    is_staff: bool = False


ACCOUNTS = (
    Account("reader", "reads, highlights and comments"),
    Account("editor", "also edits the text, at /admin/", group=EDITORS, is_staff=True),
    Account("moderator", "also removes what others said", group=MODERATORS),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """`password` is None where the person has changed it since: then only they know it."""

    account: Account
    password: str | None


def sign_ins(path: Path) -> tuple[SignIn, ...]:
    """How to sign in, for each account; those that are missing are made.

    `path` is the file that keeps the passwords (name -> password). It is written when one is made
    and can be read by its owner only.
    """
    kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    users = {user.username: user for user in User.objects.filter(username__in=names())}
    missing = [account for account in ACCOUNTS if account.name not in users]
    for account in missing:
        make_user(account, kept.setdefault(account.name, new_password()))
    if missing:
        keep(path, kept)

    def still_signs_in(account: Account) -> bool:
        return account in missing or users[account.name].check_password(kept.get(account.name))

    return tuple(
        SignIn(account, kept[account.name] if still_signs_in(account) else None)
        for account in ACCOUNTS
    )


def names() -> list[str]:
    return [account.name for account in ACCOUNTS]


def new_password() -> str:
    return get_random_string(PASSWORD_LENGTH, ALPHABET)


def make_user(account: Account, password: str) -> None:
    user = User.objects.create_user(
        account.name,
        email=f"{account.name}@example.com",
        password=password,
        is_staff=account.is_staff,
    )
    # Nobody reads mail at example.com, so nobody is asked to confirm it.
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))


def keep(path: Path, passwords: dict[str, str]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode=0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(passwords, file, indent=2)
        file.write("\n")
