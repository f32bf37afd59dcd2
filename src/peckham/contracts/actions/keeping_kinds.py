"""The kinds of contract as the database asks of them: data/contract_kinds.toml, kept in step."""

from django.db import transaction

from peckham.contracts import reading
from peckham.contracts.models import KindOfContract

_DECIDED = "approval.each_commissioner"
_PARTS = ("family", "tier", "excludes_tiers", "holders", "nests_in", "needs_committees")


@transaction.atomic
def keep_kinds() -> None:
    """Write data/contract_kinds.toml into the table that the database asks.

    As the owner of the books, at every start. Whether committees decide on a kind is said by the
    rule pack. A kind that is no longer in the file stays for the contracts that have it.
    """
    decided = next(rule.families for rule in reading.rules() if rule.identifier == _DECIDED)
    KindOfContract.objects.bulk_create(
        [
            KindOfContract(
                code=kind.code,
                family=kind.family,
                tier=kind.tier,
                excludes_tiers=list(kind.excludes_tiers),
                holders=list(kind.holders),
                nests_in=list(kind.nests_in),
                needs_committees=not decided or kind.family in decided,
            )
            for kind in reading.kinds().by_code.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_PARTS,
    )
