"""What baselines are called on their pages, and the bars in which methods stand side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peckham.contracts.api import heads
from peckham.finance.api import baselines

given = baselines.inputs

type Words = Mapping[str, str | Promise]
STATES: Words = {
    "proposed": _("Proposed"),
    "adopted": _("Adopted"),
    "shadow": _("Runs in shadow: nothing is paid by it"),
    "refused": _("Refused"),
}
OUTCOMES: Words = {
    "adopted": _("Adopt it"),
    "shadow": _("Run it in shadow for its year: nothing is paid by it"),
    "refused": _("Refuse it"),
}
METHODS: Mapping[given.Method, str | Promise] = {
    "historical": _("Outturn rolled forward"),
    "demographic": _("People and rates"),
    "benchmark": _("Benchmark trend"),
}
MEANINGS: Words = {
    "historical": _(
        "Last year's cost by the ledger without its one-offs, in the prices and for the number of"
        " people of the year."
    ),
    "demographic": _(
        "The people of the year by age, sex and deprivation, each band with its own rate, weight"
        " and price."
    ),
    "benchmark": _("The outturn rolled forward, with the activity a head growing as elsewhere."),
}
STEPS: Words = {
    "outturn": _("What it cost"),
    "one_offs": _("Without what will not come again"),
    "prices": _("In the prices of the year"),
    "people": _("For the people of the year"),
    "efficiency": _("With what is to be saved"),
    "mixture": _("As the methods together have it"),
}
ASKED_BY: Words = {
    "commissioner": _("The commissioner"),
    "provider": _("The provider"),
    "either": _("Either of them"),
}
PARTS: Words = {
    "outturn": _("Outturn"),
    "one_offs": _("One-offs"),
    "people": _("People by band"),
    "rates": _("Rates, weights and prices"),
    "changes": _("Yearly changes"),
}
_WIDTH: Final = 400


@dataclass(frozen=True, slots=True)
class Bar:
    """A sum as a bar: its words, its pence, and how long it is drawn."""

    words: str | Promise
    pence: int
    width: float
    is_value: bool


def bars(methods: Mapping[given.Method, Mapping[str, int]], value_pence: int) -> tuple[Bar, ...]:
    """Draw each method's total, and last the value, from nothing on."""
    totals = {name: sum(lines.values()) for name, lines in methods.items()}
    top = max(*totals.values(), value_pence, 1)
    found = [
        Bar(METHODS[name], pence, round(_WIDTH * pence / top, 1), False)
        for name, pence in totals.items()
    ]
    return (*found, Bar(_("The baseline"), value_pence, round(_WIDTH * value_pence / top, 1), True))


def services_named(codes: Iterable[str]) -> dict[str, str]:
    """Give the words of each line, by code."""
    known = heads.services()
    return {code: known[code].words if code in known else code for code in codes}
