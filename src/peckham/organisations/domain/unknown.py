"""What is refused because nothing of the name is here."""

from peckham.kernel import Refused


class UnknownOrganisation(Refused):
    """No organisation has this ODS code here."""


class UnknownTeam(Refused):
    """No team has this key here."""


class UnknownKind(Refused):
    """The kind of organisation is not one that Peckham knows."""


class UnknownRole(Refused):
    """The role is not one that Peckham knows."""
