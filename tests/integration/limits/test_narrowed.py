"""What an organisation narrowed for a role is narrowed in every function too, asked by raw SQL."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app
from tests.integration.limits.test_runs import agree_on_planning, read, start
from tests.integration.limits.world import BORN, NUMBER
from tests.integration.people.world import AT

SEARCH = (
    "SELECT person_id FROM peckham.search_people('{cali}', '{}', '{}', '{}', '', '', '', '{}',"
    " 10, '2026-11-23')"
)
WHY = "A reason in words."


def narrow(scope, permission):
    """Take a permission from the role of a scope in its organisation, as an administrator does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO organisations_permissiongrant (organisation_id, role, permission, allowed,"
            " during, by_account_id, recorded_at) VALUES (%s, %s, %s, false, '[,)', %s, %s)",
            [scope.organisation_id, scope.role, permission, scope.account_id, AT],
        )


def asked(scope, query, *values):
    with as_app(scope) as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


REFUSALS = {"PK050", "PK055", "PK060", "PK064", "PK075", "PK076", "42501"}


def is_done(scope, query, *values):
    """Say whether it gives something back; nothing and a refusal by name are none."""
    try:
        with transaction.atomic():
            return asked(scope, query, *values) not in ([], [(False,)])
    except DatabaseError as refusal:
        if refusal.__cause__.sqlstate not in REFUSALS:
            raise
        return False


def broken(resident):
    return asked(
        resident.clinician(account=8),
        "SELECT peckham.break_glass(%s, %s, %s + interval '1 hour')",
        resident.public_id, WHY, AT,
    )[0][0]  # fmt: skip


def acts(resident):
    """Each act with the permission that it needs: whose scope, what is asked, with what."""
    hub, keeper, lead = resident.clinician(), resident.keeper(), resident.governance()
    resident.met_by(hub)
    agree_on_planning(resident)
    run = start(resident)
    (row,) = read(run)
    who = resident.public_id
    return {
        "search": ("search_people", hub, SEARCH),
        "tracing": ("trace_anybody", resident.clinician(role="manager",
            **resident.working_at(resident.world.other_organisation)), SEARCH),
        "breaking glass": ("break_glass", hub,
            "SELECT peckham.break_glass(%s, %s, %s + interval '1 hour')", who, WHY, AT),
        "finding in an emergency": ("break_glass", hub,
            "SELECT * FROM peckham.trace_for_emergency(%s, %s)", NUMBER, BORN),
        "reading what was opened": ("review_break_glass", lead,
            "SELECT id FROM sharing_breakglass"),
        "ending it": ("review_break_glass", lead, "SELECT 1 FROM peckham.end_break_glass(%s)",
            broken(resident)),
        "objecting": ("record_objections", hub,
            "SELECT peckham.record_objection(%s, 'refusal_to_share', 'by_phone')", who),
        "marking": ("record_marks", keeper,
            "SELECT peckham.mark_resident(%s, 'adoption', 'safeguarding', NULL)", who),
        "learning a name": ("re_identify", keeper, "SELECT peckham.reidentify(%s, %s, %s)",
            run, row.pseudonym, WHY),
        "ending a run": ("govern_runs", lead, "SELECT 1 FROM peckham.end_run(%s)", run),
        "signing": ("sign_agreements", lead, "SELECT peckham.signs_for(%s)", lead.organisation_id),
        "reading the log": ("read_the_log", lead,
            "SELECT peckham.organisation_governed() IS NOT NULL"),
    }  # fmt: skip


@pytest.mark.parametrize("act", [
    "search", "tracing", "breaking glass", "finding in an emergency", "reading what was opened",
    "ending it", "objecting", "marking", "learning a name", "ending a run", "signing",
    "reading the log",
])  # fmt: skip
def test_it_is_done_with_the_permission_and_refused_without_it(resident, act):
    permission, scope, query, *values = acts(resident)[act]
    with transaction.atomic():
        assert is_done(scope, query, *values)
        transaction.set_rollback(True)
    narrow(scope, permission)
    assert not is_done(scope, query, *values)


def test_a_request_of_who_refuses_stays_where_nobody_may_write_objections_down(resident):
    """What keeps it is the refusal, not whether the reader may write one."""
    hub = resident.clinician()
    resident.met_by(hub)
    asked(hub, "SELECT peckham.record_objection(%s, 'refusal_to_share', 'by_phone')",
          resident.public_id)  # fmt: skip
    narrow(hub, "record_objections")
    why = asked(hub, "SELECT peckham.why_not_handed(%s, %s, %s, %s)", hub.team_id,
                resident.world.other_team, resident.id, AT)  # fmt: skip
    assert why == [("refused",)]
