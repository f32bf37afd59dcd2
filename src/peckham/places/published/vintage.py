"""Small areas were redrawn after the census of 2021: which drawing a code or a column speaks of."""

import re
from typing import Literal

Vintage = Literal["LSOA 2011", "LSOA 2021"]

# The last codes given in 2011; every later number is an area of 2021. Source: ONS code history.
_LAST_OF_2011 = {"E01": 33768, "W01": 1958}


def vintage_of_code(code: str) -> Vintage | None:
    """Say which drawing a code belongs to, where the code alone tells.

    Most codes are of both drawings; only those new in 2021 are certain.

    >>> vintage_of_code("E01034000")
    'LSOA 2021'
    >>> vintage_of_code("E01000006") is None
    True
    """
    last = _LAST_OF_2011.get(code[:3])
    if last is not None and code[3:].isdigit() and int(code[3:]) > last:
        return "LSOA 2021"
    return None


def vintage_of_column(name: str) -> Vintage | None:
    """Say which drawing a column is about, from the year in its name.

    >>> vintage_of_column("LSOA code (2011)")
    'LSOA 2011'
    """
    if re.search(r"(?<!\d)(20)?11(?!\d)", name):
        return "LSOA 2011"
    if re.search(r"(?<!\d)(20)?21(?!\d)", name):
        return "LSOA 2021"
    return None
