"""What the loader wrote, as the rooms read it."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from tests import databases
from tests.integration.synthetic.conftest import AT, PEOPLE

from peckham.care import api as care
from peckham.finance import api as finance
from peckham.infra import reference
from peckham.interfaces.cli import synthetic_load
from peckham.kernel import Period, london
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places
from peckham.services import api as services

TODAY = london.day_of(AT)

_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated
FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2
"""


def asked(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def count(table):
    return asked(f"SELECT count(*) FROM {table}")[0][0]


def scope_of(username):
    key = asked("SELECT id FROM organisations_account WHERE username = %s", username)[0][0]
    return organisations.scopes.staff_scope(account_id=key, membership_public_id=None, at=AT)


def test_everybody_is_there_and_says_that_they_are_invented(loaded):
    assert count("people_person") == PEOPLE
    assert asked("SELECT count(*) FROM people_person WHERE NOT is_synthetic")[0][0] == 0
    assert count("people_searchentry") == PEOPLE
    place = places.place_by_name("Ravensmere")
    assert place.is_synthetic
    assert f"a household sample of {PEOPLE:,}" in place.source


def test_the_people_book_balances(loaded):
    asked("SELECT peckham.check_everybody()")
    reconciled = people.counting.reconcile(on=TODAY)
    assert reconciled


def test_the_needs_book_balances(loaded):
    last = asked("SELECT max(id) FROM care_request")[0][0]
    assert last > PEOPLE
    assert asked("SELECT * FROM peckham.broken_requests(0, %s)", last) == []


def test_payments_of_the_running_contract_come_to_what_has_fallen_due(loaded):
    rows = asked("SELECT pence, through_pence, recorded_by FROM finance_instalment ORDER BY number")
    assert sum(pence for pence, _, _ in rows) == rows[-1][1] > 0
    assert asked("SELECT sum(people - registered) FROM finance_listsnapshot")[0][0] == 0
    assert count("finance_partpaid") == len(rows) - 1


def test_the_foreign_keys_are_back_as_they_were(loaded, loaded_database):
    held = [tuple(row) for row in asked(_FOREIGN_KEYS)]
    expected = databases.execute(_FOREIGN_KEYS, database=databases.template())
    assert held == [tuple(row) for row in expected]
    assert all(row[3] for row in held)


def test_every_hub_is_complete_and_one_takes_what_cannot_be_placed(loaded):
    """Rules 32 and 35."""
    hubs = places.hubs(TODAY)
    assert len(hubs) == 3
    assert places.default_hub().id in {hub.id for hub in hubs}
    for hub in hubs:
        assert services.completeness(hub.id, on=TODAY).complete
        assert organisations.is_staffed(hub.reception_team_id, at=AT)


def test_one_page_says_every_tier_that_covers_a_postcode(loaded):
    """Rule 57."""
    found = places.tiers_for("PK1 0AA", TODAY)
    kinds = {tier.kind for tier in found.tiers}
    assert {"small_area", "neighbourhood", "hub", "network", "practice", "borough"} <= kinds


def test_every_registration_lets_its_practice_read(loaded):
    without = asked(
        "SELECT count(*) FROM people_registration r WHERE NOT EXISTS ("
        " SELECT FROM sharing_relationship s JOIN places_practice p"
        " ON p.organisation_id = s.organisation_id"
        " WHERE s.person_id = r.person_id AND s.source_id = r.id AND p.id = r.practice_id"
        " AND s.kind = 'registration' AND lower_inf(s.during) = lower_inf(r.during)"
        " AND upper_inf(s.during) = upper_inf(r.during))"
    )
    assert without[0][0] == 0


@pytest.mark.parametrize("username", synthetic_load.SIGN_INS)
def test_the_sign_ins_work_and_lead_to_work(loaded, username):
    account = authenticate(username=username, password=synthetic_load.PASSWORD)
    assert account is not None
    scope = scope_of(username)
    assert scope.team_id
    with databases.as_app(scope):
        held = care.worklists.worklist(scope.teams)
        assert held.rows or username in (
            "clinician",
            "administrator",
            "governance",
            "planner",
            "board",
            "complaints",
            "signatory",
            "finance",
            "host-finance",
            "partner-finance",
            "partner-contracts",
        )


def test_nobody_else_can_sign_in(loaded):
    usable = asked("SELECT username FROM organisations_account WHERE password <> '!'")
    assert {name for (name,) in usable} == set(synthetic_load.SIGN_INS)
    assert authenticate(username="staff00001", password="!") is None


def test_the_navigator_reads_those_who_ask_and_nobody_else(loaded):
    scope = scope_of("navigator")
    everybody = [key for (key,) in asked("SELECT id FROM people_person ORDER BY id")]
    with databases.as_app(scope):
        readable = set(people.summaries(everybody, TODAY))
    asking = {
        key
        for (key,) in asked(
            "SELECT person_id FROM care_request r JOIN places_hub h ON h.id = r.hub_id"
            " WHERE r.due_at IS NOT NULL AND h.reception_team_id = ANY (%s)",
            list(scope.teams),
        )
    }
    assert readable == asking - {None}
    assert 0 < len(readable) < PEOPLE / 20


def test_requests_read_as_stories(loaded):
    scope = scope_of("navigator")
    with databases.as_app(scope):
        held = care.worklists.worklist(scope.teams)
        story = care.request(held.rows[0].public_id, at=AT)
    assert story.timeline
    assert all("{" not in entry.sentence for entry in story.timeline)
    assert not [entry.sentence for entry in story.timeline if "another team" in entry.sentence]
    assert story.due_at is not None


def test_nobody_is_to_be_told_in_a_way_that_a_need_rules_out(loaded):
    waiting = asked(
        "SELECT DISTINCT r.person_id, r.contact_mode FROM care_request r"
        " JOIN people_communicationneed n ON n.person_id = r.person_id"
    )
    assert len(waiting) > 50
    blocked = [
        person
        for person, mode in waiting
        if mode in people.support.blocked_contact_modes(person, on=TODAY)
    ]
    assert not blocked


def test_needs_are_those_that_the_people_book_knows(loaded):
    known = {row["code"] for row in reference.rows("communication_needs.csv")}
    held = {code for (code,) in asked("SELECT DISTINCT code FROM people_communicationneed")}
    assert held <= known
    assert len(held) > 8


def test_offers_that_nobody_answers_lapse_by_the_sweep(loaded):
    waiting = asked("SELECT count(*) FROM care_offer WHERE state = 'pending'")[0][0]
    assert waiting
    with databases.as_worker(None):
        lapsed = care.sweep(at=AT + timedelta(days=9))
    assert lapsed == waiting
    databases.check_laws()


def test_a_name_with_a_typo_is_found(loaded):
    family, given, born_on = asked(
        "SELECT family_name, given_name, birth_date FROM people_person"
        " WHERE length(family_name) > 7 AND family_name !~ '[^A-Za-z]' ORDER BY id LIMIT 1"
    )[0]
    typo = family[:3] + family[4] + family[3] + family[5:]
    with databases.as_app(scope_of("navigator")):
        found = people.search(f"{given} {typo} {born_on:%d/%m/%Y}", limit=10)
    assert any(family in row.name for row in found)


def test_every_practice_holds_a_core_contract_beside_which_others_are_counted(loaded):
    ours = {(code,) for (code,) in asked("SELECT o.ods_code FROM places_practice p"
                                         " JOIN organisations_organisation o"
                                         " ON o.id = p.organisation_id")}  # fmt: skip
    covered = asked(
        "SELECT p.code FROM contracts_coveredpeople p JOIN contracts_provision v"
        " ON v.id = p.provision_id JOIN contracts_contract c ON c.id = v.contract_id"
        " WHERE c.kind_id = 'gms'"
    )
    assert set(covered) == ours
    assert len(covered) == len(ours)


def test_a_year_of_the_running_contract_is_settled_and_posted_by_both_sides(loaded):
    [(agreed, posted, parts, difference)] = asked(
        "SELECT (SELECT count(DISTINCT side) FROM finance_settlementanswer WHERE agrees),"
        " (SELECT count(*) FROM finance_settlementposting),"
        " (SELECT sum(pence) FROM finance_settlementpart), actual_pence - expected_pence"
        " FROM finance_settlement"
    )
    assert (agreed, posted) == (2, 2)
    assert parts == difference != 0
    assert count("finance_exposure") == 1


def test_the_running_contracts_present_year_is_gathered_from_its_books(loaded):
    settlements, told = finance.settlements, (Fraction(1, 200), Fraction(1, 100), 0, "x")
    year = Period(date(2026, 4, 1), date(2027, 4, 1))
    with databases.as_app(scope_of("finance")):
        [line] = [
            one for one in finance.parties.contracts_of_reader() if one.reference == "SYN-PCN-1"
        ]
        _, inputs = settlements.gather(
            line.id, line.reference, year, settlements.Told(*told, gate_reached=Fraction(1)),
            known_at=AT + timedelta(days=1),
        )  # fmt: skip
    found = settlements.settle(inputs)
    assert {"baseline", "list", "activity", "uplift", "terms"} <= {o.what for o in inputs.origins}
    assert sum(part.pence for part in found.parts) == found.actual_pence - found.expected_pence
    assert found.actual_pence > 0
    assert inputs.received_pence == 4_200_000
