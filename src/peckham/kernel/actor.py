"""Who acts: a member of staff, a named system process, a resident, or somebody not signed in."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["staff", "system", "resident", "public"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something to whom a change is put down; there is no anonymous change.

    Args:
        kind: "staff", "system" (a job or an import, named), "resident" (signed in to their own
            record) or "public" (nobody signed in).
        identifier: Stable identifier: an account's or a resident's public id, or a process name.
            Not empty.
        name: What people call them, for sentences such as "Amina Yusuf accepted this".

    >>> Actor.system("lapse sweep").identifier
    'lapse sweep'
    """

    kind: ActorKind
    identifier: str
    name: str

    def __post_init__(self) -> None:
        if not self.identifier or not self.name:
            raise ValueError("An actor needs an identifier and a name: no change is anonymous.")

    @classmethod
    def system(cls, name: str) -> "Actor":
        """Name a job, an import or a loader as the actor."""
        return cls("system", name, name)

    @classmethod
    def public(cls) -> "Actor":
        """The person at the door who has not signed in."""
        return cls("public", "public", "A member of the public")
