"""Where an agreement stands and what has happened to it, as a governance lead reads it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from peckham.interfaces.pages.access_words import listed
from peckham.interfaces.pages.filters import long_day, moment
from peckham.kernel.london import day_of
from peckham.sharing import api as sharing

AgreementView = sharing.agreement_views.AgreementView
VersionView = sharing.agreement_views.VersionView


@dataclass(frozen=True, slots=True)
class Line:
    """One agreement of the list.

    Args:
        view: The agreement.
        state: Where it stands, in a sentence.
        kind: The state by name, for its look.
        own: What concerns the reader's own organisation, or "".
        waits: Whether it waits for the reader's signature.
    """

    view: AgreementView
    state: str
    kind: str
    own: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened to an agreement."""

    at: datetime
    sentence: str
    why: str = ""


def line_of(view: AgreementView, organisation_id: int | None, *, at: datetime) -> Line:
    """Say where an agreement stands, for everybody and for the reader's organisation."""
    waits = view.waits_for(organisation_id)
    return Line(
        view=view,
        state=state_words(view.shown),
        kind=view.shown.standing.state,
        own=_own_words(view, organisation_id, waits, at=at),
        waits=waits,
    )


def state_words(version: VersionView) -> str:
    """Say where a version stands."""
    standing = version.standing
    if standing.state == "in_force":
        between = listed(version.names(standing.between))
        return _("In force between %(between)s") % {"between": between}
    if standing.state == "expired":
        return _("Expired: nothing is shared under it")
    if standing.state == "left":
        return _("Left: nothing is shared under it any more")
    if standing.state == "drafted":
        return _("Drafted: nobody has signed yet")
    return _("Signed by %(signed)d of %(parties)d: nothing is shared yet") % {
        "signed": standing.signed,
        "parties": standing.parties,
    }


def _own_words(
    view: AgreementView, organisation_id: int | None, waits: bool, *, at: datetime
) -> str:
    if waits:
        return _("Version %(number)d needs your signature") % {"number": view.latest.number}
    version = view.signed_version(organisation_id)
    party = version.party(organisation_id) if version else None
    if party is None:
        return "" if view.latest.party(organisation_id) else _("Your organisation takes no part")
    if party.leaves_at is not None:
        words = _("You left on %(day)s") if party.leaves_at <= at else _("You leave on %(day)s")
        return words % {"day": long_day(day_of(party.leaves_at))}
    return _("You signed on %(day)s") % {"day": long_day(day_of(party.signed_at or at))}


def history_of(view: AgreementView) -> tuple[Happened, ...]:
    """Tell what has happened to an agreement, oldest first."""
    found = []
    for version in view.versions:
        number = {"number": version.number}
        drafter = {"who": view.drafted_for, **number}
        found.append(
            Happened(version.recorded_at, _("%(who)s drafted version %(number)d.") % drafter)
        )
        for party in version.parties:
            if party.signed_at is not None:
                facts = {
                    "who": party.name,
                    "by": party.signed_by,
                    "position": party.position,
                    **number,
                }
                said = _("%(who)s signed version %(number)d: %(by)s, %(position)s.") % facts
                found.append(Happened(party.signed_at, said))
    left = {
        (party.organisation_id, party.leaves_at): party
        for version in view.versions
        for party in version.parties
        if party.leaves_at is not None
    }
    for (_key, leaves_at), party in left.items():
        words = {"who": party.name, "at": moment(leaves_at)}
        found.append(
            Happened(leaves_at, _("%(who)s leaves from %(at)s.") % words, party.leaves_why)
        )
    return tuple(sorted(found, key=lambda event: event.at))
