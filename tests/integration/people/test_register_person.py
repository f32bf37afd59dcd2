from datetime import date

import pytest
from tests.databases import as_app, check_laws
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.infra.models import AuditEvent
from peckham.kernel import InvalidNhsNumber, InvalidPostcode, Refused
from peckham.people import api as people
from peckham.people.models import Person
from peckham.sharing.models import Look

GIVEN = {
    "family_name": "Okafor",
    "given_name": "Oluwaseun",
    "preferred_name": "Seun",
    "birth_date": date(1951, 3, 14),
    "sex": "male",
    "nhs_number": "999 000 0018",
    "postcode": "ts1 1aa",
    "address_lines": "4 Ferry Lane",
    "by": BY,
    "at": AT,
}


def test_a_navigator_records_somebody_new_and_opens_the_record_at_once(world):
    with as_app(world.staff()):
        key = people.register_person(**GIVEN)
        view = people.person(key.public_id)
        check_laws()
    assert view.name == "Seun (Oluwaseun) Okafor"
    assert view.nhs_number == "999 000 0018"
    assert view.birth_date_words == "14 March 1951"
    assert view.home.words == "Riverside"
    assert view.home.area_id == world.areas[AREAS[0]]
    assert view.spells[0].start == TODAY
    assert AuditEvent.objects.get(action="people.register").actor == "a-1"


def test_another_organisation_cannot_open_it_and_reads_no_row(world):
    with as_app(world.staff()):
        key = people.register_person(**GIVEN)
    with as_app(world.stranger()) as cursor:
        with pytest.raises(Refused, match="no reason to open"):
            people.person(key.public_id)
        cursor.execute("SELECT count(*) FROM people_identifier")
        assert cursor.fetchone() == (0,)


def test_an_area_may_be_given_a_hub_for_no_fixed_address_and_nothing_for_out_of_area(world):
    bare = {"family_name": "Doe", "by": BY, "at": AT}
    with as_app(world.staff()):
        keys = [
            people.register_person(**bare, area_code=AREAS[3]),
            people.register_person(**bare, cohort_hub_id=world.hubs["N2"]),
            people.register_person(**bare),
            people.register_person(**bare, postcode="EH1 1YZ"),
        ]
        homes = [people.home_of(key.id, TODAY).words for key in keys]
        check_laws()
    assert homes == ["Hillside", "No fixed address (Hillside hub)", "Out of area", "Out of area"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"nhs_number": "999 000 0019"}, "nhs_number"),
        ({"nhs_number": "12345"}, "nhs_number"),
        ({"birth_date": date(2026, 11, 24)}, "birth_date"),
        ({"birth_date": date(1851, 3, 14)}, "birth_date"),
        ({"family_name": " \u202e ", "given_name": ""}, "family_name"),
        ({"family_name": "x" * 10_000_000}, "family_name"),
        ({"sex": "m"}, "sex"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"area_code": "E01000001", "postcode": ""}, "area_code"),
        ({"address_lines": "x" * 501}, "address_lines"),
        ({"arrived_on": date(2027, 1, 1)}, "arrived_on"),
        ({"arrived_on": date(1950, 1, 1)}, "arrived_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_leaves_nothing(world, changes, field):
    with as_app(world.staff()), pytest.raises(Refused) as refusal:
        people.register_person(**GIVEN | changes)
    assert refusal.value.field == field
    assert not Person.objects.exists()


def test_a_wrong_number_or_postcode_is_refused_in_the_kernels_words(world):
    with as_app(world.staff()), pytest.raises(InvalidNhsNumber, match="last digit"):
        people.register_person(**GIVEN | {"nhs_number": "9990000019"})
    with as_app(world.staff()), pytest.raises(InvalidPostcode):
        people.register_person(**GIVEN | {"postcode": "1"})


def test_a_number_that_somebody_has_is_refused_even_where_that_record_is_not_visible(world):
    with as_app(world.staff()):
        people.register_person(**GIVEN)
    with as_app(world.stranger()), pytest.raises(Refused, match="already has this NHS number"):
        people.register_person(**GIVEN)
    assert Person.objects.count() == 1


def test_emoji_and_right_to_left_names_are_kept_as_written(world):
    with as_app(world.staff()):
        key = people.register_person(family_name="كريم\u202e", given_name="Zoë 🌻", by=BY, at=AT)
        view = people.person(key.public_id)
    assert (view.family_name, view.given_name) == ("كريم", "Zoë 🌻")


def test_every_action_is_put_down_to_its_actor_once(world):
    def audited():
        rows = AuditEvent.objects.filter(action__startswith="people.").order_by("pk")
        return [(row.action, row.actor, row.subject_kind) for row in rows]

    who = {"by": BY, "at": AT}
    with as_app(world.staff()):
        key, other = (people.register_person(family_name=name, **who) for name in "AB")
        person, on = {"person_id": key.id}, {"on": TODAY}
        people.move_home(**person, **on, area_code=AREAS[0], **who)
        people.record_no_fixed_address(**person, **on, hub_id=world.hubs["N1"], **who)
        practice = world.practices["Z99001"]
        people.register_with_practice(**person, **on, practice_id=practice, **who)
        people.support.record_communication_need(**person, code="deaf", **who)
        people.support.end_communication_need(**person, code="deaf", **who)
        people.support.record_contact_point(**person, mode="phone", value="02079460123", **who)
        proxy = people.support.add_proxy(**person, name="C", relationship="son", **who)
        people.support.end_proxy(proxy_id=proxy, **who)
        people.merging.merge(survivor_id=other.id, duplicate_id=key.id, reason="x", **who)
        people.merging.unmerge(duplicate_id=key.id, reason="x", **who)
        people.depart(**person, **on, reason="died", **who)
        people.erase(**person, reason="x", **who)
    assert audited() == [
        (f"people.{verb}", "a-1", "person")
        for verb in (
            "register register move move register_with_practice record_need end_need"
            " record_contact add_proxy end_proxy merge unmerge depart erase"
        ).split()
    ]


def test_opening_a_record_leaves_a_look_that_names_the_person(world):
    with as_app(world.staff()):
        key = people.register_person(**GIVEN)
        people.person(key.public_id)
    look = Look.objects.get()
    assert (look.person_id, look.actor, look.purpose) == (key.id, "a-1", "direct care")
