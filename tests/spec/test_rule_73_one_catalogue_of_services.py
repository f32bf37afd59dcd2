"""Rule 73: one catalogue of services makes a provider and a network comparable."""

import pytest
from tests.unit.contracts.riverside import line

from peckham.contracts import api as contracts
from peckham.contracts.api import heads
from peckham.contracts.domain.catalogue import UnknownService, check_lines, compared, template


def scope(family):
    return template(heads.services(), family)


def test_rule_73_a_provider_mirrors_a_network():
    found = compared(scope("icp"), scope("network"))
    assert {"multidisciplinary_team", "social_prescribing"} <= set(found.both)
    assert "community_nursing" in found.first
    assert not found.second, "the provider has everything that the network has"


def test_rule_73_every_kind_begins_with_services_of_the_catalogue():
    known = heads.services()
    for kind in contracts.kinds().by_code.values():
        lines = scope(kind.family)
        check_lines(known, lines)
        assert bool(lines) is (kind.family != "grant")


@pytest.mark.parametrize(
    "wrong", [line("wellness", "primary_medical"), line("home_care", "primary_medical")]
)
def test_rule_73_a_service_of_another_catalogue_or_group_is_refused(wrong):
    with pytest.raises(UnknownService) as refusal:
        check_lines(heads.services(), [wrong])
    assert refusal.value.rule == 73
