"""Bringing the books' tables up to date, and giving rights on the tables of other packages.

Django is imported where it is used: commands that never migrate start in a third of the time.
"""

from pathlib import Path

from peckham.kernel import Refused

GRANTS = Path(__file__).with_name("third_party_grants.sql")


class AnotherVersion(Refused):
    """The database was made by a version whose migrations this one does not know."""


def pending_migrations() -> int:
    """Count the migrations that the database does not have yet; 0 when it is up to date.

    Raises:
        AnotherVersion: If the database has migrations that are not here: what is in it would be
            half of one version and half of another.
        django.db.OperationalError: If the database cannot be reached.
    """
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    rooms = {room.label for room in apps.get_app_configs() if room.name.startswith("peckham.")}
    ours = sorted(f"{app}.{name}" for app, name in unknown if app in rooms)
    if ours:
        raise AnotherVersion(
            f"The database was brought up to date by another version: it has {ours[0]}, which this"
            " one does not know.",
            remedy="Use that version, or begin with an empty database (in a checkout: take away"
            " .peckham/postgres).",
        )
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(*, verbosity: int = 0) -> int:
    """Run the migrations that are missing, as peckham_owner, then the grants.

    Django must be set up with PECKHAM_PROCESS=owner, so that what is made belongs to that role.

    Args:
        verbosity: As Django's own: 0 says nothing, 1 names each migration.

    Returns:
        How many migrations were run.
    """
    from django.core.management import call_command
    from django.db import connection

    count = pending_migrations()
    if count:
        call_command("migrate", interactive=False, verbosity=verbosity)
        with connection.cursor() as cursor:
            cursor.execute(GRANTS.read_text(encoding="utf-8"))
    return count
