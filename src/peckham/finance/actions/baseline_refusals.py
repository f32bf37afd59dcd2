"""What the database refuses about baselines, in words."""

from typing import Any, Final

from peckham.kernel import Refused


class NotForYou(Refused):
    """Only a party to the contract proposes, and only its commissioner decides."""


class DecidedAlready(Refused):
    """A proposal was decided on before, or is closed."""


class NotRecomputed(Refused):
    """What would be stored is not what its inputs come to."""


class NotReconciled(Refused):
    """The outturn and the ledger differ, and nobody explained by what."""


class NotToBeRebased(Refused):
    """A year has a baseline, and no rule lets another follow it from that day."""


class DecidedOnAnotherDay(Refused):
    """A decision would lie before its proposal, or on a day to come."""


class NotAfforded(Refused):
    """No allocation is recorded, or a baseline is worth more and nobody says who bears it."""


ROWS: Final[dict[str, tuple[type[Refused], dict[str, Any]]]] = {
    "PK260": (NotForYou, {"rule": 65, "who": "somebody else of the commissioner"}),
    "PK262": (DecidedAlready, {"rule": 65, "remedy": "Propose another version."}),
    "PK263": (NotRecomputed, {"rule": 68}),
    "PK264": (
        NotReconciled,
        {"rule": 68, "remedy": "Correct the outturn in another version, or explain each pound."},
    ),
    "PK265": (
        NotToBeRebased,
        {"rule": 68, "remedy": "Name a rule of rebasing in force, and a day from today on."},
    ),
    "PK266": (DecidedOnAnotherDay, {"rule": 65, "remedy": "Give the day of the decision."}),
    "PK267": (
        NotAfforded,
        {"rule": 68, "remedy": "Record the allocation, or say who bears what lies beyond it."},
    ),
}
# Whose row policy of insertion says who writes: a sentence of ours by table.
_PARTIES: Final = NotForYou(
    "Whoever commissions or holds a contract proposes about its money, for itself.",
    rule=65,
    who="whoever commissions or holds the contract",
)
_COMMISSIONERS: Final = NotForYou(
    "A provider proposes; the commissioner decides.",
    rule=65,
    who="whoever commissions the contract",
)
POLICIES: Final[dict[str, Refused]] = {
    "finance_proposal": _PARTIES,
    "finance_baselineversion": _PARTIES,
    "finance_differenceexplained": _PARTIES,
    "finance_proposaldecision": _COMMISSIONERS,
    "finance_rebaserule": _COMMISSIONERS,
    "finance_allocation": _COMMISSIONERS,
}
