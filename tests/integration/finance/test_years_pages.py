"""The pages of settled years, for a finance officer of the board."""

from uuid import uuid4

import pytest
from tests.integration.contracts import bodies
from tests.integration.finance import settled as s
from tests.integration.interfaces.conftest import Browser

from peckham.finance.api import settlements
from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations
from peckham.organisations.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(db):
    return s.build()


def officer_of(year, body):
    """Sign somebody in who is a finance officer and nothing else."""
    make = {"by": bodies.BY, "at": bodies.LONG_AGO}
    key = organisations.create_account(username=f"money-{body}", name="Officer", **make)
    organisations.add_member(
        account_id=key, team_id=year.world.teams[body], role="finance_officer", **make
    )
    client = Browser()
    client.force_login(Account.objects.get(pk=key))
    session = client.session
    sessions.begin(session, at=clock.now())
    session.save()
    return client


def words_of(answer):
    assert answer.status_code == 200, answer.content.decode()[-2000:]
    return answer.content.decode()


def test_a_settled_year_is_shown_by_factor_owner_neighbourhood_and_step(year):
    stored = year.propose(year.agree_terms("trust"))
    client = officer_of(year, "board")
    page = words_of(client.get(f"/staff/money/settlements/{stored}?factor=rate"))
    for shown in (
        "Not agreed by both sides yet", "£382,690.00", "£346,898.54", "-£73,333.01",
        "£2,254,882.94",
        "£399,736.83", "not recorded", "£205,276.61", "£328,222.84", "-£533,499.45", "emergency",
        "Coded need: nobody recorded it",
    ):  # fmt: skip
        assert shown in page, shown
    listed = words_of(client.get(f"/staff/money/contracts/{year.public_id}/years"))
    assert "from 1 September 2026, settlement 1" in listed
    sheet = words_of(client.get(f"/staff/money/settlements/{stored}/parts.csv"))
    assert "size,commissioner,all,382690.00" in sheet
    assert client.get(f"/staff/money/settlements/{stored}/parts.xlsx").content[:2] == b"PK"
    assert client.get(f"/staff/money/settlements/{stored}/parts.doc").status_code == 404
    text = words_of(client.get(f"/staff/money/settlements/{stored}/inputs.json"))
    assert text == year.read("board", settlements.inputs_of, stored).text()


def test_a_year_without_what_it_needs_says_which(year):
    client = officer_of(year, "board")
    page = words_of(client.get(f"/staff/money/contracts/{year.public_id}/years"))
    assert "No year is settled" in page
    assert "Both sides have not agreed on terms" in page
    looked = words_of(client.get(f"/staff/money/contracts/{year.public_id}/exposure"))
    assert "Nothing can be worked out yet" in looked


def test_the_calculator_names_bad_terms_and_shares_by_good_ones(year):
    client = officer_of(year, "trust")
    asked = {"paid": "20527660.65", "result": "-861722.29", "dead_band": "1", "loss_share": "50",
        "gain_share": "50", "cap": "3"}  # fmt: skip
    assert "£328,222.84" in words_of(client.get("/staff/money/share", asked))
    assert "below the dead band" in words_of(
        client.get("/staff/money/share", asked | {"cap": "0.5"})
    )
    assert (
        officer_of(year, "mill").get(f"/staff/money/contracts/{year.public_id}/years").status_code
        == 404
    )


def test_terms_are_proposed_by_form_and_a_year_that_lacks_something_is_refused_by_name(year):
    client, here = officer_of(year, "board"), f"/staff/money/contracts/{year.public_id}"
    day = {"from_on_day": "1", "from_on_month": "9", "from_on_year": "2026"}
    parts = {"dead_band": "1", "loss_share": "50", "gain_share": "50", "cap": "3", "gate": "0"}
    order = {f"place_{term.factor}": str(n) for n, term in enumerate(s.ORDER, start=1)}
    owners = {f"owner_{term.factor}": term.owner for term in s.ORDER}
    asked = {**day, **parts, **order, **owners, "source": "Schedule 4"}

    def post(path, told):
        return client.post(f"{here}/{path}", told | {"idempotency_key": str(uuid4())})

    refused = post("terms", asked | {"place_quality": ""})
    assert refused.status_code == 422
    assert "leaves out: quality" in refused.content.decode()
    assert "below the dead band" in post("terms", asked | {"cap": "0.5"}).content.decode()
    assert post("terms", asked).status_code == 303
    terms = year.read("board", settlements.terms_of, year.contract_id)
    assert [(one.number, one.sharing, one.order) for one in terms] == [(1, s.SHARING, s.ORDER)]

    told = {"local_drift": "0.5", "efficiency": "1", "quality": "12", "told_source": "Minute 3"}
    begun = {"year_day": "1", "year_month": "9", "year_year": "2025"}
    unsettled = post("settle", {**told, **begun})
    assert unsettled.status_code == 422
    assert "No baseline counts for this contract" in unsettled.content.decode()
