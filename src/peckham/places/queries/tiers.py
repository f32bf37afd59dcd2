"""Every tier that covers a postcode or small area (rule 57)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Max, Sum

from peckham.infra import reference
from peckham.kernel import InvalidPostcode, Refused
from peckham.kernel import Postcode as PostcodeText
from peckham.places.domain.records import AreaView, NeighbourhoodView, RegisteredCount, TiersFound
from peckham.places.domain.tiers import AreaFacts, Board, Words, mismatch, tiers_of
from peckham.places.models import (
    Area,
    ListCount,
    NeighbourhoodPlan,
    Place,
    PlanArea,
    Postcode,
    Publication,
)
from peckham.places.queries.areas import area_by_code, view_of_area
from peckham.places.queries.boundary import networks_on
from peckham.places.queries.hubs import hub_for_area
from peckham.places.queries.neighbourhoods import neighbourhood_of_area


class UnknownPostcode(Refused):
    """The postcode or small area is in no place that is held here."""


_FOUND_BY = {
    Postcode.Source.ONSPD: "{code} lies in {area} (ONS Postcode Directory).",
    Postcode.Source.SYNTHETIC: "{code} lies in {area} (an invented postcode).",
    Postcode.Source.DERIVED: (
        "{code} is a practice's postcode. It was put in {area} because most of the practice's"
        " patients live there: the right small area may be a neighbouring one."
    ),
}


def tiers_for(code: str, on: date) -> TiersFound:
    """Say which layers of the service cover a postcode or small area, and what each decides.

    Args:
        code: A postcode as people write it, or the code of a small area.
        on: The day that it is asked about.

    Raises:
        UnknownPostcode: If no place held here has it, saying what to do.
    """
    area, found_by = _area(code.strip())
    place = Place.objects.select_related("icb").get(pk=area.place_id)
    home = neighbourhood_of_area(area.id, on)
    ward = Area.objects.values_list("ward_code", "ward_name").get(pk=area.id)
    facts = AreaFacts(
        area=area,
        ward=ward if ward[1] else None,
        place_name=place.name,
        neighbourhood=home,
        hub=hub_for_area(area.id, on),
        board=Board(place.icb.ods_code, place.icb.name) if place.icb is not None else None,
        registered=_registered(area.id, home, on),
        sources=_sources(place, home),
    )
    network = "" if home is None else _largest_network(home, on)
    return TiersFound(
        asked=code,
        area=area,
        found_by=found_by,
        on=on,
        tiers=tiers_of(facts, _words()),
        mismatch=mismatch(facts, network),
    )


def _area(code: str) -> tuple[AreaView, str]:
    area = area_by_code(code)
    if area is not None:
        return area, f"{area.code} is the small area {area.name}."
    try:
        written = str(PostcodeText.parse(code))
    except InvalidPostcode as error:
        raise UnknownPostcode(
            f"“{code[:12]}” is not the shape of a postcode, and no small area here has that code.",
            remedy="Write a postcode like RM13 8AB, or a small area's code like E01000006.",
            field="code",
        ) from error
    known = Postcode.objects.select_related("area").filter(code=written).first()
    if known is None:
        raise UnknownPostcode(
            f"{written} is in no place that is held here.",
            why=_postcodes_held(),
            remedy="Check it, or try the postcode of your GP practice or your small area's code.",
            field="code",
        )
    view = view_of_area(known.area)
    sentence = _FOUND_BY[Postcode.Source(known.source)]
    return view, sentence.format(code=written, area=view.name)


def _postcodes_held() -> str:
    names = list(Place.objects.order_by("name").values_list("name", flat=True))
    if not names:
        return "No place has been imported yet."
    if Postcode.objects.exclude(source=Postcode.Source.DERIVED).exists():
        return f"The places held here are: {'; '.join(names)}."
    return (
        f"The places held here are: {'; '.join(names)}; of their postcodes only those of practices"
        " are known, since no postcode directory was imported."
    )


def _registered(area_id: int, home: NeighbourhoodView | None, on: date) -> list[RegisteredCount]:
    counted = ListCount.objects.filter(area_id=area_id, counted_on__lte=on)
    latest = counted.aggregate(latest=Max("counted_on"))["latest"]
    network = networks_on(on)
    return [
        RegisteredCount(
            neighbourhood_code=home.code if home else "",
            neighbourhood_name=home.name if home else "",
            practice_id=practice_id,
            practice_code=code,
            practice_name=name,
            pcn_code=network.get(practice_id, ("", ""))[0],
            pcn_name=network.get(practice_id, ("", ""))[1],
            counted_on=latest,
            patients=patients,
        )
        for practice_id, code, name, patients in counted.filter(counted_on=latest).values_list(
            "practice_id",
            "practice__organisation__ods_code",
            "practice__organisation__name",
            "patients",
        )
    ]


def _largest_network(home: NeighbourhoodView, on: date) -> str:
    """Give the code of the network with most registered patients in a neighbourhood, or ""."""
    inside = PlanArea.objects.filter(neighbourhood_id=home.id).values("area_id")
    counted = ListCount.objects.filter(area_id__in=inside, counted_on__lte=on)
    latest = counted.aggregate(latest=Max("counted_on"))["latest"]
    network = networks_on(on)
    sums: dict[str, int] = {}
    for practice_id, patients in (
        counted.filter(counted_on=latest)
        .values_list("practice_id")
        .annotate(patients=Sum("patients"))
    ):
        code = network.get(practice_id, ("", ""))[0]
        if code:
            sums[code] = sums.get(code, 0) + patients
    return min(sums, key=lambda code: (-sums[code], code), default="")


def _sources(place: Place, home: NeighbourhoodView | None) -> dict[str, tuple[str, str]]:
    """Say for each kind of tier which publication or decision it comes from, and as of when."""
    own = ("Recorded in Peckham", f"since {place.recorded_at:%-d %B %Y}")
    cited = {
        entry.kind: (f"{entry.title} ({entry.publisher})", entry.as_of)
        for entry in Publication.objects.filter(place=place)
    }
    general = (place.source, "as invented") if place.is_synthetic else own
    kind = Publication.Kind
    return {
        "small_area": cited.get(kind.POPULATION, general),
        "ward": cited.get(kind.POPULATION, general),
        "neighbourhood": own if home is None else _plan_source(home),
        "hub": own,
        "network": _both(cited, kind.REGISTRATIONS, kind.NETWORKS, general),
        "practice": _both(cited, kind.REGISTRATIONS, kind.PRACTICES, general),
        "borough": cited.get(kind.POPULATION, general),
        "place": own,
        "integrated_care_board": cited.get(kind.PRACTICES, general),
    }


def _both(
    cited: Mapping[str, tuple[str, str]], one: str, other: str, general: tuple[str, str]
) -> tuple[str, str]:
    if one not in cited or other not in cited:
        return general
    return f"{cited[one][0]}, {cited[one][1]}; {cited[other][0]}", cited[other][1]


def _plan_source(home: NeighbourhoodView) -> tuple[str, str]:
    plan = NeighbourhoodPlan.objects.get(pk=home.plan_id)
    return f"{plan.name}. {plan.source}", f"in force from {plan.during.lower:%-d %B %Y}"


def _words() -> dict[str, Words]:
    return {
        kind: Words(entry["words"], entry["decides"])
        for kind, entry in reference.table("tiers.toml").items()
    }
