"""What lets a practice read is the registration and nothing else: made again from the book, the
same organisations may read the same people on the same days."""

from datetime import date, time

import pytest
from tests.databases import as_app
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.kernel import london
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.people.models import Registration
from peckham.sharing.models import Relationship

WHO = {"by": BY, "at": AT}


def open_now(at):
    rows = Relationship.objects.filter(source_kind="people.registration", during__contains=at)
    return sorted(rows.values_list("person_id", "organisation_id", "source_id"))


def from_the_book(at):
    """Derive the same from the registrations that stand."""
    day = london.day_of(at)
    rows = Registration.objects.filter(superseded_at__isnull=True, during__contains=day)
    return sorted(
        (row.person_id, row.practice.organisation_id, row.pk)
        for row in rows.select_related("practice")
    )


@pytest.mark.parametrize("reason", ["moved_away", "died"])
def test_relationships_are_what_registrations_make_of_them(world, reason):
    with as_app(world.staff()):
        keys = [
            people.register_person(
                family_name=f"P{n}", area_code=AREAS[0], arrived_on=date(2020, 1, 1), **WHO
            )
            for n in range(4)
        ]
        for n, key in enumerate(keys):
            for code, on in (("Z99001", date(2020, 1, 1)), ("Z99002", date(2024, 1, 1)))[: n + 1]:
                people.register_with_practice(
                    person_id=key.id, practice_id=world.practices[code], on=on, **WHO
                )
        # Learned late: she was with a third practice for a while before the second.
        people.register_with_practice(
            person_id=keys[2].id, practice_id=world.practices["Z99003"], on=date(2022, 1, 1), **WHO
        )
        people.depart(person_id=keys[3].id, on=date(2026, 11, 1), reason=reason, **WHO)
    assert open_now(AT) == from_the_book(AT)
    assert len(open_now(AT)) == 3
    tomorrow = london.moment(date(2026, 11, 24), time(12))
    assert open_now(tomorrow) == from_the_book(tomorrow)
    assert organisations.organisation_by_ods("Z99003").id not in {o for _, o, _ in open_now(AT)}


def test_a_registration_from_a_later_day_lets_nobody_read_before_it(world):
    with as_app(world.staff()):
        key = people.register_person(family_name="Soon", area_code=AREAS[0], **WHO)
        people.register_with_practice(
            person_id=key.id, practice_id=world.practices["Z99001"], on=date(2026, 12, 1), **WHO
        )
    assert open_now(AT) == from_the_book(AT) == []
    then = london.moment(date(2026, 12, 1), time(0))
    assert len(open_now(then)) == 1
    assert TODAY < date(2026, 12, 1)
