"""Which Ombudsman somebody may go to, by what their complaint is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peckham.contracts.domain.duties.complaint import LIMBS, Limb
from peckham.kernel import Refused


class BadOmbudsmen(Refused):
    """data/ombudsmen.toml does not name exactly one Ombudsman for each kind of complaint."""


@dataclass(frozen=True, slots=True)
class Ombudsman:
    """An Ombudsman, or the joint team of two.

    Args:
        code: Short name, kept with the response.
        name: As it calls itself.
        limb: What it looks at: health, adult social care, or both.
        address: Its web address.
        source: Where this is from.
        verified: Whether that was read in its own text.
    """

    code: str
    name: str
    limb: Limb
    address: str
    source: str
    verified: bool


def ombudsmen(tables: Mapping[str, Mapping[str, Any]]) -> Mapping[Limb, Ombudsman]:
    """Read the Ombudsmen as TOML has them, by what they look at.

    Raises:
        BadOmbudsmen: Unless there is exactly one for each limb.
    """
    listed = [Ombudsman(code, **entry) for code, entry in tables.items()]
    found = {each.limb: each for each in listed}
    if set(found) != set(LIMBS) or len(found) != len(listed):
        raise BadOmbudsmen("Name one Ombudsman each for health, adult social care, and both.")
    return found
