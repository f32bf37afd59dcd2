"""The pages of a month end: files, prices, statements to one event, and what a late one does."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.databases import as_worker
from tests.integration.finance.stated_world import HEADER, make_world, row

from peckham.contracts.models import Contract
from peckham.finance.actions.activity import take_in_file
from peckham.finance.api import statements
from peckham.organisations.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


def browser(world, who, **more):
    client = Client()
    client.force_login(Account.objects.get(pk=world.scope(who, **more).account_id))
    return client


def post(client, address, **answers):
    return client.post(address, {"idempotency_key": str(uuid4()), **answers})


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:1500]
    return re.sub(r"\s+", " ", answer.content.decode())


def run_jobs():
    """Do what the pages left to the worker."""
    does = {"take_in_job": take_in_file, "draw_job": statements.draw}
    for job in ProcrastinateJob.objects.filter(status="todo").order_by("pk"):
        name = job.task_name.rsplit(".", 1)[-1]
        if name in does:
            with as_worker(None):
                does[name](*job.args.values())
            ProcrastinateJob.objects.filter(pk=job.pk).update(status="cancelled")


def bring(client, home, *rows):
    file = SimpleUploadedFile("september.csv", "\n".join((HEADER, *rows)).encode())
    answer = post(client, f"{home}/activity", source="VC1 reports", file=file)
    assert answer.status_code == 303
    run_jobs()
    return text(client, answer.url)


def state(client, home):
    answer = post(client, f"{home}/state-month", month="2026-09-01")
    run_jobs()
    return text(client, answer.url)


def links(page, words):
    return [href for href in re.findall(r'href="([^"]+)"', page) if re.search(words, href)]


def write_prices(board, home):
    day = {"from_on_day": "1", "from_on_month": "6", "from_on_year": "2026"}
    wrong = post(board, f"{home}/prices", source="Schedule 3", price_outpatients="12.50", **day)
    assert wrong.status_code == 422
    assert "Write whole pence" in wrong.content.decode()
    told = {"source": "Schedule 3", "subcontract": "SUB-1", "price_social_prescribing": "2501"}
    assert post(board, f"{home}/prices", **told, **day).status_code == 303
    assert "subcontract SUB-1" in text(board, f"{home}/prices")


def test_from_events_to_a_statement_to_a_late_correction(world):
    world.subcontract()
    board, charity = browser(world, "board"), browser(world, "charity")
    home = f"/staff/money/contracts/{Contract.objects.get().public_id}"
    assert "No month has been stated" in text(board, f"{home}/statements")
    bad = bring(board, home, row("e1", weight="-1"), row("e2", provider="ZZZ"))
    assert "below zero" in bad
    assert "No organisation here has the ODS code" in bad
    assert "2 new events" in bring(board, home, row("e1"), row("e2", weight="1.5"))
    assert "2 known already" in bring(board, home, row("e1"), row("e2", weight="1.5"))
    write_prices(board, home)
    assert "version 1, £62.53" in state(board, home)
    first = links(text(board, f"{home}/statements"), r"/money/statements/[0-9a-f-]{36}$")[0]
    page = text(board, first)
    assert "payable: paid by activity" in page
    events = text(board, f"{first}/1")
    assert "£37.52" in events

    # When one comes late and one is corrected, what was posted is taken back and posted anew
    bring(board, home, row("e2", weight="2"), row("e3"))
    assert "version 2, £100.04" in state(board, home)
    assert "This version was restated" in text(board, first)
    second = links(text(board, f"{home}/statements"), r"/money/statements/[0-9a-f-]{36}$")[0]
    changed = text(board, f"{second}/changes")
    assert "came late" in changed
    assert "£12.50" in changed
    event = text(board, f"{home}/events/VC1%20reports/e2")
    assert event.count("restated since") == 1
    for csv in (f"{second}/statement.csv", f"{second}/1/events.csv", f"{second}/changes.csv"):
        assert "£" not in text(board, csv)
    for whole in (f"{home}/statements", f"{second}/statement"):
        assert board.get(f"{whole}.csv").status_code == 200
        assert board.get(f"{whole}.xlsx").content.startswith(b"PK")
        assert board.get(f"{whole}.doc").status_code == 404

    # Then the provider reads its own statement, and the contract's other pages are not for it
    assert "version 2" in text(charity, second).lower()
    assert "September 2026" in text(charity, "/staff/money/statements")
    assert f"{home}/events/VC1%20reports/e2" in text(charity, f"{second}/1")
    assert "restated since" in text(charity, f"{home}/events/VC1%20reports/e2")
    assert f'href="{home}' not in text(charity, second)
    assert charity.get(f"{home}/statements").status_code == 404
    assert browser(world, "trust", role="contract_manager", purpose="operations").get(
        f"{second}/1"
    ).status_code == 403  # fmt: skip
