"""What the database refuses of activity, prices and statements, in words."""

from typing import Any, Final

from peckham.kernel import Refused


class DrawnMeanwhile(Refused):
    """A statement was drawn of what was known, while something else became known."""


class OverAlready(Refused):
    """A batch of activity or a run is over and stays as it is."""


class PricesNotWhole(Refused):
    """A price list is of services of a contract, and is written at once."""


class MonthNotOver(Refused):
    """A month is stated once it is over."""


ROWS: Final[dict[str, tuple[type[Refused], dict[str, Any]]]] = {
    "PK280": (DrawnMeanwhile, {"remedy": "Try again: it takes a moment."}),
    "PK281": (OverAlready, {"remedy": "Begin another."}),
    "PK286": (PricesNotWhole, {"remedy": "Write another price list."}),
    "PK287": (MonthNotOver, {"remedy": "Wait until its last day has passed."}),
}
