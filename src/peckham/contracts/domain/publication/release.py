"""A release: what was known of a contract when something happened to it, by the standard."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from peckham.contracts.domain import facts as f
from peckham.contracts.domain.publication import sections
from peckham.contracts.domain.publication.record import Event, Record, known_by
from peckham.contracts.domain.publication.shapes import (
    Shape,
    body_of,
    day,
    key,
    reference,
    with_some,
)


def open_contracting_id(prefix: str, contract_reference: str) -> str:
    """Give the contract's name for ever among all that is published in the world.

    >>> open_contracting_id("ocds-abc123", "RIVER-1")
    'ocds-abc123-RIVER-1'
    """
    return f"{prefix}-{contract_reference}"


def release(record: Record, event: Event, *, prefix: str) -> Shape:
    """Give the release that something makes.

    Args:
        record: The contract as it was known on the day of the event.
        event: What happened.
        prefix: The publisher's prefix of names.
    """
    record = known_by(record, event.on)
    contract = record.facts.contract
    ocid = open_contracting_id(prefix, contract.reference)
    co_ordinates = [one.name for one in contract.commissioners if one.co_ordinates]
    return with_some(
        {
            "ocid": ocid,
            "id": f"{ocid}-{event.name}",
            "date": day(event.on),
            "tag": [event.tag],
            "initiationType": "tender",
            "language": "en",
            "parties": _parties(record, event.on),
            "buyer": reference(record, co_ordinates[0]) if co_ordinates else None,
            "planning": sections.planning(record, event.on) if record.passed else None,
            "tender": sections.tender(record, event.on) if record.passed else None,
            "awards": [sections.award(record, event.on)] if _is_awarded(record, event.on) else [],
            "contracts": [sections.contract(record, event.on)] if _is_agreed(record) else [],
            "relatedProcesses": _parent(contract.parent, prefix),
        }
    )


def package(releases: Iterable[Shape], *, site: str, publisher: str, at: datetime) -> Shape:
    """Give a package of releases.

    Args:
        releases: What it holds.
        site: The address of the publisher's site, with no slash at the end.
        publisher: Who publishes.
        at: Now.
    """
    return {
        "uri": f"{site}/published/contracts.json",
        "version": "1.1",
        "extensions": [f"{site}/published/population-payment/extension.json"],
        "publishedDate": at.isoformat(timespec="seconds"),
        "publisher": {"name": publisher},
        "releases": list(releases),
    }


def _is_awarded(record: Record, on: date) -> bool:
    """Say whether an award is known: announced, made, or of a contract that stood before."""
    return _is_agreed(record) or bool(record.passed and f.known(record.facts.notices, on))


def _is_agreed(record: Record) -> bool:
    return record.passed_on("awarded") is not None or record.signed_on() is not None


def _parties(record: Record, on: date) -> list[Shape]:
    """List the organisations with what each is in the process."""
    roles: dict[str, list[str]] = defaultdict(list)
    for one in record.facts.contract.commissioners:
        roles[one.name].append("buyer")
        if one.co_ordinates:
            roles[one.name].append("procuringEntity")
    for step in record.facts.contract.holders:
        if step.event == "pre_qualification" and record.passed:
            roles[step.name].append("tenderer")
    holder = record.holder()
    if holder is not None and _is_awarded(record, on):
        roles[holder.name].append("supplier")
    return [
        with_some(
            {
                "id": key(body),
                "name": body.name,
                "identifier": {"scheme": body.scheme, "id": body.identifier}
                if body.scheme
                else None,
                "roles": list(dict.fromkeys(held)),
            }
        )
        for body, held in ((body_of(record, name), held) for name, held in roles.items())
    ]


def _parent(contract_reference: str, prefix: str) -> list[Shape]:
    """Refer to the contract in which it nests."""
    if not contract_reference:
        return []
    return [
        {
            "id": "parent",
            "relationship": ["parent"],
            "title": f"The contract in which this one nests, {contract_reference}",
            "scheme": "ocid",
            "identifier": open_contracting_id(prefix, contract_reference),
        }
    ]
