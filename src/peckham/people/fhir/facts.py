"""One entry of a record, in this book's terms, whatever resource it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peckham.kernel import Refused


class EntryRefused(Refused):
    """The resource cannot be loaded; `field` says which element is at fault."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What a resource says, in this book's terms; texts are the sender's own."""

    kind: str
    code: str
    code_system: str
    display: str
    status: str
    verification: str = ""
    is_negated: bool = False
    started: str = ""
    ended: str = ""
    stated: str = ""
    sorted_on: date | None = None
    value_number: Decimal | None = None
    value_comparator: str = ""
    value_unit: str = ""
    value_code: str = ""
    value_text: str = ""
    absent_reason: str = ""
    components: tuple[dict[str, Any], ...] = ()
    dosage: str = ""
    sensitivity: str = ""
