"""What the database refuses of lent staff, in words."""

from typing import Any, Final

from peckham.finance.domain.recharge import NotWorkedYet
from peckham.kernel import Refused


class NotTheirHub(Refused):
    """Staff are lent to whoever runs the hub on that day."""


class CorrectsAnother(Refused):
    """A correction is of another hub or reference than the hours that it corrects."""


class NotTheStandingHours(Refused):
    """A statement is not the next of its month, or not the hours that stand at their rates."""


class NotTheLastVersion(Refused):
    """The borrower agrees to the last version of a month's statement."""


class NotAgreedByBorrower(Refused):
    """A statement is posted once its borrower has agreed to it."""


class NotInBothBooks(Refused):
    """One version of a month stands in both books, whole, or in neither."""


ROWS: Final[dict[str, tuple[type[Refused], dict[str, Any]]]] = {
    "PK28A": (NotTheirHub, {"remedy": "Choose a hub that the borrower runs on that day."}),
    "PK28B": (NotWorkedYet, {"remedy": "Write it down once it was worked.", "field": "day"}),
    "PK28C": (CorrectsAnother, {"remedy": "Use another reference.", "field": "reference"}),
    "PK28D": (NotTheStandingHours, {"remedy": "Draw it again: it takes a moment."}),
    "PK28E": (NotTheLastVersion, {"remedy": "Look at the later version."}),
    "PK28F": (NotAgreedByBorrower, {"who": "a finance officer of the borrower"}),
    "PK28G": (NotInBothBooks, {"remedy": "Post it again: it takes a moment."}),
}
