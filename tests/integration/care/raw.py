"""Raw SQL as the two logins that reach the books: what a careless script or an intruder tries."""

from contextlib import contextmanager

import psycopg
from psycopg import sql
from tests import databases

OPEN_SCOPE = (
    "SELECT peckham.open_scope(%s, 'staff', %s, %s, %s, %s, %s::bigint[], 'direct care', %s, '',"
    " NULL)"
)

# An event in the name of the scope that is open, or of a test where none is.
EVENT = """
INSERT INTO care_requestevent (request_id, sequence, kind, from_state, to_state,
    accountable_team_id, due_at, at, recorded_at, actor_kind, actor, role, organisation_id,
    reason, detail)
SELECT r.id, {sequence}, '{kind}', {from_state}, '{to_state}', {team}, {due}, {at}, now(),
    coalesce(nullif(current_setting('peckham.actor_kind', true), ''), 'system'),
    coalesce(nullif(current_setting('peckham.actor', true), ''), 'test'), '',
    nullif(current_setting('peckham.organisation_id', true), '')::bigint, '', '{{}}'
FROM care_request r WHERE r.id = {request}
"""


def event(request, sequence, kind, from_state, to_state, **changes):
    """Write an INSERT of an event; what is not given is as the row says."""
    parts = {"team": "r.accountable_team_id", "due": "r.due_at", "at": "now()"} | changes
    start = "NULL" if from_state is None else f"'{from_state}'"
    return EVENT.format(
        request=request, sequence=sequence, kind=kind, from_state=start, to_state=to_state, **parts
    )


@contextmanager
def session(database, login, scope=None):
    """Open a session of "app" (in a scope) or of "migrator" (as the owner)."""
    group = "peckham_app" if login == "app" else "peckham_owner"
    with psycopg.connect(databases.url_of(database, group=group), autocommit=False) as opened:
        begin(opened, login, scope)
        yield opened


def begin(opened, login, scope=None):
    """Begin a transaction: the owner's role for the migrator, the scope for the application."""
    if login == "migrator":
        opened.execute("SET LOCAL ROLE peckham_owner")
    elif scope is not None:
        opened.execute(
            OPEN_SCOPE,
            [
                scope.actor.identifier,
                scope.account_id,
                scope.role,
                scope.organisation_id,
                scope.team_id,
                list(scope.teams),
                scope.at,
            ],
        )


def asked(database, query):
    """Ask the database something, past every policy."""
    return databases.execute(sql.SQL(query), database=database)
