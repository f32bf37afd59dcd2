"""Why somebody who came back from a provider is not let in, and what makes it right."""

from django.utils.translation import gettext as _

from peckham.kernel import Refused


class NotLetIn(Refused):
    """Signing in did not succeed; the page says what to do, the log why.

    Args:
        what: What went wrong, for the reader.
        logged: The same for the log, in a few words that name nobody.
        remedy: What would make it right.
        who: Who can.
    """

    def __init__(self, what: str, *, logged: str, remedy: str = "", who: str = "") -> None:
        super().__init__(what, remedy=remedy, who=who)
        self.logged = logged


def silent() -> NotLetIn:
    """Say that the provider does not answer."""
    return NotLetIn(
        _("The service that checks who you are does not answer."),
        logged="provider silent",
        remedy=_("Try again in a few minutes."),
    )
