"""The pages of payments, from asking to the remittance, for who pays and who is paid."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.integration.finance.paying_world import START, adopt, assure, make_paying

from peckham.finance.actions.working import work
from peckham.infra import clock
from peckham.organisations.models import Account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 3)


@pytest.fixture
def paying(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 3, 12, tzinfo=UTC))
    found = make_paying()
    adopt(found)
    return found


def browser(paying, who):
    scope = paying.officer(who, TODAY)
    client = Client()
    client.force_login(Account.objects.get(pk=scope.account_id))
    return client


def post(client, address, **answers):
    return client.post(address, {"idempotency_key": str(uuid4()), **answers})


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def run_jobs():
    """Do what the pages left to the worker."""
    for job in ProcrastinateJob.objects.filter(task_name__endswith="payment_job", status="todo"):
        work(job.args["work_id"])


def day_of(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def agree(board, home):
    said = {"part": "terms", "cut_off": "quarterly", "due_days": "14", "source": "schedule 4"}
    for at_risk, status in (("5000", 422), ("500", 303)):
        answer = post(board, f"{home}/terms", at_risk=at_risk, **said)
        assert answer.status_code == status
        if status == 422:
            assert "the most is 10 %" in answer.content.decode()


def test_from_the_terms_to_a_payment_that_was_paid(paying):
    board, trust = browser(paying, "board"), browser(paying, "trust")
    home = f"/staff/money/contracts/{paying.public_id}/payments"
    assert "Nobody has written down how this contract is paid" in text(board, home)
    agree(board, home)
    assert post(trust, f"{home}/terms").status_code == 422
    issue = f"{home}/{START}/1"
    progress = post(board, issue)["Location"]
    run_jobs()
    assert "Nobody has recorded whether the holder recovers VAT" in text(board, progress)
    assure(paying)
    progress = post(board, issue)["Location"]
    assert "Waiting for its turn" in text(board, progress)
    run_jobs()
    assert "Done" in text(board, progress)
    page = text(board, home)
    assert "the board&#39;s reserve" in page
    assert "1 April 2026" in page
    assert "Issue payment 2" in page
    assert "The lists of" not in page
    payment = re.search(r"/staff/money/payments/[0-9a-f-]+", page)[0]
    remittance = text(trust, payment)
    assert "Practice Z99001: 5 people, an equal part of what the year opened with" in remittance
    assert "2/3" in remittance
    assert "Your organisation has paid" not in remittance
    pay = re.search(r"/staff/money/parts/[0-9a-f-]+/paid", text(board, payment))[0]
    assert post(board, pay, reference="").status_code == 422
    assert post(board, pay, reference="BACS 7", **day_of("paid_on", TODAY)).status_code == 303
    run_jobs()
    assert "BACS 7" in text(trust, payment)
    assert "Paid in part" in text(trust, home)
    assert "opening" in text(trust, f"{payment}.csv")
    for address in (payment, home):
        assert trust.get(f"{address}.xlsx")["Content-Type"].endswith("sheet")
        assert trust.get(f"{address}.exe").status_code == 404
    assert "Payment" not in text(browser(paying, "charity"), home, 404)


def test_lists_results_and_what_if(paying):
    board = browser(paying, "board")
    home = f"/staff/money/contracts/{paying.public_id}"
    agree(board, f"{home}/payments")
    assert "No list was taken" in text(board, f"{home}/lists")
    later = date(2026, 7, 4)
    assert post(board, f"{home}/lists", **day_of("on", later)).status_code == 422
    for on in (START, date(2026, 6, 12)):
        assert post(board, f"{home}/lists", **day_of("on", on)).status_code == 303
    run_jobs()
    page = text(board, f"{home}/lists")
    assert "They agree" in page
    newest = text(board, re.search(r"/staff/money/lists/[0-9a-f-]+", page)[0])
    assert "worked out anew just now: the same" in newest
    assert "1 to 7" in newest
    assert "The one before is of 1 April 2026." in newest
    said = {"part": "indicator", "code": "I1", "name": "Seen in two days", "source": "schedule 5"}
    assert post(board, f"{home}/incentives", weight="3", **said).status_code == 303
    result = {"part": "result", "indicator": "I1", "found": "audit"}
    assert post(board, f"{home}/incentives", reached="101", **result).status_code == 422
    assert post(board, f"{home}/incentives", reached="80", **result).status_code == 303
    # The list of July is still to be taken: what lies ahead is worked out with those before.
    assert "No list of 1 July 2026 was taken yet" in text(board, f"{home}/payments")
    assert post(board, f"{home}/lists", **day_of("on", date(2026, 7, 1))).status_code == 303
    run_jobs()
    page = text(board, f"{home}/incentives")
    assert "is paid by results, as known today" in page
    assert "80 %" in page
    planned = {"part": "planned", "count": "14", "path": "the developer"}
    assert post(board, f"{home}/payments/terms", calendar_year="26", **planned).status_code == 422
    assert post(board, f"{home}/payments/terms", calendar_year="2027", **planned).status_code == 303
    assert "Years to come, as planned" in text(board, f"{home}/payments")
    asked = "people=1000&on_day=12&on_month=3&on_year=2027"
    assert "This year, for 20 days" in text(board, f"{home}/payments/what-if?{asked}")
