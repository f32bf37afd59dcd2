"""The clocks of a complaint, each from a dated figure and the calendar (rule 18)."""

from dataclasses import dataclass
from datetime import date, timedelta

from peckham.contracts.domain.duties.complaint import Complaint
from peckham.kernel.months import months_after
from peckham.kernel.parameters import Parameters
from peckham.kernel.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Clocks:
    """What is due by when; all days are counted from the day of the first receipt.

    A count that runs past the last year whose bank holidays are listed is refused
    (`CalendarEnds`), never guessed.
    """

    parameters: Parameters
    working_days: WorkingDays

    def acknowledge_by(self, received_on: date) -> date:
        """Give the last day on which an acknowledgement is in time: the third working day.

        Source: SI 2009/309, by summaries (see data/parameters/complaints.toml).
        """
        count = self.parameters.number("complaints.acknowledge_working_days", received_on)
        return self.working_days.after(received_on, count)

    def settle_by(self, received_on: date) -> date:
        """Give the last day on which a spoken complaint, settled, is not one of the regulations."""
        count = self.parameters.number("complaints.settle_working_days", received_on)
        return self.working_days.after(received_on, count)

    def explain_by(self, received_on: date) -> date:
        """Give the day by which there is an answer, or a letter that says why there is none."""
        months = self.parameters.number("complaints.explain_after_months", received_on)
        return months_after(received_on, months)

    def complain_by(self, complaint: Complaint) -> date | None:
        """Give the last day of the time to complain; None where it is not known when it began."""
        if complaint.began_on is None:
            return None
        months = self.parameters.number("complaints.complain_within_months", complaint.received_on)
        return months_after(complaint.began_on, months)

    def is_late(self, complaint: Complaint) -> bool:
        """Say whether it came after the time to complain. A day that nobody knows bars nobody."""
        last = self.complain_by(complaint)
        return last is not None and complaint.received_on > last

    def working_days_left(self, due_on: date, on: date) -> int:
        """Count the working days after `on` up to a day that is due; below 0 once it has passed."""
        step, (first, last) = (1, (on, due_on)) if due_on >= on else (-1, (due_on, on))
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return step * sum(self.working_days.is_working(day) for day in days)
