"""The place's ground: areas, adjacency, postcodes, practices, lists and the neighbourhood plan."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import numpy as np

from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor
from peckham.places import api as places
from peckham.synthetic import api as synthetic

_PUBLISHER = "Peckham (invented)"
_TITLES = {
    "boundaries": "Invented small areas",
    "population": "Invented residents by age",
    "deprivation": "Invented deprivation scores",
    "practices": "Invented practices",
    "networks": "Invented primary care networks",
    "registrations": "Invented lists by small area",
    "postcodes": "Invented postcodes",
    "plan": "Invented neighbourhood plan",
}


def copy_ground(
    place: synthetic.SyntheticPlace, keys: Keys, *, people: int, by: Actor, at: datetime
) -> None:
    """Write the place and adopt its plan; organisations of practices are there already."""
    load = places.loading
    icb = place.organisations[0]
    loaded = places.copy_place(
        load.PlaceToLoad(
            name=place.name,
            source=_source(place, people),
            vintage="synthetic",
            is_synthetic=True,
            areas=tuple(_areas(place)),
            adjacency=tuple(_adjacency(place)),
            practices=tuple(_practices(place)),
            list_counts=tuple(_list_counts(place)),
            counted_on=place.counted_on,
            plan=_plan(place),
            postcodes=tuple(_postcodes(place)),
            publications=tuple(_publications(place)),
            icb=(icb.ods_code, icb.name),
        ),
        by=by,
        at=at,
    )
    codes = [place.organisations[practice.organisation].ods_code for practice in place.practices]
    keys.place_id = loaded.place_id
    keys.areas = np.array([loaded.area_ids[area.code] for area in place.areas])
    keys.practices = np.array([loaded.practice_ids[code] for code in codes])


def _source(place: synthetic.SyntheticPlace, people: int) -> str:
    return (
        f"Invented by Peckham from seed {place.seed}; nobody lives here. Its counts describe "
        f"{place.residents:,} residents; the people are a household sample of {people:,}."
    )


def _areas(place: synthetic.SyntheticPlace) -> Iterator[places.loading.AreaToLoad]:
    counts = place.counts
    for number, area in enumerate(place.areas):
        borough = place.boroughs[area.borough]
        yield places.loading.AreaToLoad(
            code=area.code,
            name=area.name,
            borough_code=borough.code,
            borough_name=borough.name,
            geometry={"type": "Polygon", "coordinates": [area.ring.tolist()]},
            longitude=area.longitude,
            latitude=area.latitude,
            msoa_code=area.msoa_code,
            ward_code=area.ward_code,
            ward_name=area.ward_name,
            population=int(counts.population[number]),
            population_by_age=dict(
                zip(synthetic.BANDS, counts.by_age[number].tolist(), strict=True)
            ),
            deprivation_score=float(counts.deprivation_score[number]),
            deprivation_decile=int(counts.deprivation_decile[number]),
        )


def _adjacency(place: synthetic.SyntheticPlace) -> Iterator[tuple[str, str, float]]:
    tiling = place.tiling
    for (one, other), metres in zip(
        tiling.pairs.tolist(), tiling.shared_metres.tolist(), strict=True
    ):
        yield place.areas[one].code, place.areas[other].code, round(metres, 1)


def _postcodes(place: synthetic.SyntheticPlace) -> Iterator[places.loading.PostcodeToLoad]:
    postcodes = place.postcodes
    for code, area, (longitude, latitude) in zip(
        postcodes.codes, postcodes.area.tolist(), postcodes.degrees.tolist(), strict=True
    ):
        yield places.loading.PostcodeToLoad(
            code, place.areas[area].code, longitude, latitude, "synthetic"
        )


def _practices(place: synthetic.SyntheticPlace) -> Iterator[places.loading.PracticeToLoad]:
    sizes = place.lists.sizes.tolist()
    for practice, size in zip(place.practices, sizes, strict=True):
        organisation = place.organisations[practice.organisation]
        network = place.organisations[practice.network]
        longitude, latitude = place.postcodes.degrees[practice.postcode].tolist()
        yield places.loading.PracticeToLoad(
            ods_code=organisation.ods_code,
            name=organisation.name,
            postcode=place.postcodes.codes[practice.postcode],
            area_code=place.areas[practice.area].code,
            longitude=longitude,
            latitude=latitude,
            list_size=size,
            icb_code=place.organisations[0].ods_code,
            memberships=(
                places.loading.MembershipToLoad(network.ods_code, network.name, place.founded_on),
            ),
        )


def _list_counts(place: synthetic.SyntheticPlace) -> Iterator[tuple[str, str, int]]:
    patients = place.lists.patients
    codes = [place.organisations[practice.organisation].ods_code for practice in place.practices]
    for area, practice in zip(*(found.tolist() for found in np.nonzero(patients)), strict=True):
        yield codes[practice], place.areas[area].code, int(patients[area, practice])


def _plan(place: synthetic.SyntheticPlace) -> places.loading.PlanToLoad:
    return places.loading.PlanToLoad(
        name=f"{place.name} neighbourhoods",
        neighbourhoods=tuple(
            places.loading.NeighbourhoodToLoad(
                home.code, home.name, [place.areas[area].code for area in home.areas]
            )
            for home in place.neighbourhoods
        ),
        adopted_from=place.founded_on,
        is_provisional=False,
        source=f"Invented by Peckham from seed {place.seed}.",
        explanation="Three neighbourhoods in a borough, each of 50,000 to 100,000 residents.",
    )


def _publications(
    place: synthetic.SyntheticPlace,
) -> Iterator[places.loading.PublicationToLoad]:
    rows = {
        "boundaries": len(place.areas),
        "population": len(place.areas),
        "deprivation": len(place.areas),
        "practices": len(place.practices),
        "networks": len(place.practices),
        "registrations": int((place.lists.patients > 0).sum()),
        "postcodes": len(place.postcodes.codes),
        "plan": len(place.areas),
    }
    for kind, title in _TITLES.items():
        name = f"{kind}, seed {place.seed}, {len(place.boroughs)} boroughs"
        yield places.loading.PublicationToLoad(
            kind=kind,
            title=title,
            publisher=_PUBLISHER,
            file_name="",
            sha256=hashlib.sha256(name.encode()).hexdigest(),
            as_of=f"mid-{place.counted_on.year}",
            rows_read=rows[kind],
            rows_kept=rows[kind],
        )
