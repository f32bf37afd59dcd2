from datetime import UTC, datetime

import pytest
from tests import databases

from peckham.interfaces.cli import synthetic_load

# A Monday afternoon in winter, so that London shows UTC and most teams are in.
AT = datetime(2026, 11, 23, 14, 20, tzinfo=UTC)
PEOPLE = 2_500
# More than so few people ask in a year, so that every kind of thing has happened.
REQUESTS = 12_000


@pytest.fixture(scope="session")
def loaded_database(django_db_setup, django_db_blocker):
    """A database with an invented place in it, for every test here to read."""
    name = f"peckham_synthetic_{id(django_db_blocker)}"
    settings = dict(databases.connection.settings_dict)
    with django_db_blocker.unblock():
        databases.connection.close()
        databases.clone(name)
        databases.point_django_at(name)
        synthetic_load.load(people=PEOPLE, at=AT, requests=REQUESTS)
        databases.connection.close()
        databases.connection.settings_dict.update(settings)
        yield name
        databases.drop(name)


@pytest.fixture
def loaded(loaded_database, django_db_blocker):
    """The invented place, read in a transaction that is rolled back."""
    settings = dict(databases.connection.settings_dict)
    with django_db_blocker.unblock():
        databases.connection.close()
        databases.point_django_at(loaded_database)
        try:
            with databases.transaction.atomic():
                yield
                databases.transaction.set_rollback(True)
        finally:
            databases.connection.close()
            databases.connection.settings_dict.update(settings)
