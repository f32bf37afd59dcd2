"""The operating-system account that the server runs as: never root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from peckham.kernel import Refused

UNPRIVILEGED = ("peckham", "postgres", "nobody")


class NoUnprivilegedAccount(Refused):
    """PostgreSQL refuses to run as root, and no other account was found to run it as."""


@dataclass(frozen=True)
class Account:
    """An account of this machine.

    Args:
        name: Its name in the password database.
        user_id: Its numeric user id.
        group_id: Its primary group's numeric id; it is given no other group.
    """

    name: str
    user_id: int
    group_id: int

    @property
    def is_ours(self) -> bool:
        """Whether this process already runs as that account."""
        return os.geteuid() == self.user_id

    def may(self, wanted: int, path: Path) -> bool:
        """Say whether the file's mode lets this account read (4), write (2) or enter (1) it."""
        if self.user_id == 0:
            return True
        found = path.stat()
        mode = stat.S_IMODE(found.st_mode)
        if found.st_uid == self.user_id:
            mode >>= 6
        elif found.st_gid == self.group_id:
            mode >>= 3
        return mode & wanted == wanted

    def reaches(self, path: Path) -> bool:
        """Say whether this account may enter every existing directory on the way to a path."""
        absolute = path.resolve()
        return all(self.may(1, parent) for parent in absolute.parents if parent.is_dir())


def server_account(directory: Path) -> Account:
    """Choose the account that runs the server of a directory.

    An ordinary user runs it as themselves. Root hands it to whoever owns the data already, else
    to PECKHAM_POSTGRES_USER, else to the first of `UNPRIVILEGED` that this machine has.

    Args:
        directory: Where the server's data lies or will lie.

    Raises:
        NoUnprivilegedAccount: If this is root and there is no such account.
    """
    if os.geteuid() != 0:
        return _account(pwd.getpwuid(os.geteuid()))
    if directory.is_dir() and (owner := directory.stat().st_uid) != 0:
        return _account(pwd.getpwuid(owner))
    named = os.environ.get("PECKHAM_POSTGRES_USER")
    for name in (named,) if named else UNPRIVILEGED:
        try:
            found = _account(pwd.getpwnam(name))
        except KeyError:
            continue
        if found.user_id != 0:
            return found
    raise NoUnprivilegedAccount(
        f"PostgreSQL does not run as root, and there is no account {named or UNPRIVILEGED[-1]!r}.",
        remedy="Run as an ordinary user, or name an account in PECKHAM_POSTGRES_USER.",
    )


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
