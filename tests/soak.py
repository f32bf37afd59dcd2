"""A pytest plugin for `./peckham soak`: every generative test runs so many times its own cases."""

import os
from typing import Any

import pytest
from hypothesis import settings

TIMES = int(os.environ.get("PECKHAM_TIMES", "1"))
INNER = "_hypothesis_internal_use_settings"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Raise the number of cases of each test, of whichever kind, once."""
    seen: set[int] = set()
    for item in items:
        for holder, name in _holders(item):
            if id(holder) not in seen:
                seen.add(id(holder))
                own = getattr(holder, name)
                # A claim that names a number of cases is held at that number at least.
                claimed = getattr(getattr(item, "module", None), "SOAK_CASES", 0)
                cases = max(own.max_examples * TIMES, claimed if TIMES > 1 else 0)
                setattr(holder, name, settings(own, max_examples=cases))


def _holders(item: pytest.Item) -> list[tuple[Any, str]]:
    """Find where a test's settings are kept: on the function, or on a state machine's class."""
    test = getattr(item, "obj", None)
    function = getattr(test, "__func__", test)
    machine = getattr(item, "cls", None)
    found = [(function, INNER)] if hasattr(function, INNER) else []
    if isinstance(getattr(machine, "settings", None), settings):
        found.append((machine, "settings"))
    return found
