"""A complaint as its rules read it: what was said when it came, and what has been said since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

type Limb = Literal["health", "adult_social_care", "both"]
type Consent = Literal["not needed", "not asked", "asked", "given", "refused", "cannot consent"]

LIMBS: tuple[Limb, ...] = ("health", "adult_social_care", "both")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that a complaint concerns: a holder, a subcontractor, the ICB, a council."""

    id: int
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What the events of a complaint have said so far.

    Args:
        acting: Consent of the person to somebody's complaining for them.
        sharing: Consent to the ICB's passing it to the provider.
        waived: Whether lateness is waived, with a reason that is recorded.
        agrees: Whom each body agrees to have in the lead, by the bodies' keys.
        contributed: What each body had to say for the one response, by the bodies' keys.
        handler: Who handles it, as the last event said; "" while nobody does.
    """

    acting: Consent = "not needed"
    sharing: Consent = "not asked"
    waived: bool = False
    agrees: Mapping[int, int] = field(default_factory=dict)
    contributed: Mapping[int, str] = field(default_factory=dict)
    handler: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint, as its conditions read it.

    Args:
        received_on: The day on which any of the bodies received it: every clock starts there.
        limb: Whether it is about health, adult social care, or both.
        is_oral: Whether it was spoken.
        event_on: When it happened; None while nobody knows.
        knew_on: When the person came to know of it, where later.
        received_by: The body that received it.
        lead: The body that leads now.
        bodies: All that are concerned, the lead among them.
        due_on: What is due by; None once it has ended.
        said: What has been said since.
    """

    received_on: date
    limb: Limb
    is_oral: bool
    event_on: date | None
    knew_on: date | None
    received_by: Body
    lead: Body
    bodies: tuple[Body, ...]
    due_on: date | None
    said: Said = Said()

    @property
    def began_on(self) -> date | None:
        """When the time to complain began: the event, or the later knowledge of it."""
        return max((day for day in (self.event_on, self.knew_on) if day), default=None)


@dataclass(frozen=True, slots=True)
class Told:
    """One event, as `said_so_far` reads it: its kind, the body that acted, and its detail."""

    kind: str
    organisation_id: int | None
    detail: Mapping[str, Any]


def said_so_far(events: Iterable[Told]) -> Said:
    """Gather what the events of a complaint said; of what was said twice, the later stands."""
    acting: Consent = "not needed"
    sharing: Consent = "not asked"
    waived, handler = False, ""
    agrees: dict[int, int] = {}
    contributed: dict[int, str] = {}
    for event in events:
        acting = event.detail.get("acting", acting)
        sharing = event.detail.get("sharing", sharing)
        waived = waived or event.kind == "waived"
        if event.kind == "assigned":
            handler = str(event.detail["handler"])
        if event.kind in ("lead_supported", "lead_agreed") and event.organisation_id:
            agrees[event.organisation_id] = int(event.detail["lead_id"])
        if event.kind == "contributed" and event.organisation_id:
            contributed[event.organisation_id] = str(event.detail["words"])
        if event.kind == "lead_agreed":
            handler = ""
    return Said(acting, sharing, waived, agrees, contributed, handler)
