"""Who is on whose list when a practice joins fully, and when it comes back: nobody is lost."""

from dataclasses import dataclass
from datetime import date

from peckham.kernel import Refused
from peckham.kernel.months import years_after
from peckham.kernel.parameters import Parameters


class NotOnTheList(Refused):
    """Somebody is named who is not on the list that moves."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A list divided: who is with the provider from the day, and who is not."""

    provider: frozenset[str]
    elsewhere: frozenset[str]


def joined(patients: frozenset[str], *, opted_out: frozenset[str]) -> Moved:
    """Divide a practice's list on the day of suspension: each joins or has opted out.

    Raises:
        NotOnTheList: If somebody opted out who is not on the list.
    """
    _check_on(patients, opted_out)
    return Moved(provider=patients - opted_out, elsewhere=opted_out)


def returns_by_default(*, suspended_on: date, returns_on: date, parameters: Parameters) -> bool:
    """Say whether patients who say nothing go back to the practice.

    Up to and on the second anniversary they do, after it they stay with the provider.
    Source: SI 2015/1862, Schedule 3A, paragraph 8; that they stay after it is from the press.
    """
    years = parameters.number("participation.default_return_years", suspended_on)
    return returns_on <= years_after(suspended_on, years)


def returned(
    patients: frozenset[str],
    *,
    came_from_it: frozenset[str],
    asked_to_return: frozenset[str],
    asked_to_stay: frozenset[str],
    by_default: bool,
) -> Moved:
    """Divide the provider's list on the day on which a practice's core contract is active again.

    Args:
        patients: The provider's list.
        came_from_it: Those of them who were on the practice's list and live in its area.
        asked_to_return: Those who asked to go to the practice, wherever they came from.
        asked_to_stay: Those who asked to stay.
        by_default: What happens to who said nothing; see `returns_by_default`.

    Returns:
        Who stays with the provider, and who goes (back) to the practice.

    Raises:
        NotOnTheList: If somebody is named who is not on the list, or asked for both.
    """
    for named in (came_from_it, asked_to_return, asked_to_stay):
        _check_on(patients, named)
    if asked_to_return & asked_to_stay:
        raise NotOnTheList("Somebody is written down as asking for both.", remedy="Ask again.")
    silent = came_from_it - asked_to_stay - asked_to_return
    going = asked_to_return | (silent if by_default else frozenset())
    return Moved(provider=patients - going, elsewhere=going)


def _check_on(patients: frozenset[str], named: frozenset[str]) -> None:
    strangers = len(named - patients)
    if strangers:
        raise NotOnTheList(
            f"{strangers} of those named are not on the list.", remedy="Take the list of the day."
        )
