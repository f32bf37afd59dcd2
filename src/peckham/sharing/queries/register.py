"""The register of flows: what the predicate asks, as a page and an audit read it; two clocks."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from peckham.sharing.domain.agreed import Terms
from peckham.sharing.opting_out import OptOuts, opt_outs_for
from peckham.sharing.queries.agreements import AgreementView, PartyView, all_agreements

__all__ = ["OptOuts", "Register", "RegisterEntry", "opt_outs_for", "register_of_flows"]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What flows under one version of an agreement: every supplier to every receiver.

    Args:
        reference: The agreement's reference.
        title: Its title.
        number: The version.
        terms: Purposes, categories, bases, support and impact assessment.
        suppliers: Those whose records are given, with their role; each to every receiver.
        receivers: Those who are given them.
        flows: How many pairs of a supplier and a receiver there are.
        opt_outs: Which objections its purposes honour.
    """

    reference: str
    title: str
    number: int
    terms: Terms
    suppliers: tuple[PartyView, ...]
    receivers: tuple[PartyView, ...]
    flows: int
    opt_outs: tuple[OptOuts, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Every flow that was in force at a moment, as it was known at another.

    Args:
        at: The moment at which flows were in force.
        known_at: What was written down later is left out.
        entries: By reference and version; one without a flow is left out.
    """

    at: datetime
    known_at: datetime
    entries: tuple[RegisterEntry, ...]

    @property
    def flows(self) -> int:
        """How many flows there are in all."""
        return sum(entry.flows for entry in self.entries)


def register_of_flows(*, at: datetime, known_at: datetime) -> Register:
    """Give the register, from the very function that decides who is given what.

    Args:
        at: The moment at which flows were in force.
        known_at: As it was known when.
    """
    givers: dict[int, set[int]] = {}
    takers: dict[int, set[int]] = {}
    counts: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT version_id, supplier_id, receiver_id FROM peckham.agreed_flows(%s, %s, NULL)",
            [at, known_at],
        )
        for version_id, supplier_id, receiver_id in cursor.fetchall():
            givers.setdefault(version_id, set()).add(supplier_id)
            takers.setdefault(version_id, set()).add(receiver_id)
            counts[version_id] = counts.get(version_id, 0) + 1
    entries = [
        entry for view in all_agreements(at=at) for entry in _entries(view, givers, takers, counts)
    ]
    return Register(at, known_at, tuple(entries))


def _entries(
    view: AgreementView,
    givers: dict[int, set[int]],
    takers: dict[int, set[int]],
    counts: dict[int, int],
) -> list[RegisterEntry]:
    return [
        RegisterEntry(
            reference=view.reference,
            title=view.title,
            number=version.number,
            terms=version.terms,
            suppliers=tuple(p for p in version.parties if p.organisation_id in givers[version.id]),
            receivers=tuple(p for p in version.parties if p.organisation_id in takers[version.id]),
            flows=counts[version.id],
            opt_outs=opt_outs_for(version.terms.purposes),
        )
        for version in reversed(view.versions)
        if version.id in counts
    ]
