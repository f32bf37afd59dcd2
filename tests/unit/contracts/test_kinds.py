"""Kinds of contract are data: all are read, and what cannot be read is refused by name."""

import pytest

from peckham.contracts import api as contracts
from peckham.contracts.domain.kinds import BadKind, UnknownKind, kinds
from peckham.infra import reference

TABLE = reference.table("contract_kinds.toml")
SNP = TABLE["snp"] | {"nests_in": []}


def test_every_kind_that_the_contract_asks_for_is_there():
    wanted = "icp_full icp_partial gms pms apms pcn_des snp mnp iho grant"
    assert set(wanted.split()) == set(contracts.kinds().by_code)
    with pytest.raises(UnknownKind):
        contracts.kinds().kind("aco")


def test_a_kind_of_ones_own_needs_no_code():
    own = kinds(TABLE | {"hub": SNP | {"name": "A hub's contract", "nests_in": ["snp"]}})
    assert own.kind("hub").may_be_held_by("charity")


@pytest.mark.parametrize(
    "wrong",
    [
        {"holders": []},
        {"subcontracts": "silence"},
        {"relation_to_gms": "beside"},
        {"nests_in": ["nothing"]},
        {"nests_in": ["own"]},
        {"colour": "green"},
    ],
)
def test_a_kind_that_cannot_be_read_is_refused(wrong):
    with pytest.raises(BadKind):
        kinds({"own": SNP | wrong})


def test_a_part_left_out_is_refused_and_named():
    with pytest.raises(BadKind, match="holders"):
        kinds({"own": {part: SNP[part] for part in SNP if part != "holders"}})
