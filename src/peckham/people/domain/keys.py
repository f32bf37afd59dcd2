"""How a person is named inside the database and outside it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's key inside the database, and the one that addresses and receipts show."""

    id: int
    public_id: UUID
