"""Scope: who acts, in which role and for what purpose, known to the database itself.

Every row policy reads the scope. It guards against omission (one forgotten filter on one path);
parameterised SQL guards against injection.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from peckham.kernel import Actor

_OPEN: ContextVar["Scope | None"] = ContextVar("peckham_scope", default=None)

_OPEN_SQL = "SELECT peckham.open_scope(%s, %s, %s, %s, %s, %s, %s::bigint[], %s, %s, %s, %s)"


class ScopeAlreadyOpen(RuntimeError):
    """A second scope was opened inside another: one transaction acts for one actor."""


class NoScope(RuntimeError):
    """The scope was asked for where none is open."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who acts, where, why and when, for one transaction.

    Args:
        actor: Who acts.
        purpose: Why the records are looked at: "direct care", "navigation", "operations", …
        at: The moment that policies judge by; aware.
        account_id: The signed-in account, or None for the public and for jobs.
        role: The role acted in, or "".
        organisation_id: The organisation acted for, or None.
        team_id: The team acted in, or None.
        teams: Every current team of the actor within that organisation.
        request_id: The web request's identifier, for the trail.
        person_id: Whose own record a signed-in resident reads, else None.
        permissions: What the actor may do in this role, organisation and team, worked out once;
            None where nobody has asked, which means what the role has by itself.
    """

    actor: Actor
    purpose: str
    at: datetime
    account_id: int | None = None
    role: str = ""
    organisation_id: int | None = None
    team_id: int | None = None
    teams: tuple[int, ...] = ()
    request_id: str = ""
    person_id: int | None = None
    permissions: frozenset[str] | None = None


def public_scope(*, at: datetime, request_id: str = "") -> Scope:
    """Describe somebody who has not signed in: they ask for help and track what they asked."""
    return Scope(actor=Actor.public(), purpose="asking for help", at=at, request_id=request_id)


def resident_scope(
    *, person_id: int, public_id: str, name: str, at: datetime, request_id: str = ""
) -> Scope:
    """Describe a resident who has signed in and reads their own record."""
    return Scope(
        actor=Actor("resident", public_id, name),
        purpose="own record",
        at=at,
        request_id=request_id,
        person_id=person_id,
    )


def system_scope(name: str, *, purpose: str, at: datetime) -> Scope:
    """Describe a named job or import."""
    return Scope(actor=Actor.system(name), purpose=purpose, at=at)


@contextmanager
def open_scope(scope: Scope) -> Iterator[Scope]:
    """Open a transaction in which the database knows the scope, and close both together.

    Raises:
        ScopeAlreadyOpen: If a scope is open already in this thread.
    """
    if _OPEN.get() is not None:
        raise ScopeAlreadyOpen("One transaction acts for one actor; close the first scope.")
    goes_on = connection.in_atomic_block
    with transaction.atomic():
        _tell_database(scope)
        token = _OPEN.set(scope)
        try:
            yield scope
        finally:
            _OPEN.reset(token)
        # The settings end with their transaction, and a failure rolls them back; an answer of 5xx
        # will. Only where the transaction goes on are they taken back.
        if goes_on and not connection.needs_rollback:
            _forget()


def current_scope() -> Scope:
    """Give the open scope.

    Raises:
        NoScope: If none is open.
    """
    scope = _OPEN.get()
    if scope is None:
        raise NoScope("No scope is open here.")
    return scope


def _tell_database(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN_SQL,
            [
                scope.actor.identifier,
                scope.actor.kind,
                scope.account_id,
                scope.role,
                scope.organisation_id,
                scope.team_id,
                list(scope.teams),
                scope.purpose,
                scope.at,
                scope.request_id,
                scope.person_id,
            ],
        )


def _forget() -> None:
    """Close the scope in the database too, in a transaction that goes on (a test's)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.close_scope()")
