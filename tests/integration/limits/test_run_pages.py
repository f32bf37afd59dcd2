"""Runs as the governance lead of the organisation that they are made for reads them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from tests.agreeing import agree
from tests.databases import as_app
from tests.integration.limits.test_narrowed import narrow
from tests.integration.limits.test_runs import PLANNING, name, read, rows, somebody, start
from tests.integration.people.world import AT, BY, FOUNDED

from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.organisations.models import Account
from peckham.sharing import api as sharing

RUNS = "/staff/access/runs"


@pytest.fixture
def lead(resident, monkeypatch):
    """The browser of the hub's governance lead."""
    monkeypatch.setattr(clock, "now", lambda: AT)
    client = Client()
    client.force_login(Account.objects.get(pk=resident.governance().account_id))
    session = client.session
    sessions.begin(session, at=AT)
    session.save()
    return client


@pytest.fixture
def drafted(resident):
    """An agreement on planning that the hub and one of two practices have signed."""
    hub, practice = resident.world.hub_organisation, resident.practice
    made = agree(
        hub, practice, resident.other_practice, at=FOUNDED, signed=False, purposes=(PLANNING,),
        categories=("identity",), confidentiality_basis="pseudonymised",
    )  # fmt: skip
    for key in (hub, practice):
        sign(made, key)
    return made


def sign(made, organisation_id, at=FOUNDED):
    sharing.agreements.sign(
        version_id=made.version_id, organisation_id=organisation_id,
        position="Caldicott Guardian", by=BY, at=at,
    )  # fmt: skip


def page(lead):
    return " ".join(lead.get(RUNS).content.decode().split())


def test_without_a_run_it_says_how_one_begins(lead):
    assert "No run was made for your organisation" in page(lead)


def test_rule_61_it_is_not_ready_until_everybody_who_supplies_it_has_signed(
    lead, resident, drafted
):
    start(resident)
    waiting = page(lead)
    assert "Not ready: Practice Z99002." in waiting
    assert "They sign, or the run is drawn up without their records." in waiting
    assert "not read yet" in waiting
    sign(drafted, resident.other_practice, at=AT)
    assert "Ready: everybody who supplies it has signed" in page(lead)


def test_few_people_are_not_counted_and_many_are_rounded(lead, resident, drafted):
    run = start(resident)
    for _ in range(12):
        somebody(resident)
    assert len(read(run)) == 13
    assert page(lead).count("about 15") == 2, "in all, and of the one practice"
    sign(drafted, resident.other_practice, at=AT)
    somebody(resident, practice="Z99002")
    assert len(read(run)) == 14
    shown = page(lead)
    assert "7 or fewer" in shown
    assert "about 15" in shown
    assert not {"13", "14"} & set(shown.replace("<", " ").replace(">", " ").split())


def test_whoever_was_re_identified_is_counted_with_the_looks(lead, resident, drafted):
    run = start(resident)
    (row,) = read(run)
    assert name(resident, run, row.pseudonym) == resident.public_id
    shown = page(lead)
    assert "once" in shown
    assert "read the look" not in shown, "it was the practice's clinician, whose lead reads it"
    resident.met_by(resident.clinician())
    assert name(resident, run, row.pseudonym, resident.clinician()) == resident.public_id
    shown = page(lead)
    assert "2 times" in shown
    assert "1 by our staff: read the look" in shown
    looks = lead.get("/staff/looks?since=2026-11-23&named=1").content.decode()
    assert looks.count("data-row") == 1
    assert "re-identified" in looks


def test_a_run_is_ended_there_and_then(lead, resident, drafted):
    run = start(resident)
    sent = {"idempotency_key": str(uuid4())}
    assert lead.post(f"{RUNS}/{run}/end", sent).status_code == 303
    assert "The run has ended" in page(lead)
    assert "End this run" not in page(lead)
    assert rows("SELECT ended_at FROM sharing_run") == [(AT,)]


def test_whoever_may_not_govern_runs_reads_no_number(lead, resident, drafted):
    read(start(resident))
    narrow(resident.governance(), "govern_runs")
    assert lead.get(RUNS).status_code == 403
    for scope in (resident.governance(), resident.clinician(), resident.keeper()):
        with as_app(scope) as cursor:
            for numbers in ("readings_of_runs", "reidentified_in_runs"):
                cursor.execute(f"SELECT * FROM peckham.{numbers}()")
                assert cursor.fetchall() == []
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                cursor.execute("SELECT * FROM sharing_runreading")


def test_what_was_read_is_not_rewritten(resident, drafted):
    read(start(resident))
    for change in ("UPDATE sharing_runreading SET people = 9", "DELETE FROM sharing_runreading"):
        with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
            rows(f"{change} RETURNING 1")
    assert timedelta(0) == rows("SELECT at FROM sharing_runreading")[0][0] - AT
