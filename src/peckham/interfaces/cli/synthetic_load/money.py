"""The invented place's money, topic by topic: each adds its own file and a line here."""

from datetime import datetime

from peckham.interfaces.cli.synthetic_load import (
    activity,
    baseline,
    finance_officers,
    fund,
    lent_staff,
    payments,
    running_contract,
    settled_year,
)
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor
from peckham.synthetic import api as synthetic


def keep_money(
    place: synthetic.SyntheticPlace, keys: Keys, *, password: str, by: Actor, at: datetime
) -> None:
    """Open books, write down a contract that runs already, and what happened to its money."""
    officers = finance_officers.create(place, keys, password=password, by=by, at=at)
    fund.keep_fund(place, officers)
    running = running_contract.keep_running(place, keys, officers, password=password, by=by, at=at)
    baseline.keep_baseline(running, officers)
    activity.keep_activity(running, officers, place_id=keys.place_id, seed=place.seed)
    payments.keep_payments(running, officers)
    settled_year.keep_settled_year(running, officers)
    lent_staff.keep_lent_staff(officers)
