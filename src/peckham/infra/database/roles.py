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
        group: One of `GROUPS`. A member of the owner's group inherits nothing: it takes the role
            by SET ROLE, so that a careless session owns no more than it was given.
        password: For making it when the server does not have it yet; None leaves that to a DBA.
    """

    name: str
    group: str
    password: str | None = None


def embedded_logins(passwords: Mapping[str, str]) -> tuple[Login, ...]:
    """List the logins of the embedded server.

    Args:
        passwords: By login, as `Cluster.passwords` has them.
    """
    groups = {"migrator": OWNER, "app": APP, "worker": WORKER, "analytics": ANALYTICS}
    return tuple(Login(name, group, passwords[name]) for name, group in groups.items())


def logins_of(environ: Mapping[str, str]) -> tuple[Login, ...]:
    """List the logins that the DATABASE_... variables name.

    Args:
        environ: Holding DATABASE_OWNER_URL, DATABASE_URL and perhaps DATABASE_WORKER_URL.
    """
    groups = {"DATABASE_OWNER_URL": OWNER, "DATABASE_URL": APP, "DATABASE_WORKER_URL": WORKER}
    named = ((environ.get(variable), group) for variable, group in groups.items())
    return tuple(Login(login_of(url), group, password_of(url)) for url, group in named if url)
