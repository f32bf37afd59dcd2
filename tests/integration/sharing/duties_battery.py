"""Rows of complaints, thanks and travel claims, and who reads, adds to and changes each."""

from collections.abc import Callable, Iterator
from typing import Any

# Read by whoever handles such things for the body, and, where they are a resident's, by them.
OWNED = ("contracts_complaint", "contracts_travelclaim")
EVENTS = ("contracts_complaintevent", "contracts_travelclaimevent")
TABLES = (*OWNED, *EVENTS, "contracts_complaintbody", "contracts_thanks")
OUTSIDERS = ("nurse", "lead", "Ben", "passer-by")


def fill(insert: Callable[..., None], at: Any, organisation: int, person: int) -> None:
    """Put one row in each table."""
    day, told = at.date(), {"recorded_at": at, "recorded_by": "x"}
    common = {"person_id": person, "code_hash": "x", "claimed": {}, "channel": "online",
        "contact_mode": "post", "received_by_id": organisation, "lead_id": organisation,
        "state": "received", "due_on": day, "received_on": day, **told}  # fmt: skip
    event = {"subject_id": 1, "sequence": 1, "kind": "received", "to_state": "received",
        "lead_id": organisation, "due_on": day, "on_day": day, "recorded_at": at,
        "actor_kind": "public", "actor": "x"}  # fmt: skip
    insert("contracts_complaint", id=1, reference="a", about="x", words="x", limb="health",
        is_oral=False, **common)  # fmt: skip
    insert("contracts_travelclaim", id=1, reference="b", appointment_on=day, visit={}, **common)
    for table in EVENTS:
        insert(table, **event)
    insert("contracts_complaintbody", complaint_id=1, organisation_id=organisation, named_on=day,
        **told)  # fmt: skip
    insert("contracts_thanks", organisation_id=organisation, about="x", words="x",
        channel="online", given_on=day, **told)  # fmt: skip


def probes(reading: Any, adding: Any, changing: Any, making: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in TABLES:
        yield reading(table, "handler", 1)
        yield from (reading(table, who, 0) for who in OUTSIDERS)
        yield reading(table, "Ada", int(table != "contracts_thanks"))
        if table != "contracts_thanks":
            yield reading(table, "sweeping", 1)
            yield reading(table, "lapsing", 0)
    for table in OWNED:
        yield changing(table, "handler", "state", 1)
        yield changing(table, "Ada", "state", 0)
        yield making(table, "sweeping", 1, "version = 1")
        yield making(table, "lapsing", 0, "version = 1")
    for table in (*EVENTS, "contracts_complaintbody"):
        yield adding(table, "handler", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("nurse", "Ada"))
    for table in EVENTS:
        yield adding(table, "sweeping", is_let=True)
        yield adding(table, "lapsing", is_let=False)
