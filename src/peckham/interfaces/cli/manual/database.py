"""The database as it stands: who may do what, and which policy guards which table."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.db import connection

from peckham.interfaces.cli.manual.page import Page, page, table

_ROLES = {
    "peckham_owner": "Owns every table and function. Migrations, loads, backups and imports sign "
    "in as a member and take this role.",
    "peckham_app": "The web process. Every row of a resident that it reads or writes passes a row "
    "policy.",
    "peckham_worker": "The worker: jobs and sweeps, under the same policies.",
    "peckham_analytics": "Questions about many people. Not used yet.",
}
_RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
_PROCESSES = ("peckham_app", "peckham_worker", "peckham_analytics")
_REASONS = Path("tests") / "architecture" / "test_row_policies.py"
_OTHERS = ("django_", "procrastinate_", "auth_")


def reasons(checkout: Path) -> Mapping[str, str]:
    """Read why a table needs no policy from the test that holds the list."""
    module = ast.parse((checkout / _REASONS).read_text(encoding="utf-8"))
    for node in module.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "WITHOUT_A_PERSON":
            found: Mapping[str, str] = ast.literal_eval(node.value)
            return found
    raise LookupError(f"{_REASONS} holds no list WITHOUT_A_PERSON")


def database_page(checkout: Path) -> Page:
    """Make the page from the catalogue of the database that Django is connected to."""
    tables = [
        name for (name,) in _rows("SELECT tablename FROM pg_tables WHERE schemaname='public'")
    ]
    ours = sorted(name for name in tables if not name.startswith(_OTHERS))
    policies, why = _policies(), reasons(checkout)
    guarded = [name for name in ours if name not in why]
    return page(
        "database.md",
        "The database",
        "Four roles own and use the books; none of them can sign in, and the logins are members of "
        "one each. Nobody but the owner can delete a row of ours.",
        "## Roles",
        table(["role", "what it is for"], ([f"`{n}`", words] for n, words in _ROLES.items())),
        "## Tables that hold a resident",
        "Each is under row policies: without an open scope a read raises, and without a "
        "relationship it finds nothing. "
        "The conditions are in `migrations/sql` of the room that the name begins with.",
        table(
            ["table", "policies", "web", "worker", "analytics"],
            ([f"`{name}`", _said(policies.get(name, [])), *_rights(name)] for name in guarded),
        ),
        "## Tables that hold none",
        table(
            ["table", "why it needs no policy", "and has", "web", "worker", "analytics"],
            (
                [f"`{name}`", why[name], _said(policies.get(name, [])), *_rights(name)]
                for name in ours
                if name in why
            ),
        ),
        "Sessions, permissions and jobs are tables of Django and procrastinate, kept as they are.",
        made_from="the catalogue of a migrated database and the list in "
        "`tests/architecture/test_row_policies.py`",
    )


def _policies() -> Mapping[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, policy, command in _rows(
        "SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public'"
        " ORDER BY tablename, policyname"
    ):
        found.setdefault(name, []).append((policy, command))
    return found


def _said(policies: list[tuple[str, str]]) -> str:
    return "<br>".join(f"{name} ({command.lower()})" for name, command in policies)


def _rights(name: str) -> Iterator[str]:
    for role in _PROCESSES:
        yield ", ".join(word for right in _RIGHTS if (word := _right(role, name, right))) or "none"


def _right(role: str, name: str, right: str) -> str:
    """Give "read", "read some columns" or "" for a right of a role on a table."""
    word = {"SELECT": "read", "INSERT": "add", "UPDATE": "change", "DELETE": "delete"}[right]
    query = "SELECT has_table_privilege(%s, %s, %s)"
    if _rows(query, role, name, right)[0][0]:
        return word
    if right == "DELETE":
        return ""
    some = _rows("SELECT has_any_column_privilege(%s, %s, %s)", role, name, right)[0][0]
    return f"{word} some columns" if some else ""


def _rows(query: str, *values: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
