"""Values as JSON holds them: days and moments in ISO form, numbers as they were written."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def plain(value: Any) -> Any:
    """Turn a frozen value into lists, dicts and scalars.

    >>> plain((date(2026, 11, 23), Decimal("7.50")))
    ['2026-11-23', '7.50']
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(each) for each in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (Decimal, UUID)):
        return str(value)
    return value


def without(value: dict[str, Any], *names: str) -> dict[str, Any]:
    """Leave some fields out: keys of ours that mean nothing to a person."""
    return {key: each for key, each in value.items() if key not in names}
