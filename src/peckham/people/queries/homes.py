"""Where people belong on a day: derived from the address spell and the plan then in force."""

from datetime import date

from peckham.people.domain.views import Home
from peckham.people.models import AddressSpell, Person
from peckham.places import api as places

NOT_RESIDENT = Home("not_resident", "Not resident here")
OUT_OF_AREA = Home("out_of_area", "Out of area")


class Homes:
    """Homes on one day; each area and hub is asked about once."""

    def __init__(self, on: date) -> None:
        self.on = on
        self._areas: dict[int, Home] = {}
        self._hubs: dict[int, Home] = {}

    def of(
        self, kind: str | None, area_id: int | None, hub_id: int | None, area_code: str = ""
    ) -> Home:
        """Give the home that a spell of this kind makes on the day."""
        if area_id is not None:
            if area_id not in self._areas:
                self._areas[area_id] = self._in_area(area_id, area_code)
            return self._areas[area_id]
        if hub_id is not None:
            if hub_id not in self._hubs:
                name = places.hub(hub_id).name
                self._hubs[hub_id] = Home("cohort", f"No fixed address ({name})", hub_id=hub_id)
            return self._hubs[hub_id]
        return OUT_OF_AREA if kind == AddressSpell.Kind.OUT_OF_AREA else NOT_RESIDENT

    def _in_area(self, area_id: int, area_code: str) -> Home:
        found = places.neighbourhood_of_area(area_id, self.on)
        if found is None:
            words = f"Area {area_code}, no neighbourhood plan in force".replace(
                "Area ,", "An area,"
            )
            return Home("no_plan", words, area_id=area_id, area_code=area_code)
        return Home(
            "neighbourhood",
            found.name,
            neighbourhood_code=found.code,
            neighbourhood_name=found.name,
            area_id=area_id,
            area_code=area_code,
        )


def home_of(person_id: int, on: date) -> Home:
    """Say where a person belongs on a day: exactly one neighbourhood, cohort, or out of area.

    A merged record belongs where the record that goes on does.
    """
    survivor = surviving_id(person_id)
    spell = (
        AddressSpell.objects.filter(
            person_id=survivor, superseded_at__isnull=True, during__contains=on
        )
        .values_list("kind", "area_id", "hub_id", "area__code")
        .first()
    )
    if spell is None:
        return NOT_RESIDENT
    kind, area_id, hub_id, area_code = spell
    return Homes(on).of(kind, area_id, hub_id, area_code or "")


def surviving_id(person_id: int) -> int:
    """Give the key of the record that goes on."""
    while True:
        into = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()
        if into is None:
            return person_id
        person_id = into
