"""A database that another version made is refused by name, and nothing is changed in it."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from peckham.infra import database

pytestmark = pytest.mark.django_db


def test_what_is_up_to_date_has_nothing_pending():
    assert database.pending_migrations() == 0


def test_a_database_of_another_version_is_refused_with_what_to_do():
    MigrationRecorder(connection).record_applied("sharing", "0042_of_tomorrow")
    for ask in (database.pending_migrations, database.migrate):
        with pytest.raises(database.AnotherVersion, match=r"sharing\.0042_of_tomorrow") as refusal:
            ask()
        assert ".peckham/postgres" in (refusal.value.remedy or "")
