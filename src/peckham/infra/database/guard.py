"""The web's login must obey row policies; one that does not is refused before a page is served."""

from peckham.infra.database.addresses import login_of
from peckham.infra.database.facts import ask, connected, facts, role_exists
from peckham.infra.database.roles import OWNER
from peckham.kernel import Refused

NOT_HELD = "Row policies, which keep each record to those who may read it, do not hold it."
NAME_ANOTHER = (
    "Name an ordinary login in it (`./peckham database prepare` makes one of any name when the "
    "login of DATABASE_OWNER_URL may), and keep this one for DATABASE_OWNER_URL."
)


class LoginTooPowerful(Refused):
    """The login that serves pages could read past the row policies."""


def check_logins_differ(url: str | None, owner_url: str, *, variable: str = "DATABASE_URL") -> None:
    """Refuse the owner's login for pages, before any right is given to it.

    Args:
        url: Address that the web or the worker will use, if it has one.
        owner_url: DATABASE_OWNER_URL.
        variable: The name of the first, for the message.

    Raises:
        LoginTooPowerful: If both name the same login.
    """
    if url and login_of(url) == login_of(owner_url):
        raise LoginTooPowerful(
            f"{variable} must not use the login {login_of(url)!r}: it is the owner's.",
            why=NOT_HELD,
            remedy=NAME_ANOTHER,
        )


def check_application_login(url: str, *, variable: str = "DATABASE_URL") -> None:
    """Refuse a login that row policies do not hold.

    Args:
        url: Address that the web or the worker will use.
        variable: Its name, for the message.

    Raises:
        LoginTooPowerful: If the login is a superuser, has BYPASSRLS, may make roles (and so make
            itself a member of any), or is a member of peckham_owner, whose tables they are.
        ServerTooOld: If the server is older than PostgreSQL 15.
        DatabaseUnreachable: If the address cannot be used.
    """
    with connected(url, what=variable) as connection:
        login = facts(connection)
        reasons = {
            "is a superuser": login.is_superuser,
            "has BYPASSRLS": login.bypasses_policies,
            "has CREATEROLE": login.creates_roles,
            f"is a member of {OWNER}": role_exists(connection, OWNER)
            and ask(connection, "SELECT pg_has_role(session_user, %s, 'MEMBER')", OWNER),
        }
    found = [reason for reason, holds in reasons.items() if holds]
    if found:
        raise LoginTooPowerful(
            f"{variable} must not use the login {login.name!r}: it {found[0]}.",
            why=NOT_HELD,
            remedy=NAME_ANOTHER,
        )
