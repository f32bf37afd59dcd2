"""A small invented place that the People book's tests stand on: two neighbourhoods, two hubs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.agreeing import agree
from tests.employing import employed

from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.places.api import loading

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ADOPTED_ON = date(2015, 1, 1)
FOUNDED = datetime(2015, 1, 1, tzinfo=UTC)
BY = Actor("staff", "a-1", "Amina Yusuf")


@dataclass(frozen=True)
class World:
    """Keys of what stands."""

    place_id: int
    areas: dict[str, int]
    practices: dict[str, int]
    hubs: dict[str, int]
    hub_organisation: int
    team: int
    other_organisation: int
    other_team: int
    practice_teams: dict[str, int]

    def staff(self, role="navigator", at=AT):
        """The scope of somebody at the first hub."""
        return self._scope(role, self.hub_organisation, self.team, at)

    def stranger(self, role="navigator", at=AT):
        """The scope of somebody whose team has nothing to do with anybody."""
        return self._scope(role, self.other_organisation, self.other_team, at)

    def practice_staff(self, ods_code, role="clinician", at=AT):
        """The scope of somebody at a practice."""
        organisation = organisations.organisation_by_ods(ods_code).id
        return self._scope(role, organisation, self.practice_teams[ods_code], at)

    def _scope(self, role, organisation, team, at):
        return employed(Scope(BY, "direct care", at, 7, role, organisation, team, (team,)))


def area(code, decile):
    square = {"type": "Polygon", "coordinates": [[[0, 51], [0.1, 51], [0.1, 51.1], [0, 51]]]}
    return loading.AreaToLoad(
        code, f"Test {code[-3:]}", "E09000999", "Testham", square, 0.05, 51.05,
        population=1500, deprivation_decile=decile,
    )  # fmt: skip


AREAS = ("E01999001", "E01999002", "E01999003", "E01999004")
PRACTICES = ("Z99001", "Z99002", "Z99003")


def plan(name, split, adopted_from=ADOPTED_ON):
    return loading.PlanToLoad(
        name,
        (
            loading.NeighbourhoodToLoad("N1", "Riverside", AREAS[:split]),
            loading.NeighbourhoodToLoad("N2", "Hillside", AREAS[split:]),
        ),
        adopted_from,
        False,
        "test",
    )


def make_world(*, at=AT):
    """Write the place, its hubs and two organisations, as the owner."""
    loaded = _land(at)
    hub_organisation = _organisation("TST01", "nhs_trust", at)
    other = _organisation("TST02", "vcse", at)
    agree(
        hub_organisation,
        other,
        *(organisations.organisation_by_ods(code).id for code in PRACTICES),
        at=FOUNDED,
    )
    teams = {
        name: _team(hub_organisation, name, at)
        for name in ("Reception 1", "Reception 2", "Duty", "On call")
    }
    hubs = {
        code: places.create_hub(
            place_id=loaded.place_id,
            neighbourhood_code=code,
            name=f"{name} hub",
            reception_team_id=teams[reception],
            duty_team_id=teams["Duty"],
            on_call_team_id=teams["On call"],
            from_on=ADOPTED_ON,
            by=BY,
            at=at,
        ).id
        for code, name, reception in (
            ("N1", "Riverside", "Reception 1"),
            ("N2", "Hillside", "Reception 2"),
        )
    }
    return World(
        loaded.place_id,
        dict(loaded.area_ids),
        dict(loaded.practice_ids),
        hubs,
        hub_organisation,
        teams["Reception 1"],
        other,
        _team(other, "Befriending", at),
        {
            code: _team(organisations.organisation_by_ods(code).id, f"Team of {code}", at)
            for code in PRACTICES
        },
    )


def _land(at):
    return places.copy_place(
        loading.PlaceToLoad(
            name="Testham",
            source="invented",
            vintage="synthetic",
            is_synthetic=True,
            areas=[area(code, n + 1) for n, code in enumerate(AREAS)],
            adjacency=[(a, b, 100.0) for a, b in zip(AREAS, AREAS[1:], strict=False)],
            practices=[
                loading.PracticeToLoad(code, f"Practice {code}", "TS1 1AA", AREAS[0])
                for code in PRACTICES
            ],
            list_counts=[],
            counted_on=date(2026, 1, 1),
            plan=plan("First plan", 2),
            postcodes=[
                loading.PostcodeToLoad("TS1 1AA", AREAS[0], 0.05, 51.05, "synthetic"),
                loading.PostcodeToLoad("TS2 2BB", AREAS[2], 0.05, 51.05, "synthetic"),
            ],
        ),
        by=BY,
        at=at,
    )


def _organisation(code, kind, at):
    return organisations.create_organisation(
        ods_code=code, name=f"Body {code}", kind=kind, is_synthetic=True, by=BY, at=at
    )


def _team(organisation_id, name, at):
    return organisations.create_team(organisation_id=organisation_id, name=name, by=BY, at=at)
