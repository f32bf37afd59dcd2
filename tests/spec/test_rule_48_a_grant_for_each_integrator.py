"""Rule 48: £250,000 for each integrator, restricted to its purpose: four make a million, to the
penny.
"""

import tomllib

import pytest
from tests.databases import as_app
from tests.integration.ledger.books import AT, BY, DAY, make_books

from peckham.infra import reference
from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import NotEnough
from peckham.organisations import api as organisations

pytestmark = pytest.mark.django_db
PLACES = ("lambeth", "southwark", "lewisham", "bexley")


def published(place):
    """Read what was published of a place: who hosts, whose money it is, how much is planned."""
    told = tomllib.loads(reference.path(f"places_of_the_seeds/{place}.toml").read_text())
    return told["integrator"]["host"]["body"], told["integrator"]["name"], told["fundings"][0]


@pytest.fixture
def held():
    """Each place's grant in the books of the host that its own words name."""
    books, keys = make_books(), {}
    hosts = {published(place)[0] for place in PLACES}
    for number, host in enumerate(sorted(hosts)):
        keys[host] = organisations.create_organisation(
            ods_code=f"H{number}H", name=host, kind="nhs_trust", is_synthetic=True, by=BY, at=AT
        )
        ledger.open_chart(keys[host], chart="provider", by=BY, at=AT)
        team = organisations.create_team(organisation_id=keys[host], name="Money", by=BY, at=AT)
        books.organisations[host], books.teams[host] = keys[host], team
        books.account_of[host] = 50 + number
    for place in PLACES:
        host, owner, grant = published(place)
        ledger.open_fund(
            code=place, name=f"{place} development", purpose=grant["purpose"],
            holder_id=keys[host], beneficial_owner=owner, is_restricted=True, by=BY, at=AT,
        )  # fmt: skip
        sides = (("1200", grant["amount_pence"]), ("2200", -grant["amount_pence"]))
        lines = (ledger.Line(account, pence, fund=place) for account, pence in sides)
        books.post(books.entry(*lines, who=host, origin="integrator"), who=host)
    return books


def test_rule_48_four_grants_of_250_000_pounds_are_a_million(held):
    found = {}
    for place in PLACES:
        host, owner, _ = published(place)
        with as_app(held.scope(host)):
            view = ledger.fund(place)
        assert (view.holder, view.beneficial_owner) == (host, owner)
        found[place] = view.posted_pence
    assert found == dict.fromkeys(PLACES, 25_000_000)
    assert sum(found.values()) == 100_000_000


def test_rule_48_two_places_have_one_host_and_neither_spends_the_others(held):
    host = published("lambeth")[0]
    assert published("southwark")[0] == host
    sides = (("2200", 25_000_001), ("1200", -25_000_001))
    lines = [ledger.Line(account, pence, fund="lambeth") for account, pence in sides]
    with pytest.raises(NotEnough):
        held.post(held.entry(*lines, who=host), who=host)
    with as_app(held.scope(host)):
        rows = ledger.trial_balance(held.organisations[host], on=DAY)
    assert {row.code: row.pence for row in rows if row.pence} == {
        "1200": 50_000_000,
        "2200": -50_000_000,
    }
