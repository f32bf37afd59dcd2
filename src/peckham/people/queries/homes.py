"""Where people belong on a day: derived from the address spell and the plan then in force."""

from datetime import date

from django.db import connection

from peckham.people.domain.views import Home, HomeKind
from peckham.people.models import AddressSpell, Person

NOT_RESIDENT = Home("not_resident", "Not resident here")

_GROUND = """
WITH RECURSIVE up AS (
    SELECT id, merged_into_id FROM people_person WHERE id = %s
    UNION
    SELECT p.id, p.merged_into_id FROM people_person p JOIN up ON p.id = up.merged_into_id
)
SELECT s.area_id, s.hub_id FROM up JOIN people_addressspell s ON s.person_id = up.id
WHERE up.merged_into_id IS NULL AND s.superseded_at IS NULL AND s.during @> %s
"""


def home_of(person_id: int, on: date) -> Home:
    """Say where a person belongs on a day: exactly one neighbourhood, cohort, or out of area.

    A merged record belongs where the record that goes on does.
    """
    spell = (
        AddressSpell.objects.filter(
            person_id=surviving_id(person_id), superseded_at__isnull=True, during__contains=on
        )
        .values_list("kind", "area_id", "hub_id")
        .first()
    )
    return NOT_RESIDENT if spell is None else home_of_spell(*spell, on)


def ground_of(person_id: int, on: date) -> tuple[int | None, int | None]:
    """Give the small area where a person lives on a day, and the hub whose cohort holds her.

    What `home_of` knows without its words, in one statement: asked for every request that is
    taken. Both are None out of the area, and for somebody who does not live here.
    """
    with connection.cursor() as cursor:
        cursor.execute(_GROUND, [person_id, on])
        area_id, hub_id = cursor.fetchone() or (None, None)
    return area_id, hub_id


def home_of_spell(kind: str, area_id: int | None, hub_id: int | None, on: date) -> Home:
    """Say where a spell makes somebody belong on a day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, code, name, area_code FROM peckham.home_on(%s, %s, %s, %s)",
            [kind, area_id, hub_id, on],
        )
        home_kind, code, name, area_code = cursor.fetchone()
    return home(home_kind, code, name, area_id, area_code, hub_id)


def home(
    kind: HomeKind, code: str, name: str, area_id: int | None, area_code: str, hub_id: int | None
) -> Home:
    """Put what the database derived into words."""
    words = {
        "neighbourhood": name,
        "cohort": f"No fixed address ({name})",
        "out_of_area": "Out of area",
        "no_plan": f"Area {area_code}, no neighbourhood plan in force",
        "not_resident": NOT_RESIDENT.words,
        "withheld": "Not told",
    }[kind]
    is_home = kind == "neighbourhood"
    return Home(
        kind=kind,
        words=words,
        neighbourhood_code=code if is_home else "",
        neighbourhood_name=name if is_home else "",
        area_id=area_id,
        area_code=area_code,
        hub_id=hub_id,
    )


def surviving_id(person_id: int) -> int:
    """Give the key of the record that goes on."""
    while True:
        into = Person.objects.filter(pk=person_id).values_list("merged_into_id", flat=True).first()
        if into is None:
            return person_id
        person_id = into
