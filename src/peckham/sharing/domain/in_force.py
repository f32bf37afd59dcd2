"""Who may be given whose records, from what was drafted, signed and left: values in, values out.

The database decides by `peckham.bound_by` and `peckham.agreed_flows`. This is the same rule in
Python, for what is not written down yet (what would begin if one signed, what would end if one
left) and for the tests that compare the two.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from peckham.kernel.london import day_of
from peckham.sharing.domain.agreed import Party


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an agreement, as far as it decides who is given what.

    Args:
        agreement_id: The agreement.
        version_id: The version.
        number: Its place among the agreement's versions, from 1.
        purposes: For what records are given.
        categories: Which data.
        starts_at: First moment at which it may bind.
        ends_at: First moment at which it binds no longer, or None.
        parties: Who takes part, and how.
        recorded_at: When it was drafted.
        section_251_expires_on: The last London day of the support that it rests on, or None.
    """

    agreement_id: int
    version_id: int
    number: int
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None
    parties: tuple[Party, ...]
    recorded_at: datetime
    section_251_expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """An organisation's signature under a version: in force from `signed_at`, known since then."""

    version_id: int
    organisation_id: int
    signed_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An organisation leaves, from a moment on, every version that it has signed until now."""

    agreement_id: int
    organisation_id: int
    from_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything that was drafted, signed and left."""

    versions: tuple[Version, ...]
    signatures: tuple[Signature, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One organisation may be given another's records under a version."""

    supplier_id: int
    receiver_id: int
    version_id: int


def is_in_time(version: Version, *, at: datetime) -> bool:
    """Say whether a version can bind anybody at a moment.

    Support under section 251 ends with its last day in London, not at some hour of it.

    Args:
        version: The version.
        at: The moment; aware.
    """
    if at < version.starts_at or (version.ends_at is not None and at >= version.ends_at):
        return False
    last_day = version.section_251_expires_on
    return last_day is None or day_of(at) <= last_day


def bound_by(
    papers: Papers, *, at: datetime, known_at: datetime | None = None
) -> dict[tuple[int, int], int]:
    """Give the version of each agreement that binds each organisation at a moment.

    It is the latest in its time that the organisation has signed and not left. Signing after
    leaving, a later version, is coming back.

    Args:
        papers: What was drafted, signed and left.
        at: The moment that is asked about; aware.
        known_at: What was written down later than this is not looked at; None looks at everything.

    Returns:
        Key of the version by agreement and organisation.
    """
    versions = {
        version.version_id: version
        for version in papers.versions
        if is_in_time(version, at=at) and _is_known(version.recorded_at, known_at)
    }
    bound: dict[tuple[int, int], Version] = {}
    for signature in papers.signatures:
        version = versions.get(signature.version_id)
        if (
            version is None
            or signature.signed_at > at
            or not _is_known(signature.recorded_at, known_at)
            or _has_left(signature, version.agreement_id, papers.withdrawals, at, known_at)
        ):
            continue
        key = (version.agreement_id, signature.organisation_id)
        if key not in bound or bound[key].number < version.number:
            bound[key] = version
    return {key: version.version_id for key, version in bound.items()}


def flows(papers: Papers, *, at: datetime, known_at: datetime | None = None) -> frozenset[Flow]:
    """Give who may be given whose records at a moment: both bound by one and the same version.

    Args:
        papers: What was drafted, signed and left.
        at: The moment that is asked about; aware.
        known_at: As it was known when; None for everything that is known.
    """
    bound = bound_by(papers, at=at, known_at=known_at)
    found: set[Flow] = set()
    for version in papers.versions:
        here = [
            party
            for party in version.parties
            if bound.get((version.agreement_id, party.organisation_id)) == version.version_id
        ]
        found |= {
            Flow(supplier.organisation_id, receiver.organisation_id, version.version_id)
            for supplier in here
            for receiver in here
            if supplier.supplies
            and receiver.receives
            and supplier.organisation_id != receiver.organisation_id
        }
    return frozenset(found)


def suppliers_of(
    papers: Papers,
    *,
    receiver_id: int,
    purpose: str,
    category: str,
    at: datetime,
    known_at: datetime | None = None,
) -> frozenset[int]:
    """Give whose records of one category an organisation may be given for a purpose.

    Args:
        papers: What was drafted, signed and left.
        receiver_id: Who would be given them.
        purpose: For what.
        category: Which data.
        at: The moment that is asked about; aware.
        known_at: As it was known when; None for everything that is known.
    """
    fitting = {
        version.version_id
        for version in papers.versions
        if purpose in version.purposes and category in version.categories
    }
    return frozenset(
        flow.supplier_id
        for flow in flows(papers, at=at, known_at=known_at)
        if flow.receiver_id == receiver_id and flow.version_id in fitting
    )


def _is_known(recorded_at: datetime, known_at: datetime | None) -> bool:
    return known_at is None or recorded_at <= known_at


def _has_left(
    signature: Signature,
    agreement_id: int,
    withdrawals: Iterable[Withdrawal],
    at: datetime,
    known_at: datetime | None,
) -> bool:
    return any(
        withdrawal.agreement_id == agreement_id
        and withdrawal.organisation_id == signature.organisation_id
        and withdrawal.from_at <= at
        and withdrawal.recorded_at >= signature.recorded_at
        and _is_known(withdrawal.recorded_at, known_at)
        for withdrawal in withdrawals
    )
