"""Agreements under one name of the api: drafting, signing and leaving them."""

from peckham.sharing.actions.drafting import (
    NotTheDrafter,
    ReferenceTaken,
    StaleDraft,
    VersionKey,
    draft_agreement,
    draft_version,
)
from peckham.sharing.actions.signing import (
    Backdated,
    LeftAlready,
    NotAParty,
    SignedAlready,
    VersionOver,
    sign,
    withdraw,
)

__all__ = [
    "Backdated",
    "LeftAlready",
    "NotAParty",
    "NotTheDrafter",
    "ReferenceTaken",
    "SignedAlready",
    "StaleDraft",
    "VersionKey",
    "VersionOver",
    "draft_agreement",
    "draft_version",
    "sign",
    "withdraw",
]
