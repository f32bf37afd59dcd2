"""Agreements, their versions and parties, as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peckham.sharing.domain.agreed import Terms
from peckham.sharing.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class PartyView:
    """An organisation's part in a version, and what it has done about it.

    Args:
        organisation_id: Which.
        name: Its name.
        role: "controller", "joint controller" or "processor".
        supplies: Whether records that it keeps are given to the others.
        receives: Whether it is given theirs.
        signed_at: When it signed this version, or None.
        signed_by: Who signed for it, or "".
        position: As what, or "".
        leaves_at: From when it leaves what it has signed here, or None.
        leaves_why: Why, or "".
    """

    organisation_id: int
    name: str
    role: str
    supplies: bool
    receives: bool
    signed_at: datetime | None = None
    signed_by: str = ""
    position: str = ""
    leaves_at: datetime | None = None
    leaves_why: str = ""


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of an agreement, and where it stands now."""

    id: int
    public_id: UUID
    number: int
    terms: Terms
    recorded_at: datetime
    parties: tuple[PartyView, ...]
    standing: Standing
    is_over: bool

    def party(self, organisation_id: int | None) -> PartyView | None:
        """Give an organisation's part in it, or None."""
        return next((p for p in self.parties if p.organisation_id == organisation_id), None)

    def names(self, organisation_ids: Iterable[int]) -> tuple[str, ...]:
        """Give the names of some of its parties, in the parties' order."""
        wanted = set(organisation_ids)
        return tuple(party.name for party in self.parties if party.organisation_id in wanted)


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement with all its versions, the newest first."""

    id: int
    public_id: UUID
    reference: str
    title: str
    drafted_for_id: int
    drafted_for: str
    recorded_at: datetime
    versions: tuple[VersionView, ...]

    @property
    def latest(self) -> VersionView:
        """The newest version."""
        return self.versions[0]

    @property
    def in_force(self) -> VersionView | None:
        """The newest version that is in force between at least two of its parties."""
        standing = (v for v in self.versions if v.standing.state == "in_force")
        return next(standing, None)

    @property
    def shown(self) -> VersionView:
        """The version that says where the agreement stands: in force, else the newest."""
        return self.in_force or self.latest

    def signed_version(self, organisation_id: int | None) -> VersionView | None:
        """Give the newest version that an organisation has signed and not left for good."""
        for version in self.versions:
            party = version.party(organisation_id)
            if party is not None and party.signed_at is not None:
                return version
        return None

    def waits_for(self, organisation_id: int | None) -> bool:
        """Say whether the newest version waits for an organisation's signature.

        One that has left is not asked again by a version that it has seen already.
        """
        party = self.latest.party(organisation_id)
        if party is None or party.signed_at is not None or self.latest.is_over:
            return False
        before = self.signed_version(organisation_id)
        mine = before.party(organisation_id) if before else None
        return mine is None or mine.leaves_at is None or mine.leaves_at < self.latest.recorded_at

    def may_leave(self, organisation_id: int | None, *, at: datetime) -> bool:
        """Say whether an organisation has signed it and is still in it."""
        version = self.signed_version(organisation_id)
        party = version.party(organisation_id) if version else None
        return party is not None and (party.leaves_at is None or party.leaves_at > at)
