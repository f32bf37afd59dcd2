"""Who works where in an organisation, and what was changed, as its administrator reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person's role in one team, while it lasts."""

    account_id: int
    account_public_id: UUID
    name: str
    username: str
    id: int
    public_id: UUID
    role: str
    team_id: int
    team: str
    since: datetime
    until: datetime | None
    is_absent: bool

    def holds_at(self, at: datetime) -> bool:
        """Whether it is so at a moment."""
        return self.since <= at and (self.until is None or at < self.until)

    def has_ended(self, at: datetime) -> bool:
        """Whether it is over at a moment."""
        return self.until is not None and self.until <= at


@dataclass(frozen=True, slots=True)
class Away:
    """Some time during which somebody is away; no reason is held."""

    id: int
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One change of who works where, or of what a role may do.

    Args:
        act: What one press of a button did carries one act, by which it can be taken back.
        kind: "joined", "left", "restored", "away", "back", "account opened" or "permission".
        about: Whose name, or "" for a permission.
        from_at: From when it holds.
        recorded_at: When it was written down.
        detail: Codes and keys of it.
        team: Name of the team, or "".
        is_undoing: Whether it took another change back.
        is_undone: Whether it was taken back.
    """

    id: int
    public_id: UUID
    act: UUID
    kind: str
    about: str
    about_public_id: UUID | None
    by_account_id: int
    by: str
    from_at: datetime
    recorded_at: datetime
    reason: str
    detail: dict[str, Any]
    team: str
    is_undoing: bool
    is_undone: bool


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One person who works, worked or will work here."""

    account_id: int
    public_id: UUID
    name: str
    username: str
    memberships: tuple[StaffRow, ...]
    absences: tuple[Away, ...]
