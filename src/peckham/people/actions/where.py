"""Where an address is: a known small area, one hub's cohort, or out of the area."""

from dataclasses import dataclass

from peckham.kernel import Postcode, Refused
from peckham.people.models import AddressSpell
from peckham.places import api as places

LINES_LENGTH_MAX = 500


class UnknownArea(Refused):
    """No small area has that code here."""


class AddressTooLong(Refused):
    """An address is shorter than this."""


@dataclass(frozen=True, slots=True)
class Where:
    """What an address spell says apart from its days."""

    kind: str
    area_id: int | None = None
    hub_id: int | None = None
    lines: str = ""
    postcode: str = ""
    source: str = ""

    def spell(self, person_id: int, **rest: object) -> AddressSpell:
        """Make an unsaved spell here."""
        return AddressSpell(
            person_id=person_id,
            kind=self.kind,
            area_id=self.area_id,
            hub_id=self.hub_id,
            lines=self.lines,
            postcode=self.postcode,
            source=self.source,
            **rest,
        )


def home(*, area_code: str = "", postcode: str = "", lines: str = "", source: str = "") -> Where:
    """Place an address: by area code where given, else by postcode, else out of the area.

    Raises:
        UnknownArea: If the area code is not known here.
        InvalidPostcode: If the postcode does not have the shape of one.
        AddressTooLong: If the lines are longer than 500 characters.
    """
    if len(lines) > LINES_LENGTH_MAX:
        raise AddressTooLong("An address has at most 500 characters.", field="address_lines")
    code = str(Postcode.parse(postcode)) if postcode.strip() else ""
    area = None
    if area_code:
        area = places.area_by_code(area_code)
        if area is None:
            raise UnknownArea(
                f"“{area_code[:20]}” is not a small area of any place here.",
                remedy="Import the place first, or leave the area out.",
                field="area_code",
            )
    elif code:
        area = places.area_of_postcode(code)
    if area is None:
        return Where("out_of_area", lines=lines, postcode=code, source=source)
    return Where("home", area_id=area.id, lines=lines, postcode=code, source=source)


def cohort(hub_id: int, *, source: str = "") -> Where:
    """Place somebody with no fixed address in a hub's cohort.

    Raises:
        UnknownHub: If there is no such hub.
    """
    return Where("no_fixed_address", hub_id=places.hub(hub_id).id, source=source)


def same_days_elsewhere(spell: AddressSpell, during: object) -> AddressSpell:
    """Make an unsaved copy of a spell for other days."""
    where = Where(
        spell.kind, spell.area_id, spell.hub_id, spell.lines, spell.postcode, spell.source
    )
    return where.spell(spell.person_id, during=during)
