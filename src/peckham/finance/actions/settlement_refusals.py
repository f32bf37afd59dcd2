"""What the database refuses about shared risk and settled years, in words."""

from typing import Any, Final

from peckham.finance.domain.attribution import FactorMissing
from peckham.kernel import Refused


class NotTheParts(Refused):
    """A settlement's parts are not of the contract's order, or do not sum to the difference."""


class NotByTheTerms(Refused):
    """What would be shared is not what the contract's terms come to."""


class NotForASide(Refused):
    """Only a finance officer of whoever keeps a contract, or holds it, settles its years."""


class NotAgreedYet(Refused):
    """A side has not agreed to a settlement, or both agreed to a later one."""


class NoAgreedTerms(Refused):
    """A contract has no terms of sharing risk that both sides agreed to for that year."""


class InputsWereChanged(Refused):
    """Stored inputs do not come to their hash."""


class SettlementClosed(Refused):
    """What belongs to a settlement was written with it."""


class NotInOrder(Refused):
    """A year is not over, or somebody proposed something else meanwhile."""


class NotWhatWasAgreed(Refused):
    """A journal does not move what was agreed, or an earlier one still stands."""


_TERMS: Final = "Agree on the terms first: order, owners, dead band, shares, cap and gate."
ROWS: Final[dict[str, tuple[type[Refused], dict[str, Any]]]] = {
    "PK290": (FactorMissing, {"rule": 70, "remedy": "Name each factor once, with its owner."}),
    "PK291": (NotTheParts, {"rule": 70}),
    "PK292": (NotByTheTerms, {"remedy": "Work it out from the agreed terms."}),
    "PK293": (NotForASide, {"who": "a finance officer of the commissioner or of the holder"}),
    "PK294": (NotAgreedYet, {"remedy": "Both sides agree to it first."}),
    "PK295": (NoAgreedTerms, {"rule": 70, "remedy": _TERMS}),
    "PK296": (InputsWereChanged, {"remedy": "Compare it with a backup; pay nothing by it."}),
    "PK297": (SettlementClosed, {"remedy": "Propose another settlement."}),
    "PK298": (NotInOrder, {"remedy": "Look at the contract's years as they stand."}),
    "PK299": (NotWhatWasAgreed, {"remedy": "Reverse the earlier journal and post the agreed one."}),
}

_OF_THE_SIDES = NotForASide(
    "Only whoever keeps a contract, or holds it, settles its years.",
    who="a finance officer of the commissioner or of the holder",
)
POLICIES: Final = {
    f"finance_{table}": _OF_THE_SIDES
    for table in (
        "riskterms",
        "riskterm",
        "termsanswer",
        "settlement",
        "settlementpart",
        "settlementlocalpart",
        "settlementanswer",
        "settlementposting",
        "exposure",
    )
}
