"""The pages of lent staff: the lender records and states, whoever runs the hub agrees."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.integration.finance.paying_world import make_paying
from tests.integration.interfaces.conftest import Browser

from peckham.finance.api import recharges
from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.organisations.models import Account
from peckham.places import api as places

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 3)
HOME = "/staff/money/recharge"
TEXT = "reference,day,role,minutes\na1,2026-06-03,navigator,{}\n"


def officer_of(paying, who):
    client = Browser()
    client.force_login(Account.objects.get(pk=paying.officer(who, JULY).account_id))
    session = client.session
    sessions.begin(session, at=clock.now())
    session.save()
    return client


def post(client, address, status=303, **answers):
    answer = client.post(address, {"idempotency_key": str(uuid4()), **answers})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_hours_are_recorded_stated_agreed_and_posted(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 7, 3, 12, tzinfo=UTC))
    paying, hub = make_paying(), places.hubs(JULY)[0]
    lender, borrower = officer_of(paying, "charity"), officer_of(paying, "trust")
    page = f"{HOME}/hubs/{hub.public_id}"
    assert "No month of lent staff has been stated" in read(lender, HOME)
    assert "No rate is agreed" in read(lender, page)
    assert "runs this hub itself" in read(borrower, page)
    assert "Staff lent and borrowed" in read(borrower, "/staff/money")
    post(
        lender, page, what="rate", role="navigator", from_on_day="1", from_on_month="6",
        from_on_year="2026", pence="2001", source="letter",
    )  # fmt: skip
    assert "£20.01" in read(lender, page)
    wrong = post(lender, page, 422, what="hours", file=file_of(1441))
    assert "row 2, minutes: from 0 to 1440" in wrong.content.decode()
    post(lender, page, what="hours", file=file_of(90))
    assert "1 new, 0 corrected" in read(lender, page)
    at = post(lender, page, what="month", month="2026-06-01")["Location"]
    assert "Agree to the last version" not in read(lender, at)
    assert "£30.02" in read(lender, at)
    assert "Agree to the last version" in read(borrower, at)
    check_agreed(lender, borrower, at)
    assert f"1,{hub.name},navigator,1.50,20.01,30.02" in read(borrower, f"{at}/month.csv")
    assert officer_of(paying, "board").get(at).status_code == 404


def check_agreed(lender, borrower, at):
    """The lender cannot agree; the borrower can, and a job posts it."""
    assert "no part in this" in post(lender, f"{at}/agree", 422).content.decode()
    post(borrower, f"{at}/agree")
    assert "Agreed, not posted yet" in read(borrower, HOME)
    [job] = ProcrastinateJob.objects.filter(task_name=recharges.JOB, status="todo")
    recharges.post_as_worker(UUID(job.args["statement"]))
    assert "In both books" in read(lender, HOME)


def file_of(minutes):
    return SimpleUploadedFile("hours.csv", TEXT.format(minutes).encode())
