"""The four group roles, and the logins that are members of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from peckham.infra.database.addresses import login_of, password_of

OWNER = "peckham_owner"
APP = "peckham_app"
WORKER = "peckham_worker"
ANALYTICS = "peckham_analytics"
GROUPS = (OWNER, APP, WORKER, ANALYTICS)


@dataclass(frozen=True)
class Login:
    """A login, and the group that gives it its rights.

    Args:
        name: Its name on the server.
        group: One of `GROUPS`.
        password: For making it when the server does not have it yet; None leaves that to a DBA.
        takes_role: Whether it takes the group's role by SET ROLE and inherits nothing, so that a
            careless session of the owner's owns no more than it was given.
    """

    name: str
    group: str
    password: str | None = None
    takes_role: bool = False


def embedded_logins(passwords: Mapping[str, str]) -> tuple[Login, ...]:
    """List the logins of the embedded server.

    Args:
        passwords: By login, as `Cluster.passwords` has them.
    """
    groups = {"migrator": OWNER, "app": APP, "worker": WORKER, "analytics": ANALYTICS}
    return tuple(
        Login(name, group, passwords[name], takes_role=group == OWNER)
        for name, group in groups.items()
    )


def logins_of(environ: Mapping[str, str]) -> tuple[Login, ...]:
    """List the logins that the DATABASE_... variables name.

    Where no DATABASE_WORKER_URL is given, the owner's login takes the worker's role too.

    Args:
        environ: Holding DATABASE_OWNER_URL, and DATABASE_URL or DATABASE_WORKER_URL or both.
    """
    owner = environ["DATABASE_OWNER_URL"]
    found = [_login(owner, OWNER, takes_role=True)]
    if web := environ.get("DATABASE_URL"):
        found.append(_login(web, APP))
    if worker := environ.get("DATABASE_WORKER_URL"):
        found.append(_login(worker, WORKER))
    else:
        found.append(_login(owner, WORKER, takes_role=True))
    return tuple(found)


def _login(url: str, group: str, *, takes_role: bool = False) -> Login:
    return Login(login_of(url), group, password_of(url), takes_role=takes_role)
