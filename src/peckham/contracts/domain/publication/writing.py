"""Writing and reading JSON with exact decimals: no amount of money is ever a float."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any


def written(value: Any, indent: int = 0) -> str:
    """Write a value as JSON, two spaces in for each level.

    >>> print(written({"amount": Decimal("250000.50")}))
    {
      "amount": 250000.50
    }

    Raises:
        TypeError: If a part is a float, or nothing that JSON knows.
    """
    inner = "  " * (indent + 1)
    match value:
        case float():
            raise TypeError(f"{value} is a float; amounts are exact decimals.")
        case Decimal():
            return format(value, "f")
        case Mapping() if value:
            parts = [
                f"{inner}{json.dumps(name, ensure_ascii=False)}: {written(one, indent + 1)}"
                for name, one in value.items()
            ]
            return "{\n" + ",\n".join(parts) + "\n" + "  " * indent + "}"
        case list() | tuple() if value:
            parts = [inner + written(one, indent + 1) for one in value]
            return "[\n" + ",\n".join(parts) + "\n" + "  " * indent + "]"
    return json.dumps(value, ensure_ascii=False)


def read(text: str) -> Any:
    """Read JSON, its numbers with a point as exact decimals."""
    return json.loads(text, parse_float=Decimal)
