"""Fixtures that every kind of test shares."""

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests import databases

_COMMITTED = itertools.count()
# What takes longest comes first: no process has it still to do when the others are done.
LONGEST = (
    "tests/stories/test_tutorials.py",
    "tests/generative/sharing/test_every_path_agrees.py",
    "tests/integration/commands/test_demo.py",
    "tests/stories/",
    "tests/integration/commands/",
    "tests/generative/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the order within a file stays. Refuse a name used twice.

    Of several tests with one name, processes that share the work are given the first alone.
    """
    often = Counter(item.nodeid for item in items)
    if twice := sorted(name for name, times in often.items() if times > 1):
        raise pytest.UsageError(f"Several tests have one name: {', '.join(twice)}")

    def place(item: pytest.Item) -> int:
        begun = (n for n, start in enumerate(LONGEST) if item.nodeid.startswith(start))
        return next(begun, len(LONGEST))

    items.sort(key=place)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """Give this process a database of its own, cloned from the migrated template."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"peckham_test_{os.getpid()}_{worker}"
    with django_db_blocker.unblock():
        databases.clone(name)
        databases.point_django_at(name)
        yield
        databases.connection.close()
        databases.drop(name)


@pytest.fixture
def committed_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Give a test a fresh database in which it may commit, and drop it afterwards.

    For what a rolled-back transaction cannot show: concurrency, kills, COMMIT itself.
    """
    settings = dict(databases.connection.settings_dict)
    name = f"peckham_commit_{os.getpid()}_{next(_COMMITTED)}"
    with django_db_blocker.unblock():
        databases.connection.close()
        databases.clone(name)
        databases.point_django_at(name)
        yield name
        databases.connection.close()
        databases.connection.settings_dict.update(settings)
        databases.drop(name)
