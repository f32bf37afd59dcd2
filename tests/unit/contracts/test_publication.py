"""A contract is published by what happened to it; every release is one by the official schema."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.shared import shared_data
from tests.unit.contracts import riverside
from tests.unit.contracts.published import CHANGE, ENDED, RECORD, releases

from peckham.contracts.api import publishing as p
from peckham.contracts.api import terms as t
from peckham.kernel import Period


def by_the_schema():
    return p.checker_by(shared_data() / "ocds" / "release-schema.json")


@pytest.fixture(scope="module")
def official():
    return by_the_schema()


def test_what_happened_makes_releases_with_the_standards_tags():
    assert [(one.tag, one.on) for one in p.events(RECORD)] == [
        ("planning", date(2026, 3, 2)),
        ("tender", date(2026, 4, 20)),
        ("award", date(2026, 7, 1)),
        ("contract", date(2026, 7, 20)),
        ("contractAmendment", date(2027, 2, 1)),
        ("contractTermination", date(2029, 1, 5)),
    ]
    assert p.events(replace(RECORD, passed=(), changes=(), ended=None)) == ()


def test_a_contract_that_stood_before_is_published_without_a_process_here():
    core = replace(riverside.CONTRACT, kind="gms", entered_on=date(2010, 4, 1))
    stood = replace(RECORD, facts=riverside.whole(contract=core), passed=(), changes=(), ended=None)
    (only,) = releases(stood).values()
    assert (only["tag"], only["contracts"][0]["status"]) == (["contract"], "active")
    assert "tender" not in only


def test_every_release_of_the_worked_example_is_one_by_the_schema(official):
    for one in releases().values():
        p.check_release(p.read(p.written(one)), by_the_schema())


def test_a_release_says_what_was_known_then_and_no_more():
    said = releases()
    assert "awards" not in said["approved"]
    assert said["procuring"]["tender"]["status"] == "active"
    assert [one["roles"] for one in said["procuring"]["parties"]][2] == ["tenderer"]
    assert said["awarded"]["contracts"][0]["status"] == "pending"
    assert said["signed"]["contracts"][0]["status"] == "active"
    assert "amendments" not in said["signed"]["contracts"][0]
    assert said["variation-1"]["contracts"][0]["amendments"][0]["description"] == CHANGE.what
    # Decided in January, from April on: on the day of the decision it is still in force.
    assert said["terminated"]["contracts"][0]["status"] == "active"
    now = replace(ENDED, from_on=ENDED.decided_on)
    ended = releases(replace(RECORD, ended=now))["terminated"]
    assert ended["contracts"][0]["status"] == "terminated"


def test_parties_have_their_identifiers_and_roles():
    by_name = {one["name"]: one for one in releases()["signed"]["parties"]}
    assert by_name["The board"]["id"] == "GB-NHS-QXX"
    assert by_name["The board"]["roles"] == ["buyer", "procuringEntity"]
    assert by_name["the council"] == {
        "id": "name-the-council",
        "name": "the council",
        "roles": ["buyer"],
    }
    assert by_name["The trust"]["roles"] == ["tenderer", "supplier"]


def test_pence_are_written_exactly_and_shares_as_fractions():
    signed = releases()["signed"]["contracts"][0]
    assert '"amount": 3000000.50' in p.written(signed)
    paid = signed["populationPayment"]
    assert sum(one["value"]["amount"] for one in paid["years"]) == Decimal("3000000.50")
    assert [(one["numerator"], one["denominator"]) for one in paid["commissionerShares"]] == [
        (2, 3),
        (1, 3),
    ]
    assert paid["years"][0]["period"]["endDate"] == "2027-08-31T23:59:59+01:00"
    with pytest.raises(TypeError, match="exact decimals"):
        p.written({"amount": 0.1})


def test_what_nobody_agreed_is_left_out_and_never_0(official):
    shares = tuple(replace(one, share=None) for one in riverside.CONTRACT.commissioners)
    facts = riverside.whole(contract=riverside.contract(commissioners=shares))
    said = releases(replace(RECORD, facts=facts, worth=p.Worth()))["signed"]
    p.check_release(said, official)
    assert "value" not in said["contracts"][0]
    assert "numerator" not in said["contracts"][0]["populationPayment"]["commissionerShares"][0]


def test_a_nested_contract_is_linked_to_its_parent(official):
    facts = riverside.whole(contract=riverside.contract(parent="BIG-1"))
    said = releases(replace(RECORD, facts=facts))["signed"]
    p.check_release(said, official)
    assert said["relatedProcesses"][0]["identifier"] == "ocds-abc123-BIG-1"
    assert said["relatedProcesses"][0]["relationship"] == ["parent"]


def test_committees_are_published_and_their_members_are_not():
    approved = releases()["approved"]["planning"]["milestones"][0]
    assert approved["title"] == "committee of the board: approval approved; 2 for, 1 against"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ocid": None}, "ocid"),
        ({"tag": ["signed"]}, "signed"),
        ({"date": "2026-07-20"}, "2026-07-20"),
        ({"contracts": [{"id": "A"}]}, "awardID"),
        ({"contracts": [{"id": "A", "awardID": "A", "value": {"amount": "1.00"}}]}, "1.00"),
        (
            {"contracts": [{"id": "A", "awardID": "A", "populationPayment": {"people": "all"}}]},
            "populationPayment/people",
        ),
    ],
)
def test_a_broken_release_is_refused_in_words(official, change, said):
    with pytest.raises(p.NotARelease, match=said):
        p.check_release(releases()["signed"] | change, official)


def test_a_file_that_is_no_schema_is_refused(tmp_path):
    wrong = tmp_path / "release-schema.json"
    for text in ("", "{}"):
        wrong.write_text(text)
        with pytest.raises(p.NoSchema, match=r"release-schema\.json"):
            p.checker_by(wrong)


def test_a_package_names_the_extension_and_its_publisher():
    at = datetime(2026, 9, 2, 9, tzinfo=UTC)
    made = p.package(releases().values(), site="https://care.example", publisher="The board", at=at)
    assert made["extensions"] == [
        "https://care.example/published/population-payment/extension.json"
    ]
    assert len(made["releases"]) == 6
    assert made["publishedDate"] == "2026-09-02T09:00:00+00:00"


DAYS = st.dates(date(2019, 4, 1), date(2060, 1, 1))
NAMES = st.text('aé "<1', min_size=1, max_size=6)
PEOPLE = st.frozensets(NAMES, max_size=2)
PERIODS = st.builds(
    lambda start, days: Period(start, start + timedelta(days=days) if days else None),
    DAYS,
    st.integers(0, 4000),
)
SHARES = st.none() | st.fractions(Fraction(1, 1000), 1)
DELIVERIES = st.builds(t.Delivery, st.sampled_from(["own", "subcontract"]), NAMES, PEOPLE, PERIODS)
LINES = st.builds(
    lambda name, status, delivery: t.ScopeLine(name, "public_health", status, delivery),
    NAMES,
    st.sampled_from(["in", "optional", "out"]),
    st.just(()) | st.tuples(DELIVERIES),
)
CONTRACTS = st.builds(
    lambda shares, lines, holder, **said: riverside.contract(
        commissioners=tuple(
            t.Commissioner(f"body {number}", "icb", share, number == 0)
            for number, share in enumerate(shares)
        ),
        # A contract names each service once.
        lines=tuple(replace(one, service=f"{one.service}{at}") for at, one in enumerate(lines)),
        holders=(replace(riverside.holder(), name=holder),) if holder else (),
        **said,
    ),
    shares=st.lists(SHARES, max_size=3),
    lines=st.lists(LINES, max_size=2),
    holder=st.just("") | NAMES,
    reference=NAMES,
    during=PERIODS,
    entered_on=st.none() | DAYS,
    people=PEOPLE,
    parent=st.just("") | NAMES,
)
PENCE = st.none() | st.integers(0, 10**15)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(contract=CONTRACTS, pence=PENCE, days=st.lists(DAYS, max_size=6))
def test_every_release_of_any_contract_is_one_by_the_schema(contract, pence, days):
    passed = tuple(zip((gate for gate, _ in RECORD.passed), sorted(days), strict=False))
    facts = riverside.whole(contract=contract)
    record = replace(RECORD, facts=facts, worth=p.Worth(pence), passed=passed, bodies={})
    for one in releases(record).values():
        p.check_release(p.read(p.written(one)), by_the_schema())
