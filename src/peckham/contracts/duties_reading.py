"""Figures, calendar and Ombudsmen as data/ has them, for what providers owe people."""

from collections.abc import Mapping
from functools import cache

from peckham.contracts.domain.duties.clocks import Clocks
from peckham.contracts.domain.duties.complaint import Limb
from peckham.contracts.domain.duties.ombudsmen import Ombudsman
from peckham.contracts.domain.duties.ombudsmen import ombudsmen as read_ombudsmen
from peckham.infra import reference
from peckham.kernel.working_days import WorkingDays
from peckham.organisations import api as organisations


@cache
def clocks() -> Clocks:
    """Give the clocks of this deployment."""
    return Clocks(reference.parameters(), WorkingDays(organisations.bank_holidays()))


@cache
def ombudsmen() -> Mapping[Limb, Ombudsman]:
    """Give the Ombudsmen of data/ombudsmen.toml, by what they look at."""
    return read_ombudsmen(reference.table("ombudsmen.toml"))
