"""Raw SQL cannot skip, backdate, edit, or leave an open complaint without lead or due day."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.contracts import duties_world
from tests.integration.contracts.duties_world import THURSDAY

from peckham import contracts
from peckham.contracts.api import complaints
from peckham.contracts.domain.duties.claim_table import CLAIMS
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS
from peckham.infra.scope import open_scope

pytestmark = pytest.mark.django_db

EVENT = """
INSERT INTO contracts_complaintevent (subject_id, sequence, kind, from_state, to_state, lead_id,
    due_on, on_day, recorded_at, actor_kind, actor, role, organisation_id, detail)
SELECT c.id, 2, '{kind}', 'received', '{state}', {lead}, {due}, '{day}', peckham.scope_at(),
    peckham.scope_actor_kind(), {actor}, peckham.scope_role(), peckham.scope_organisation_id(),
    '{detail}'
FROM contracts_complaint c"""
MOVE = """
UPDATE contracts_complaint
SET version = 2, state = '{state}', lead_id = {lead}, due_on = {due}"""
LATER = "'2027-12-01'"
REFUSED = {
    "a change without its event": ("", {"state": "received"}, "has no event"),
    "an event without its change": (EVENT, None, "no change"),
    "a step that the table does not have": (EVENT, {"kind": "answered", "state": "answered",
        "due": "NULL"}, "does not lead from"),
    "an event of a day that is past": (EVENT, {"day": "2027-03-24"}, "is of today"),
    "an event in another's name": (EVENT, {"actor": "'somebody else'"}, "is of today"),
    "a due day that is lost": (EVENT, {"due": "NULL"}, "open_means_due"),
    "a due day put back without a reason": (EVENT, {"due": LATER}, "due day back"),
    "a lead who was not agreed": (EVENT, {"kind": "lead_agreed", "lead": "{council}"}, "concerned"),
    "an acknowledgement that offers nothing": (EVENT, {"kind": "acknowledged",
        "state": "acknowledged", "due": LATER}, "offers to discuss"),
}  # fmt: skip
START = {
    "kind": "assigned",
    "state": "received",
    "lead": "c.lead_id",
    "due": "c.due_on",
    "day": THURSDAY.isoformat(),
    "actor": "peckham.scope_actor()",
    "detail": "{}",
}


@pytest.fixture
def world():
    made = duties_world.build()
    made.complain("trust")
    return made


def attempt(cursor, world, event, change):
    said = START | (change or {})
    said = {
        name: value.replace("{council}", str(world.ids["council"])) for name, value in said.items()
    }
    if event:
        cursor.execute(event.format(**said))
    if change is not None:
        plain = {name: value.replace("c.", "") for name, value in said.items()}
        cursor.execute(MOVE.format(**plain))
    check_laws()


@pytest.mark.parametrize("by_owner", [False, True], ids=["app", "owner"])
@pytest.mark.parametrize("what", REFUSED)
def test_what_the_law_refuses(world, what, by_owner):
    event, change, words = REFUSED[what]
    scope = world.of("trust")
    if by_owner:
        with open_scope(scope), connection.cursor() as cursor:
            with pytest.raises(DatabaseError, match=words), transaction.atomic():
                attempt(cursor, world, event, change)
        return
    with as_app(scope) as cursor:
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            attempt(cursor, world, event, change)


def test_the_same_statement_passes_where_it_is_right(world):
    with as_app(world.of("trust")) as cursor:
        attempt(
            cursor,
            world,
            EVENT,
            {"detail": '{{"handler": "x"}}'.replace("{{", "{").replace("}}", "}")},
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE contracts_complaint SET words = 'Nothing happened.', version = 2",
        "UPDATE contracts_complaint SET received_on = '2027-04-20', version = 2",
        "UPDATE contracts_complaintevent SET on_day = '2027-03-01'",
        "DELETE FROM contracts_complaintevent",
        "DELETE FROM contracts_complaint",
        "TRUNCATE contracts_complaintbody CASCADE",
        "UPDATE contracts_thanks SET words = 'x'",
    ],
)
def test_not_even_the_owner_edits_what_was_said(world, statement):
    with open_scope(world.of("trust")), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match=r"never edited|only grow"), transaction.atomic():
            cursor.execute(statement)


def test_a_form_of_the_public_names_no_person_and_no_earlier_moment(world):
    """What the taking says of who and when is the database's own."""
    with as_app(world.of("trust")) as cursor:
        cursor.execute("SELECT person_id, recorded_by, recorded_at FROM contracts_complaint")
        person, by, recorded_at = cursor.fetchone()
    assert (person, by) == (None, "public")
    assert recorded_at == duties_world.at_noon(THURSDAY)


def test_the_database_holds_the_tables_of_moves():
    path = Path(contracts.__file__).parent / "migrations" / "sql" / "duties_moves.sql"
    text = path.read_text(encoding="utf-8").split("moves: begin")[1].split("-- moves: end")[0]
    stored = re.findall(
        r"\('(.+?)', '(.+?)', (NULL|'.+?'), '(.+?)', (true|false), (true|false)\)", text
    )
    said = [
        (
            flow.name,
            each.kind,
            f"'{start}'" if start else "NULL",
            end,
            str(each.moves_lead).lower(),
            str(each.may_postpone).lower(),
        )
        for flow in (COMPLAINTS, CLAIMS)
        for each in flow.transitions
        for start, end in each.moves
    ]
    assert stored == said


def test_one_received_before_it_is_written_down_has_the_shorter_clock(world):
    receipt = world.complain("trust", date(2027, 3, 30), received_on=date(2027, 3, 24))
    assert receipt.due_on == date(2027, 3, 31)
    with pytest.raises(complaints.Unsaid):
        world.complain("trust", received_on=date(2027, 3, 26))
