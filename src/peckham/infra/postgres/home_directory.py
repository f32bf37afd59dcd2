"""Where everything that a checkout makes is kept: PECKHAM_HOME."""

import hashlib
import os
from pathlib import Path

from peckham.infra.postgres.account import server_account
from peckham.kernel import Refused

ELSEWHERE = Path("/var/tmp")  # noqa: S108  (it outlives a restart; whose it is gets checked)


class HomeOutOfReach(Refused):
    """The server's account cannot enter the directory that should hold its data."""


def home(checkout: Path) -> Path:
    """Find and make the directory that holds the data of a checkout.

    It is PECKHAM_HOME when that is set, else `.peckham` in the checkout. When root runs a checkout
    that lies below a directory closed to others (root's own home, usually), the unprivileged
    server could not reach its data there: then it is a directory in /var/tmp named after the
    checkout's path.

    Args:
        checkout: The top directory of the checkout.

    Returns:
        An existing directory, absolute.

    Raises:
        HomeOutOfReach: If PECKHAM_HOME is set to a place that the server cannot reach, or the
            place in /var/tmp belongs to somebody else.
    """
    named = os.environ.get("PECKHAM_HOME")
    chosen = Path(named).expanduser().absolute() if named else checkout.absolute() / ".peckham"
    account = server_account(chosen / "postgres")
    if not named and not account.is_ours and not account.reaches(chosen):
        chosen = ELSEWHERE / f"peckham-{hashlib.sha256(bytes(chosen)).hexdigest()[:12]}"
    made = _make(chosen)
    if not account.reaches(made / "postgres"):
        raise HomeOutOfReach(
            f"The account {account.name!r}, which runs PostgreSQL, cannot enter {made}.",
            remedy="Set PECKHAM_HOME to a directory that every account can reach.",
        )
    return made


def _make(directory: Path) -> Path:
    if not directory.exists():
        directory.mkdir(parents=True, exist_ok=True)
        directory.chmod(0o755)
    # Anybody may write in /var/tmp: what is found there under our name must be ours.
    foreign = directory.is_symlink() or directory.stat().st_uid != os.geteuid()
    if directory.parent == ELSEWHERE and foreign:
        raise HomeOutOfReach(
            f"{directory} belongs to another account.",
            remedy="Set PECKHAM_HOME to a directory of your own.",
        )
    return directory.resolve()
