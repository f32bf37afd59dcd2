"""A tiny invented place: six square areas in two boroughs, two practices, one network."""

from datetime import UTC, date, datetime

from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.places.models import Neighbourhood, NeighbourhoodPlan, PlanArea

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = Actor.system("test")
FROM_ON = date(2024, 4, 1)
load = places.loading


def square(column, row, side=0.01):
    west, south = column * side, 51.5 + row * side
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def area(number, borough="East"):
    column, row = divmod(number, 3)
    return load.AreaToLoad(
        code=f"E9900000{number}",
        name=f"{borough} 00{number}A",
        borough_code=f"E9000000{column}",
        borough_name=borough,
        geometry=square(column, row),
        longitude=column * 0.01 + 0.005,
        latitude=51.505 + row * 0.01,
        population=1_000 + number,
    )


def membership(start, end=None):
    return load.MembershipToLoad("U00001", "RIVER PCN", start, end)


def place(name="East and West", **changes):
    areas = [area(number, "West" if number < 3 else "East") for number in range(6)]
    codes = [entry.code for entry in areas]
    facts = {
        "name": name,
        "source": "made for a test",
        "vintage": "synthetic",
        "is_synthetic": True,
        "areas": areas,
        "adjacency": [(codes[i], codes[j], 700.0) for i, j in ((0, 1), (1, 2), (3, 4), (4, 5))],
        "practices": [
            load.PracticeToLoad(
                "A00001", "QUAY PRACTICE", "QY1 1AA", memberships=[membership(FROM_ON)]
            ),
            load.PracticeToLoad("A00002", "LONE PRACTICE", "QY1 1AB"),
        ],
        "list_counts": [
            ("A00001", codes[0], 600),
            ("A00001", codes[3], 50),
            ("A00002", codes[0], 200),
            ("A00002", codes[5], 900),
        ],
        "counted_on": FROM_ON,
        "plan": load.PlanToLoad(
            name="First plan",
            neighbourhoods=[
                load.NeighbourhoodToLoad("W", "West", codes[:3]),
                load.NeighbourhoodToLoad("E", "East", codes[3:]),
            ],
            adopted_from=FROM_ON,
            is_provisional=False,
            source="made for a test",
        ),
        "postcodes": [load.PostcodeToLoad("QY1 1AA", codes[0], 0.0, 51.5, "synthetic")],
        "icb": ("Q99", "Invented Integrated Care Board"),
    } | changes
    return load.PlaceToLoad(**facts)


def loaded(**changes):
    return places.copy_place(place(**changes), by=BY, at=AT)


def draft(place_id, homes, name="Second plan", *, came_with_place=True):
    """Draft a plan: homes is a mapping of neighbourhood code to area keys."""
    plan = NeighbourhoodPlan.objects.create(
        place_id=place_id,
        name=name,
        source="test",
        is_provisional=False,
        came_with_place=came_with_place,
        made_at=AT,
        made_by="t",
    )
    for code, area_ids in homes.items():
        home = Neighbourhood.objects.create(plan=plan, code=code, name=code)
        PlanArea.objects.bulk_create(
            [PlanArea(plan=plan, area_id=key, neighbourhood=home) for key in area_ids]
        )
    return plan


def teams(count=3):
    organisation_id = organisations.create_organisation(
        ods_code="HOST1", name="Host", kind="federation", is_synthetic=True, by=BY, at=AT
    )
    return [
        organisations.create_team(organisation_id=organisation_id, name=f"T{n}", by=BY, at=AT)
        for n in range(count)
    ]


def hub(place_id, code="W", team_ids=None, **options):
    reception, duty, on_call = team_ids or teams()
    return places.create_hub(
        place_id=place_id,
        neighbourhood_code=code,
        name=f"{code} hub",
        reception_team_id=reception,
        duty_team_id=duty,
        on_call_team_id=on_call,
        from_on=date(2026, 1, 1),
        by=BY,
        at=AT,
        **options,
    )
