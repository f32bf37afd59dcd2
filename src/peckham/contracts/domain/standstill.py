"""How long an award waits under the Provider Selection Regime: working days, then days again."""

from datetime import date, timedelta

from peckham.contracts.domain.facts import Notice
from peckham.kernel import Refused
from peckham.kernel.parameters import Parameters
from peckham.kernel.working_days import WorkingDays

_DAY = timedelta(days=1)


class UnknownRoute(Refused):
    """A route of award is named that the regime does not have on that day."""


def standstill_ends(notice_on: date, *, parameters: Parameters, working_days: WorkingDays) -> date:
    """Give the last day of standstill, which ends at its midnight.

    Standstill begins on the day after the notice, and ends on the 8th working day after the day on
    which it begins, as regulation 12 of SI 2023/1348 counts. NHS England's page counts from the
    day of publication, a day less.
    """
    begins = notice_on + _DAY
    count = parameters.number("award.standstill_working_days", notice_on)
    return working_days.after(begins, count)


def needs_standstill(route: str, *, on: date, parameters: Parameters) -> bool:
    """Say whether a route of award waits.

    Raises:
        UnknownRoute: If the regime has no such route on the day.
    """
    if route in parameters.words("award.routes_with_standstill", on):
        return True
    if route in parameters.words("award.routes_without_standstill", on):
        return False
    raise UnknownRoute(f"There is no route of award called {route}.")


def award_from(notice: Notice, *, parameters: Parameters, working_days: WorkingDays) -> date | None:
    """Give the first day on which an award may be made.

    Returns:
        The day; or None while representations that came in time wait for a further decision.
    """
    published = notice.stamp.counts_from
    if not needs_standstill(notice.route, on=published, parameters=parameters):
        return published
    ends = standstill_ends(published, parameters=parameters, working_days=working_days)
    if not any(representation.on <= ends for representation in notice.representations):
        return ends + _DAY
    if notice.further_decision is None:
        return None
    told = notice.further_decision.counts_from
    count = parameters.number("award.further_decision_working_days", told)
    return max(ends, working_days.after(told, count)) + _DAY
