"""SQL that a migration runs lies in `migrations/sql/`, where it can be read as SQL."""

from pathlib import Path

from django.db.migrations import RunSQL


def sql_file(migration_file: str, name: str) -> RunSQL:
    """Make the operation that runs `migrations/sql/<name>` beside a migration.

    Migrations only go forward: a books' law is never taken away by a reverse migration.
    """
    text = (Path(migration_file).parent / "sql" / name).read_text(encoding="utf-8")
    # Django passes the text through parameter substitution only when given parameters.
    return RunSQL(text)
