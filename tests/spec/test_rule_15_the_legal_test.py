"""Rule 15: a contract joins two or more groups of services, under all four limbs of the legal test;
asked of its own rows.
"""

from datetime import date

import pytest
from tests.unit.contracts.riverside import CONTRACT, contract, line, status, whole

from peckham.contracts import api as contracts
from peckham.contracts.api import terms

TODAY = date(2026, 9, 1)


def lines(*groups, scope="in"):
    return tuple(line(group, group, status=scope) for group in groups)


def by(*kinds):
    return tuple(terms.Commissioner(kind, kind, None) for kind in kinds)


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"entered_on": date(2019, 3, 31), "commissioners": by("ccg")}, False),
        ({"entered_on": date(2019, 4, 1), "commissioners": by("ccg")}, True),
        ({"entered_on": date(2022, 7, 1), "commissioners": by("ccg")}, False),
        ({"commissioners": by("nhs_england", "icb", "local_authority")}, True),
        ({"commissioners": by("icb", "nhs_trust")}, False),
        ({"commissioners": ()}, False),
        ({"lines": lines("primary_medical", "public_health")}, True),
        ({"lines": lines("primary_medical", "primary_medical")}, False),
        ({"lines": lines("primary_medical", "dentistry")}, False),
        ({"lines": lines("primary_medical")
          + lines("public_health", scope="optional")}, False),
        ({"kind": "apms"}, False),
    ],
)  # fmt: skip
def test_rule_15_it_is_one_in_law_only_when_all_four_limbs_hold(changes, is_one):
    case = contracts.case(whole(contract=contract(**changes)), on=TODAY)
    assert contracts.heads.is_icp(case) is is_one


def test_rule_15_each_limb_is_a_rule_of_its_own():
    limbs = ("icp.entered_on", "icp.parties", "icp.services", "icp.not_apms")
    assert [status(limb, whole()) for limb in limbs] == ["holds"] * 4
    narrow = whole(contract=contract(lines=CONTRACT.lines[:1]))
    assert [status(limb, narrow) for limb in limbs].count("does not hold") == 1
