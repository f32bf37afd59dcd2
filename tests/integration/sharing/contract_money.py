"""The money of contracts, topic by topic: rows, and who reads and adds to each."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.integration.sharing import (
    baselines_battery,
    payments_battery,
    recharge_battery,
    settlements_battery,
)

TOPICS = (baselines_battery, payments_battery, recharge_battery, settlements_battery)
TABLES = tuple(table for topic in TOPICS for table in topic.TABLES)
WRITTEN = tuple(table for topic in TOPICS for table in topic.WRITTEN)


def fill(insert: Callable[..., None], at: Any, commissioner: int) -> None:
    """Put one row in each table."""
    for topic in TOPICS:
        topic.fill(insert, at, commissioner)


def probes(reading: Any, adding: Any, changing: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for topic in TOPICS:
        yield from topic.probes(reading, adding)
    yield from payments_battery.changes(changing)
