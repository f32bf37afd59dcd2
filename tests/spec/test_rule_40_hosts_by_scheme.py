"""Rule 40: who may host an integrator differs by scheme, and is data: primary care organisations,
community providers and local authorities in one, trusts in another.
"""

import pytest

from peckham.contracts.api import partnerships
from peckham.contracts.domain.partner_words import BODY_KINDS

rules = partnerships.rules
NORTH_WEST = {"primary_care_organisation", "community_provider", "local_authority"}
TRUSTS = {"nhs_trust", "nhs_foundation_trust"}


@pytest.mark.parametrize(("scheme", "may"), [("north_west_london", NORTH_WEST),
                                         ("south_east_london", TRUSTS)])  # fmt: skip
@pytest.mark.parametrize("kind", BODY_KINDS)
def test_rule_40_each_scheme_says_who_may_host(scheme, may, kind):
    asked = (partnerships.catalogue.scheme_of(scheme), "A body", [kind])
    if kind in may:
        rules.check_host(*asked)
    else:
        with pytest.raises(rules.NotEligible) as refusal:
            rules.check_host(*asked)
        assert refusal.value.rule == 40
        assert "Trade press report" in refusal.value.why


def test_rule_40_a_trust_that_provides_community_care_may_host_under_both():
    oxleas_like = ["nhs_foundation_trust", "community_provider"]
    for scheme in ("north_west_london", "south_east_london"):
        rules.check_host(partnerships.catalogue.scheme_of(scheme), "A trust", oxleas_like)


def test_rule_40_under_no_scheme_nobody_may_host_and_a_scheme_names_hosts():
    with pytest.raises(rules.UnknownScheme):
        rules.check_host(partnerships.catalogue.scheme_of(""), "A trust", ["nhs_trust"])
    with pytest.raises(rules.UnknownScheme):
        partnerships.catalogue.scheme_of("atlantis")
    entry = {"name": "x", "host_kinds": [], "source": "x", "quotation": ""}
    for hosts in ([], ["wizard"]):
        with pytest.raises(rules.BadScheme):
            rules.schemes({"new": entry | {"host_kinds": hosts}})
    assert rules.schemes({"new": entry | {"host_kinds": ["nhs_trust"]}})
