"""How practices take part, and their work: one name of the room's front door."""

from peckham.contracts.actions.practice_work import answer_transfer, propose_transfer, switch
from peckham.contracts.actions.taking_part import (
    letters_waiting,
    record_choice,
    take_part,
    told_another_way,
    write_to_patients,
)
from peckham.contracts.domain.leaving import leaving
from peckham.contracts.domain.repricing import populations, pro_rata
from peckham.contracts.queries.covered_from import CoveredFrom, covered_from
from peckham.contracts.queries.participation import (
    StepView,
    changes,
    history,
    list_size,
    not_reached,
    standing_of,
    steps_of_contract,
)
from peckham.contracts.queries.practice_work import (
    flagged_transfers,
    switched_on,
    switches_to_come,
    transfers_of,
)

__all__ = [
    "CoveredFrom",
    "StepView",
    "answer_transfer",
    "changes",
    "covered_from",
    "flagged_transfers",
    "history",
    "leaving",
    "letters_waiting",
    "list_size",
    "not_reached",
    "populations",
    "pro_rata",
    "propose_transfer",
    "record_choice",
    "standing_of",
    "steps_of_contract",
    "switch",
    "switched_on",
    "switches_to_come",
    "take_part",
    "told_another_way",
    "transfers_of",
    "write_to_patients",
]
