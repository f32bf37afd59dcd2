"""Words that every room shares: identifiers, periods, actors, days and refusals.

Owns: the meaning of an NHS number, an ODS code, a small-area code, a postcode, a period, an actor.
Always holds: a value that exists is valid; nothing here knows a database, a clock or a network.
Never does: business rules of one room. Standard library only.
"""

from peckham.kernel.actor import Actor
from peckham.kernel.identifiers import (
    AreaCode,
    InvalidAreaCode,
    InvalidNhsNumber,
    InvalidOdsCode,
    InvalidPostcode,
    NhsNumber,
    OdsCode,
    Postcode,
)
from peckham.kernel.period import EmptyPeriod, Period
from peckham.kernel.refused import Refused

__all__ = [
    "Actor",
    "AreaCode",
    "EmptyPeriod",
    "InvalidAreaCode",
    "InvalidNhsNumber",
    "InvalidOdsCode",
    "InvalidPostcode",
    "NhsNumber",
    "OdsCode",
    "Period",
    "Postcode",
    "Refused",
]
