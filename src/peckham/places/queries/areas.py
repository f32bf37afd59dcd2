"""Reads of places, small areas and postcodes."""

from peckham.kernel import Postcode as PostcodeText
from peckham.places.domain.records import AreaView, PlaceView
from peckham.places.models import Area, Place, Postcode


def place_by_name(name: str) -> PlaceView | None:
    """Find a place by its exact name."""
    found = Place.objects.filter(name=name).first()
    return None if found is None else view_of_place(found)


def areas(place_id: int | None = None) -> tuple[AreaView, ...]:
    """List small areas in order of code, of one place or of all; without their shapes."""
    found = Area.objects.defer("geometry", "population_by_age").order_by("code")
    if place_id is not None:
        found = found.filter(place_id=place_id)
    return tuple(map(view_of_area, found))


def area_by_code(code: str) -> AreaView | None:
    """Find a small area by its published code, whatever its case."""
    return _area(code=code.strip().upper())


def area_of_postcode(code: str) -> AreaView | None:
    """Find the small area of a postcode, as people write it.

    Raises:
        InvalidPostcode: If the text is not the shape of a postcode.
    """
    known = Postcode.objects.filter(code=str(PostcodeText.parse(code))).first()
    return None if known is None else _area(id=known.area_id)


def _area(**condition: object) -> AreaView | None:
    found = Area.objects.defer("geometry", "population_by_age").filter(**condition).first()
    return None if found is None else view_of_area(found)


def view_of_area(area: Area) -> AreaView:
    """Copy a row into the record that others may hold."""
    return AreaView(
        id=area.pk,
        place_id=area.place_id,
        code=area.code,
        name=area.name,
        vintage=area.vintage,
        borough_code=area.borough_code,
        borough_name=area.borough_name,
        longitude=area.longitude,
        latitude=area.latitude,
        population=area.population,
        deprivation_decile=area.deprivation_decile,
    )


def view_of_place(place: Place) -> PlaceView:
    """Copy a row into the record that others may hold."""
    return PlaceView(
        id=place.pk,
        public_id=place.public_id,
        name=place.name,
        is_synthetic=place.is_synthetic,
        source=place.source,
    )
