"""The books made ready for a subcommand: the server's addresses, its roles, its tables."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

from peckham.infra import database, postgres
from peckham.interfaces.cli import surroundings
from peckham.interfaces.cli.progress import Progress
from peckham.interfaces.cli.table import Needs
from peckham.kernel import Refused

DATABASE = "peckham"
WEB, WORKER, OWNER = ADDRESSES = ("DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_OWNER_URL")


class AddressMissing(Refused):
    """An address of an outside database is not set, and the subcommand needs it."""


@contextmanager
def ready(needs: Needs) -> Iterator[None]:
    """Make ready what a subcommand needs, and let go of it afterwards."""
    if needs is Needs.NOTHING:
        yield
        return
    with addresses() as cluster:
        if cluster is None and needs is not Needs.ADDRESSES:
            prepare_outside()
        if needs is Needs.BOOKS:
            open_as_owner()
        yield


@contextmanager
def addresses() -> Iterator[postgres.Cluster | None]:
    """Put the database's addresses in the environment, starting our own server if none is named.

    Yields:
        Our own server, its roles and database made; None when the database is an outside one.
    """
    if any(os.environ.get(name) for name in ADDRESSES):
        yield None
        return
    with postgres.running(surroundings.home()) as cluster:
        logins = database.embedded_logins(cluster.passwords)
        database.prepare(cluster.url(DATABASE), logins)
        os.environ.update(cluster.environment(DATABASE))
        yield cluster


def address(name: str) -> str:
    """Give one of `ADDRESSES`.

    Raises:
        AddressMissing: If it is not set.
    """
    found = os.environ.get(name)
    if not found:
        raise AddressMissing(
            f"{name} is not set.",
            why="An outside database needs two addresses: DATABASE_URL, an ordinary login for the "
            "web server, and DATABASE_OWNER_URL, a login that may make tables.",
        )
    return found


def prepare_outside() -> tuple[str, ...]:
    """Prepare a database that somebody else runs, and refuse logins that are too powerful.

    Without DATABASE_WORKER_URL the worker signs in as the owner's login and takes the worker's
    role; a deployment gives it a login of its own.

    Returns:
        The statements that were run.

    Raises:
        AddressMissing: If DATABASE_OWNER_URL is not set.
        DatabaseNotPrepared: With what an administrator must run.
        LoginTooPowerful: If row policies would not hold the web's or the worker's login.
    """
    for name in (WEB, WORKER):
        database.check_logins_differ(os.environ.get(name), address(OWNER), variable=name)
    done = database.prepare(address(OWNER), database.logins_of(os.environ))
    for name in (WEB, WORKER):
        if os.environ.get(name):
            database.check_application_login(os.environ[name], variable=name)
    if not os.environ.get(WORKER):
        os.environ[WORKER] = database.with_role(address(OWNER), database.WORKER)
    return done


def open_as_owner(progress: Progress | None = None) -> None:
    """Set Django up in this process as the owner, and bring tables and permissions up to date."""
    address(OWNER)
    os.environ["PECKHAM_PROCESS"] = "owner"
    import django

    # A command says itself what it does; the log is for processes that run on.
    logging.disable(logging.INFO)
    django.setup()
    pending = database.pending_migrations()
    if pending:
        with (progress or Progress()).step(f"Bringing the books up to date: {pending} migrations"):
            database.migrate()
    from peckham.contracts import api as contracts
    from peckham.organisations import api as organisations

    organisations.permissions.keep_in_step()
    contracts.heads.keep_kinds()


def close() -> None:
    """Close this process's own connection to the books."""
    from django.db import connections

    connections.close_all()
