"""A stored contract is published by what happened to it: as open data, as a page, and on paper."""

import argparse
import io
import re
from uuid import uuid4

import pytest
from pypdf import PdfReader
from tests.integration.contracts import world as w
from tests.integration.contracts.world import noon
from tests.integration.interfaces.conftest import Browser
from tests.shared import shared_data

from peckham.contracts.api import clauses
from peckham.contracts.api import publishing as p
from peckham.infra import clock
from peckham.interfaces.cli.commands import contracts_publish
from peckham.interfaces.signing_in import sessions
from peckham.organisations.models import Account

pytestmark = pytest.mark.django_db
AT = noon(7, 5)
OFFICIAL = shared_data() / "ocds" / "release-schema.json"


@pytest.fixture
def river(db, monkeypatch):
    """Give a contract that is signed, beside a draft."""
    monkeypatch.setattr(clock, "now", lambda: AT)
    world = w.build()
    public_id = w.draft(world)
    w.reach(world, public_id, "signed")
    return public_id, w.draft(world, "RIVER-2", kind="grant", at=noon(7, 4))


def squeezed(text):
    return "".join(re.sub(r"<[^>]+>", "", text).split())


def test_anybody_reads_a_contract_on_a_page_on_paper_and_as_data(river):
    signed, draft = river
    public = Browser()
    listed = public.get("/published/contracts/").content.decode()
    assert "Riverside" in listed
    assert str(draft) not in listed
    address = f"/published/contracts/{signed}"
    page = public.get(f"{address}/").content.decode()
    paper = public.get(f"{address}/contract.pdf")
    on_paper = squeezed(PdfReader(io.BytesIO(paper.content)).pages[0].extract_text())
    for said in ("2 of 3 parts", "£3.00", "Care at home", "4 July 2026", "notice by"):
        assert squeezed(said) in squeezed(page)
        assert squeezed(said) in on_paper
    for hidden in (draft, uuid4()):
        assert public.get(f"/published/contracts/{hidden}/").status_code == 404
    every = p.read(public.get("/published/contracts.json").content.decode())
    one = p.read(public.get(f"{address}/releases.json").content.decode())
    assert one["releases"] == every["releases"]
    assert [release["tag"] for release in one["releases"]] == [
        ["planning"],
        ["tender"],
        ["award"],
        ["contract"],
    ]
    # The trust is invented here, so it is given no identifier of the health service.
    assert one["releases"][3]["awards"][0]["suppliers"][0]["id"] == "name-the-trust"
    extension = public.get(one["extensions"][0].removeprefix("http://testserver"))
    assert extension.json()["compatibility"] == ["1.1"]
    assert public.get("/published/population-payment/else.json").status_code == 404


def test_staff_read_a_draft_as_a_document_and_its_clauses(river):
    staff = Browser()
    staff.force_login(Account.objects.get(username="board"))
    session = staff.session
    sessions.begin(session, at=AT)
    session.save()
    address = f"/staff/contracts/{river[1]}"
    assert "Nothing was decided yet." in staff.get(f"{address}/document").content.decode()
    paper = PdfReader(io.BytesIO(staff.get(f"{address}/contract.pdf").content))
    assert paper.metadata.title == "Riverside (RIVER-2)"
    assert "No clause binds" in staff.get(f"{address}/clauses").content.decode()
    assert staff.get("/staff/contracts/" + str(uuid4()) + "/document").status_code == 404
    clauses.measure(at=AT)
    # Signed, and its term has not begun: nothing is measured before it has.
    page = staff.get(f"/staff/contracts/{river[0]}/clauses").content.decode()
    assert "Not measured yet" in page
    later = noon(9, 2)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "now", lambda: later)
        clauses.measure(at=later)
    page = staff.get(f"/staff/contracts/{river[0]}/clauses").content.decode()
    assert "names no place, so nobody knows which hubs are meant" in page
    listed = staff.get(f"/staff/contracts/{river[0]}/clauses.csv").content.decode()
    assert "permission_first,64,2026-09-02,2026-09-02T12:00:00+00:00,kept" in listed


def test_the_command_checks_every_release_and_writes_the_package(river, tmp_path, capsys):
    asked = {
        "schema": OFFICIAL,
        "to": tmp_path / "contracts.json",
        "site": "https://care.example/",
        "reference": None,
    }
    assert contracts_publish.run(argparse.Namespace(**asked)) == 0
    said = capsys.readouterr()
    assert "4 releases of 1 contracts, each as the schema has it." in said.out
    assert "PECKHAM_OCID_PREFIX" in said.err
    written = p.read(asked["to"].read_text(encoding="utf-8"))
    assert written["uri"] == "https://care.example/published/contracts.json"
    assert written["releases"][0]["ocid"] == "unregistered-RIVER-1"
    with pytest.raises(contracts_publish.NothingToPublish, match="draft"):
        contracts_publish.run(argparse.Namespace(**asked | {"reference": "RIVER-2"}))
