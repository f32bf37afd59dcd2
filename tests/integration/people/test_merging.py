from datetime import date

import pytest
from django.db import connection
from tests.databases import as_app, as_worker, check_laws
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.infra.models import AuditEvent
from peckham.infra.scope import system_scope
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.sharing.models import Look

WHO = {"by": BY, "at": AT}
TABLES = (
    "person identifier addressspell registration communicationneed contactpoint proxy othername"
).split()


@pytest.fixture
def two(world):
    """Ada twice: once with a practice, once from the desk with a phone number and a need."""
    with as_app(world.staff()):
        ada = people.register_person(
            family_name="Byron",
            given_name="Ada",
            birth_date=date(1980, 1, 2),
            nhs_number="9990000018",
            area_code=AREAS[0],
            **WHO,
        )
        people.register_with_practice(
            person_id=ada.id, practice_id=world.practices["Z99001"], on=TODAY, **WHO
        )
        again = people.register_person(family_name="Lovelace", given_name="Ada", **WHO)
        people.support.record_contact_point(
            person_id=again.id, mode="mobile", value="07700900123", **WHO
        )
        people.support.record_communication_need(person_id=again.id, code="deaf", **WHO)
    return ada, again


def everything():
    """Every fact of everybody, to compare before and after."""
    with connection.cursor() as cursor:
        facts = {}
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t)::text FROM people_{table} t ORDER BY id")
            facts[table] = cursor.fetchall()
        return facts


def test_the_survivors_page_shows_both_and_everybody_counts_once(world, two):
    ada, again = two
    before = people.counting.reconcile(TODAY)
    with as_app(world.staff()):
        people.merging.merge(
            survivor_id=ada.id, duplicate_id=again.id, reason="Same passport", **WHO
        )
        check_laws()
        view = people.person(ada.public_id)
        by_old_address = people.person(again.public_id)
    after = people.counting.reconcile(TODAY)
    assert view.contacts[0].value == "07700900123"
    assert set(view.blocked) == {"phone"}
    assert view.nhs_number == "999 000 0018"
    assert view.other_names == ("Ada Lovelace",)
    assert [m.reason for m in view.merged] == ["Same passport"]
    assert "2 records merged" in view.labels
    assert (by_old_address.id, by_old_address.merged_into) == (ada.id, ada.public_id)
    assert (before.residents_total, after.residents_total) == (2, 1)


def test_a_team_that_may_read_one_of_the_records_reads_the_person(world, two):
    ada, again = two
    with as_app(world.staff()):
        people.merging.merge(
            survivor_id=again.id, duplicate_id=ada.id, reason="Same passport", **WHO
        )
    with as_app(world.practice_staff("Z99001")):
        view = people.person(again.public_id)
    assert view.registration.ods_code == "Z99001"
    assert view.contacts[0].value == "07700900123"
    with as_app(world.stranger()), pytest.raises(Refused):
        people.person(again.public_id)


def test_a_merge_that_is_taken_back_leaves_everything_as_it_was(world, two):
    ada, again = two
    before = everything()
    with as_app(world.staff()):
        people.merging.merge(
            survivor_id=ada.id, duplicate_id=again.id, reason="Same passport", **WHO
        )
        people.merging.unmerge(duplicate_id=again.id, reason="Her twin", **WHO)
        check_laws()
    assert everything() == before
    actions = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions)[-2:] == ["people.merge", "people.unmerge"]


def test_search_finds_a_merged_record_by_its_own_name_and_gives_the_one_that_goes_on(world, two):
    ada, again = two
    with as_app(world.staff()):
        people.merging.merge(
            survivor_id=ada.id, duplicate_id=again.id, reason="Same passport", **WHO
        )
        found = people.search("lovelace ada")
    assert [hit.id for hit in found] == [ada.id]
    assert found[0].need_words == ("Deaf",)


def test_merges_in_a_row_end_at_one_record_and_never_in_a_ring(world, two):
    ada, again = two
    with as_app(world.staff()):
        third = people.register_person(family_name="King", **WHO)
        people.merging.merge(survivor_id=again.id, duplicate_id=third.id, reason="Same", **WHO)
        people.merging.merge(survivor_id=ada.id, duplicate_id=again.id, reason="Same", **WHO)
        check_laws()
        assert people.person(third.public_id).id == ada.id
        with pytest.raises(Refused, match="not changed any more"):
            people.merging.merge(survivor_id=third.id, duplicate_id=ada.id, reason="Same", **WHO)
    assert people.counting.reconcile(TODAY).residents_total == 1


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (
            lambda a, b: people.merging.merge(survivor_id=a, duplicate_id=a, reason="x", **WHO),
            "one record",
        ),
        (
            lambda a, b: people.merging.merge(survivor_id=a, duplicate_id=b, reason=" ", **WHO),
            "Say why",
        ),
        (lambda a, b: people.merging.unmerge(duplicate_id=a, reason="x", **WHO), "not merged"),
        (lambda a, b: people.merging.unmerge(duplicate_id=a, reason="", **WHO), "Say why"),
        (
            lambda a, b: people.merging.merge(
                survivor_id=a, duplicate_id=b + 99, reason="x", **WHO
            ),
            "no such",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(world, two, act, said):
    with as_app(world.staff()), pytest.raises(Refused, match=said):
        act(two[0].id, two[1].id)


def test_a_merged_record_is_not_changed(world, two):
    ada, again = two
    with as_app(world.staff()):
        people.merging.merge(
            survivor_id=ada.id, duplicate_id=again.id, reason="Same passport", **WHO
        )
        with pytest.raises(Refused, match="record that goes on"):
            people.move_home(person_id=again.id, on=TODAY, area_code=AREAS[0], **WHO)


def test_erasure_leaves_a_tombstone_and_nothing_personal(world, two):
    ada, _ = two
    with as_app(world.staff()):
        people.erase(person_id=ada.id, reason="Request 12", **WHO)
        check_laws()
        view = people.person(ada.public_id)
        assert people.search("byron 9990000018") == ()
    assert (view.name, view.nhs_number, view.birth_date) == ("Name not known", "", None)
    assert view.labels == ("Erased",)
    assert view.home.kind == "not_resident"
    left = str([rows for rows in everything().values() if "lovelace" not in str(rows).lower()])
    assert "Byron" not in left
    assert "9990000018" not in left
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_nameword WHERE word = 'byron'")
        assert cursor.fetchone() == (0,), "the vocabulary forgets a name with its last bearer"


def test_an_erased_record_is_not_written_to_and_needs_a_reason_to_be_erased(world, two):
    ada, again = two
    with as_worker(system_scope("retention", purpose="operations", at=AT)):
        with pytest.raises(Refused, match="which request or rule"):
            people.erase(person_id=again.id, reason=" ", **WHO)
        people.erase(person_id=ada.id, reason="Request 12", **WHO)
        with pytest.raises(Refused, match="erased"):
            people.move_home(person_id=ada.id, on=TODAY, area_code=AREAS[0], **WHO)


def test_the_key_of_a_merged_record_is_that_of_the_one_that_goes_on(world, two):
    ada, again = two
    with as_app(world.staff()):
        assert people.key_of(again.public_id) == again
        people.merging.merge(
            survivor_id=ada.id, duplicate_id=again.id, reason="Same passport", **WHO
        )
        assert people.key_of(again.public_id) == ada
        # She lives where the record that goes on does.
        area_id, hub_id = people.ground_of(again.id, TODAY)
    assert (area_id, hub_id) == (world.areas[AREAS[0]], None)


def test_the_key_is_given_to_nobody_without_a_reason_and_each_look_is_written_down(world, two):
    ada, _ = two
    with as_app(world.stranger()), pytest.raises(Refused):
        people.key_of(ada.public_id)
    with as_app(world.staff()):
        people.key_of(ada.public_id)
    assert Look.objects.filter(person_id=ada.id, parts=["key"]).count() == 1


def test_a_page_that_leaves_the_record_out_is_written_down_as_such(world, two):
    ada, _ = two
    with as_app(world.staff()):
        whole, brief = people.person(ada.public_id), people.person(ada.public_id, with_record=False)
    assert (brief.name, brief.record) == (whole.name, ())
    parts = Look.objects.filter(person_id=ada.id).values_list("parts", flat=True)
    assert sorted(parts) == [["demographics"], ["demographics", "health record", "care plan"]]
