"""What the books in a database say of themselves, asked before Django is set up."""

from dataclasses import dataclass
from typing import Any

from peckham.infra.database.facts import connected
from peckham.infra.database.roles import OWNER


@dataclass(frozen=True)
class DeploymentFacts:
    """The one row of `infra_deployment`.

    Args:
        is_demonstration: Whether everybody in the books is invented.
        facts: What else was noted.
    """

    is_demonstration: bool
    facts: dict[str, Any]


def deployment_facts(owner_url: str) -> DeploymentFacts | None:
    """Read what the books say of themselves; None when there are no books yet."""
    with connected(owner_url, what="DATABASE_OWNER_URL") as connection:
        connection.execute(f"SET ROLE {OWNER}")
        there = connection.execute("SELECT to_regclass('public.infra_deployment')").fetchone()
        if there is None or there[0] is None:
            return None
        row = connection.execute("SELECT is_demonstration, facts FROM infra_deployment").fetchone()
        return DeploymentFacts(*row) if row else None


def applied_migrations(owner_url: str) -> str:
    """Give one hash of the names of all migrations that a database has had; "" of none."""
    with connected(owner_url, what="DATABASE_OWNER_URL") as connection:
        connection.execute(f"SET ROLE {OWNER}")
        there = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
        if there is None or there[0] is None:
            return ""
        row = connection.execute(
            "SELECT md5(string_agg(app || '.' || name, ' ' ORDER BY app, name))"
            " FROM public.django_migrations"
        ).fetchone()
        return str(row[0]) if row and row[0] else ""
