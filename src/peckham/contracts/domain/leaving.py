"""What coming back from full participation means for a practice, on which day."""

from dataclasses import dataclass
from datetime import date, timedelta

from peckham.contracts.domain.moving_lists import returns_by_default
from peckham.contracts.domain.participation import Standing
from peckham.kernel.months import months_after, years_after
from peckham.kernel.parameters import DatedValue, Parameters


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a notice of return that is given today would mean.

    Args:
        first_on: The first day for which notice can be given.
        default_until: The last day on which patients who say nothing come back.
        by_default: Whether they would on `first_on`.
        returns_left: How often the core contract can still come back.
        notice: The figure of the notice, with its source.
    """

    first_on: date
    default_until: date
    by_default: bool
    returns_left: int
    notice: DatedValue

    @property
    def stay_from(self) -> date:
        """The first day from which patients stay unless they ask."""
        return self.default_until + timedelta(days=1)


def leaving(standing: Standing, *, on: date, parameters: Parameters) -> Leaving | None:
    """Say what leaving would mean; None for a practice whose core contract is not suspended."""
    if standing.suspended_on is None or standing.core not in ("suspended", "return_notified"):
        return None
    months = parameters.number("participation.reactivation_notice_months", on)
    years = parameters.number("participation.default_return_years", standing.suspended_on)
    first_on = standing.intended_on or months_after(on, months)
    most = parameters.number("participation.reactivations_max", on)
    return Leaving(
        first_on=first_on,
        default_until=years_after(standing.suspended_on, years),
        by_default=returns_by_default(
            suspended_on=standing.suspended_on, returns_on=first_on, parameters=parameters
        ),
        returns_left=max(0, most - standing.returns),
        notice=parameters.on("participation.reactivation_notice_months", on),
    )
