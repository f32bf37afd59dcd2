"""Which boroughs an import is about: those named, or those that the registrations speak of."""

import re
from collections.abc import Collection, Mapping

from peckham.kernel import Refused
from peckham.places.published.boundaries import Boundaries
from peckham.places.published.population import Residents

_SHOWN = 40
# "Barking and Dagenham 016A": the small area's own part of its name.
_OWN_PART = re.compile(r" [0-9]{3}[A-Z]+$")


class UnknownArea(Refused):
    """The area named is no borough, nor the beginning of a boundary file's name."""


class NobodyRegistered(Refused):
    """The registrations have nobody living in a borough: the file is of another part."""


class AreaWithoutBoundary(Refused):
    """Small areas of a borough have no boundary in the files."""


class AreaWithoutPopulation(Refused):
    """Small areas of a borough have no row in the population file."""


def choose_boroughs(
    area_name: str | None,
    *,
    residents: Mapping[str, Residents],
    boundaries: Boundaries,
    registered: Collection[str],
) -> tuple[str, ...]:
    """Give the names of the boroughs to import, in alphabetical order.

    Args:
        area_name: One or more boroughs, divided by commas or "and"; or the beginning of a boundary
            file's name, such as "bhr" for bhr_lsoa11.geojson, for the boroughs in it. None takes
            every borough that has both boundaries and registered patients in the files.
        residents: The population file, by area code.
        boundaries: Every boundary found.
        registered: Codes of the small areas that the registrations name.

    Raises:
        UnknownArea: If a name is no borough of the population file; lists those with boundaries.
        NobodyRegistered: If a borough named has no registered patient in the file.
    """
    drawn = {residents[code].borough_name for code in boundaries.areas if code in residents}
    populated = {residents[code].borough_name for code in registered if code in residents}
    if area_name is None:
        chosen = drawn & populated
    else:
        chosen = _boroughs_in(area_name, drawn) or _boroughs_of_file(
            area_name, residents, boundaries
        )
    if not chosen:
        shown = ", ".join(sorted(drawn)[:_SHOWN]) or "none"
        raise UnknownArea(
            f"No borough with boundaries in these files is called “{area_name}”."
            if area_name is not None
            else "The registrations and the boundaries have no borough in common.",
            remedy=f"The boroughs with boundaries are: {shown}.",
        )
    if chosen - populated:
        raise NobodyRegistered(
            f"The registrations have nobody who lives in {named(chosen - populated)}.",
            remedy="Use a registrations file of the whole country, or of that part of it.",
        )
    return tuple(sorted(chosen))


def _boroughs_in(text: str, known: Collection[str]) -> set[str]:
    """Read a list of boroughs, some of which have "and" in their own names.

    Returns:
        None of them when any part of the text is no borough.
    """
    left, found = text.lower(), set()
    for name in sorted(known, key=len, reverse=True):
        pattern = rf"(?<!\w){re.escape(name.lower())}(?!\w)"
        if re.search(pattern, left):
            left = re.sub(pattern, ",", left)
            found.add(name)
    return set() if re.sub(r"\band\b|[\s,;&+]", "", left) else found


def _boroughs_of_file(
    prefix: str, residents: Mapping[str, Residents], boundaries: Boundaries
) -> set[str]:
    start = prefix.strip().lower()
    return {
        residents[code].borough_name
        for code, boundary in boundaries.areas.items()
        if start and code in residents and boundary.file_name.lower().startswith(start)
    }


def areas_of(
    boroughs: Collection[str], residents: Mapping[str, Residents], boundaries: Boundaries
) -> tuple[str, ...]:
    """Give the codes of every small area of some boroughs, in order.

    Raises:
        AreaWithoutBoundary: If the population file has areas that the boundaries lack.
        AreaWithoutPopulation: If the boundaries have areas that the population file lacks.
    """
    counted = {code for code, row in residents.items() if row.borough_name in boroughs}
    drawn = {
        code for code, area in boundaries.areas.items() if _borough_of(code, area.name) in boroughs
    } | (counted & set(boundaries.areas))
    if counted - drawn:
        raise AreaWithoutBoundary(
            f"{len(counted - drawn)} small areas of {named(boroughs)} have no boundary:"
            f" {_some(counted - drawn)}.",
            remedy="Add the boundaries of the whole borough, of the same vintage (2011 or 2021).",
        )
    if drawn - counted:
        raise AreaWithoutPopulation(
            f"{len(drawn - counted)} small areas of {named(boroughs)} have no row in the"
            f" population file: {_some(drawn - counted)}.",
            remedy="Use a population file of the same vintage (2011 or 2021) as the boundaries.",
        )
    return tuple(sorted(counted))


def _borough_of(code: str, name: str) -> str:
    return _OWN_PART.sub("", name) if name != code else ""


def named(boroughs: Collection[str]) -> str:
    """Write a list of boroughs as people do.

    >>> named(["Havering", "Barking and Dagenham", "Redbridge"])
    'Barking and Dagenham, Havering and Redbridge'
    """
    *others, last = sorted(boroughs)
    return f"{', '.join(others)} and {last}" if others else last


def _some(codes: Collection[str]) -> str:
    shown = sorted(codes)[:10]
    return ", ".join(shown) + (f" and {len(codes) - 10} more" if len(codes) > 10 else "")
