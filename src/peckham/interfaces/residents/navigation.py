"""What somebody who has signed in to their own record may open, in order."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Own:
    """One page about one's own record.

    Args:
        page: Name of the page; it starts with "residents:my_".
        words: What the link says, and what that page's title says.
        about: One sentence more, for the first page.
    """

    page: str
    words: str | Promise
    about: str | Promise


OWN = (
    Own(
        "residents:my_requests",
        _("What I have asked for"),
        _("Who has each of your requests now, and by when you hear."),
    ),
    Own(
        "residents:my_owed",
        _("My complaints and claims"),
        _("What you complained about, and the journeys that you claimed."),
    ),
    Own(
        "residents:my_looks",
        _("Who has looked at my record"),
        _("Each time somebody opened it: who, why and which parts."),
    ),
    Own(
        "residents:my_contracts",
        _("The contracts for my care"),
        _("Who provides it, who pays, and what changes."),
    ),
    Own(
        "residents:my_copy",
        _("A copy of my record"),
        _("Read it, print it, or take it away."),
    ),
)
