from datetime import UTC, date, datetime, timedelta

import pytest
from tests.databases import as_app, check_laws
from tests.integration.people.world import AREAS, AT, BY, TODAY, plan

from peckham.kernel import Refused
from peckham.people import api as people
from peckham.people.models import AddressSpell, Registration

WHO = {"by": BY, "at": AT}


@pytest.fixture
def ada(world):
    with as_app(world.staff()):
        return people.register_person(
            family_name="Byron",
            birth_date=date(1980, 1, 2),
            area_code=AREAS[0],
            arrived_on=date(2020, 1, 1),
            **WHO,
        )


def homes(key, *days):
    return [people.home_of(key.id, day).words for day in days]


def test_she_moves_and_each_day_has_one_home(world, ada):
    with as_app(world.staff()):
        people.move_home(person_id=ada.id, on=date(2024, 6, 1), area_code=AREAS[2], **WHO)
        check_laws()
        assert homes(
            ada, date(2019, 12, 31), date(2020, 1, 1), date(2024, 5, 31), date(2024, 6, 1), TODAY
        ) == ["Not resident here", "Riverside", "Riverside", "Hillside", "Hillside"]


def test_a_move_that_is_learned_late_changes_only_the_days_it_is_about(world, ada):
    with as_app(world.staff()):
        people.move_home(person_id=ada.id, on=date(2024, 6, 1), area_code=AREAS[2], **WHO)
        people.record_no_fixed_address(
            person_id=ada.id, on=date(2023, 3, 1), hub_id=world.hubs["N2"], **WHO
        )
        check_laws()
        assert homes(ada, date(2023, 2, 28), date(2023, 3, 1), date(2024, 6, 1)) == [
            "Riverside",
            "No fixed address (Hillside hub)",
            "Hillside",
        ]
    assert AddressSpell.objects.filter(superseded_at__isnull=False).count() == 1


def test_she_leaves_comes_back_and_was_out_of_area_in_between(world, ada):
    with as_app(world.staff()):
        people.depart(person_id=ada.id, on=date(2022, 1, 1), reason="moved_away", **WHO)
        assert homes(ada, date(2022, 1, 1)) == ["Not resident here"]
        people.move_home(person_id=ada.id, on=date(2023, 1, 1), area_code=AREAS[1], **WHO)
        check_laws()
        assert homes(ada, date(2021, 12, 31), date(2022, 6, 1), date(2023, 1, 1)) == [
            "Riverside",
            "Out of area",
            "Riverside",
        ]


def test_she_dies_and_belongs_somewhere_on_that_day_and_nowhere_after(world, ada):
    with as_app(world.staff()):
        people.register_with_practice(
            person_id=ada.id, practice_id=world.practices["Z99001"], on=date(2020, 1, 1), **WHO
        )
        people.depart(person_id=ada.id, on=date(2026, 11, 1), reason="died", **WHO)
        check_laws()
        view = people.person(ada.public_id)
        assert homes(ada, date(2026, 11, 1), date(2026, 11, 2)) == [
            "Riverside",
            "Not resident here",
        ]
    assert view.is_deceased
    assert view.deceased_on == date(2026, 11, 1)
    assert view.registration is None


def test_a_plan_that_is_adopted_moves_people_without_touching_them(world, ada):
    from peckham.places import api as places
    from peckham.places.models import Neighbourhood, NeighbourhoodPlan, PlanArea

    draft = NeighbourhoodPlan.objects.create(
        place_id=world.place_id, name="Second plan", source="test", is_provisional=False,
        made_at=AT, made_by="test", came_with_place=True,
    )  # fmt: skip
    for home in plan("Second plan", 0).neighbourhoods:
        row = Neighbourhood.objects.create(plan=draft, code=home.code, name=f"New {home.name}")
        PlanArea.objects.bulk_create(
            PlanArea(plan=draft, area_id=world.areas[code], neighbourhood=row)
            for code in home.area_codes
        )
    places.adopt_plan(plan_id=draft.pk, from_on=date(2026, 1, 1), by=BY, at=AT)
    with as_app(world.staff()):
        assert homes(ada, date(2025, 12, 31), date(2026, 1, 1)) == ["Riverside", "New Hillside"]
    assert AddressSpell.objects.count() == 1


def test_she_changes_practice_and_the_new_one_may_read_while_she_is_there(world, ada):
    first, second = world.practices["Z99001"], world.practices["Z99002"]
    with as_app(world.staff()):
        people.register_with_practice(
            person_id=ada.id, practice_id=first, on=date(2020, 1, 1), **WHO
        )
    with as_app(world.practice_staff("Z99001")):
        assert people.person(ada.public_id).registration.ods_code == "Z99001"
    later = AT + timedelta(minutes=5)
    with as_app(world.staff(at=later)):
        people.register_with_practice(
            person_id=ada.id, practice_id=second, on=TODAY, by=BY, at=later
        )
        check_laws()
    with as_app(world.practice_staff("Z99001", at=later)), pytest.raises(Refused):
        people.person(ada.public_id)
    with as_app(world.practice_staff("Z99002", at=later)):
        assert people.person(ada.public_id).registration.since == TODAY
    assert [str(row.during) for row in Registration.objects.order_by("pk")] == [
        "[2020-01-01, 2026-11-23)",
        "[2026-11-23, None)",
    ]


def test_after_the_day_the_team_that_met_her_no_longer_reads_the_practice_still_does(world, ada):
    with as_app(world.staff()):
        people.register_with_practice(
            person_id=ada.id, practice_id=world.practices["Z99001"], on=TODAY, **WHO
        )
    midnight = datetime(2026, 11, 24, 0, tzinfo=UTC)
    with as_app(world.staff(at=midnight - timedelta(seconds=1))):
        people.person(ada.public_id)
    with as_app(world.staff(at=midnight)), pytest.raises(Refused):
        people.person(ada.public_id)
    with as_app(world.practice_staff("Z99001", at=midnight)):
        people.person(ada.public_id)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda w, p: people.register_with_practice(
            person_id=p.id, practice_id=10**9, on=TODAY, **WHO), "no such practice"),
        (lambda w, p: people.record_no_fixed_address(
            person_id=p.id, hub_id=10**9, on=TODAY, **WHO), "no such hub"),
        (lambda w, p: people.move_home(
            person_id=p.id, area_code=AREAS[0], on=date(1979, 1, 1), **WHO), "before the person's"),
        (lambda w, p: people.move_home(
            person_id=p.id, area_code=AREAS[0], on=date(2030, 1, 1), **WHO), "year ahead"),
        (lambda w, p: people.depart(
            person_id=p.id, on=date(2020, 1, 1), reason="moved_away", **WHO), "before the arrival"),
        (lambda w, p: people.depart(
            person_id=p.id, on=date(2026, 12, 1), reason="died", **WHO), "in the future"),
        (lambda w, p: people.move_home(
            person_id=p.id, area_code=AREAS[1], on=TODAY, version=99, **WHO), "Somebody else"),
        (lambda w, p: people.move_home(
            person_id=p.id + 10**6, area_code=AREAS[1], on=TODAY, **WHO), "no such person"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(world, ada, act, said):
    with as_app(world.staff()), pytest.raises(Refused, match=said):
        act(world, ada)


def test_the_dead_neither_move_nor_register(world, ada):
    with as_app(world.staff()):
        people.depart(person_id=ada.id, on=TODAY, reason="died", **WHO)
        with pytest.raises(Refused, match="has died"):
            people.move_home(person_id=ada.id, area_code=AREAS[1], on=TODAY, **WHO)
        with pytest.raises(Refused, match="has died"):
            people.register_with_practice(
                person_id=ada.id, practice_id=world.practices["Z99001"], on=TODAY, **WHO
            )


def test_every_change_makes_a_new_version(world, ada):
    with as_app(world.staff()):
        assert people.person(ada.public_id).version == 1
        people.move_home(person_id=ada.id, area_code=AREAS[1], on=TODAY, version=1, **WHO)
        assert people.person(ada.public_id).version == 2
