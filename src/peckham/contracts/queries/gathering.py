"""The facts of a contract as values, from its rows: what the rules of the pack are asked about."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from peckham.contracts import models as m
from peckham.contracts.domain import facts as f
from peckham.contracts.domain.gp_roles import GpRole
from peckham.contracts.domain.terms import Contract
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import known
from peckham.kernel.london import moment
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

_DAY = timedelta(days=1)


def stamp(row: Any) -> f.Stamp:
    """Give both times of a row."""
    return f.Stamp(row.on_day, row.recorded_at)


def facts_on(
    rows: Rows,
    contract: Contract,
    day: date,
    *,
    others: Sequence[Contract],
    partners: Sequence[f.Partner],
    at: datetime,
) -> f.Facts:
    """Gather everything that is known about a contract on a day.

    Args:
        rows: Its rows.
        contract: What it says on that day.
        day: The day.
        others: Contracts that might cover the same people, and its parent.
        partners: Practices that take part.
        at: Now: agreements are asked as of the end of the day, and no later than now.
    """
    asked_at = min(at, moment(day + _DAY, time.min))
    return f.Facts(
        contract=contract,
        author=rows.contract.author,
        others=tuple(others),
        decisions=tuple(decision(row) for row in rows.decisions if row.variation_id is None),
        assessments=tuple(f.Assessment(row.reference, stamp(row)) for row in rows.assessments),
        reviews=tuple(
            f.Review(row.reviewer, row.capacity, row.declared, stamp(row))  # type: ignore[arg-type]
            for row in rows.reviews
        ),
        checkpoints=tuple(f.Checkpoint(r.code, r.passed, stamp(r)) for r in rows.checkpoints),
        notices=tuple(_notice(row, day) for row in rows.notices),
        partners=tuple(partners),
        assigned=_assigned(rows.statements, day),
        options=tuple(
            f.Option(row.form, tuple((name, words) for name, words in row.expected), stamp(row))
            for row in rows.options
        ),
        runs=tuple(_run(row, asked_at) for row in rows.runs if known(row.recorded_at, day)),
        assurances=tuple(
            f.Assurance(row.vat, row.guarantee, row.reconciled, stamp(row))  # type: ignore[arg-type]
            for row in rows.assurances
        ),
        gp_roles=roles(rows.leadership, day),
        offers=tuple(_offer(row, day) for row in rows.offers),
    )


def _offer(row: m.PracticeOffer, day: date) -> f.Offer:
    """Give an offer to general practice with the replies that were known on a day."""
    replies = sorted(row.replies.all(), key=lambda reply: (reply.on_day, reply.pk))
    known_replies = tuple(reply.answer for reply in replies if known(reply.recorded_at, day))
    return f.Offer(row.answer_by, row.amount_pence, known_replies, stamp(row))


def decision(row: m.CommitteeDecision) -> f.Decision:
    """Give a committee's decision as a value."""
    return f.Decision(
        about=row.about,  # type: ignore[arg-type]
        commissioner=row.commissioner,
        body=row.body,
        outcome=row.outcome,  # type: ignore[arg-type]
        quorum=row.quorum,
        votes=tuple(f.Vote(v.member, v.choice, v.interest) for v in row.votes.all()),  # type: ignore[arg-type]
        stamp=stamp(row),
        conditions=tuple(row.conditions),
        considered=tuple(row.considered),
        could_refuse=row.could_refuse,
    )


def _notice(row: m.AwardNotice, day: date) -> f.Notice:
    """Give a notice with the representations and the further decision that were known on a day."""
    further = getattr(row, "further_decision", None)
    return f.Notice(
        row.route,
        stamp(row),
        tuple(stamp(r) for r in row.representations.all() if known(r.recorded_at, day)),
        stamp(further) if further and known(further.recorded_at, day) else None,
    )


def _assigned(
    statements: Iterable[m.FunctionsStatement], day: date
) -> tuple[f.Assigned, ...] | None:
    """Give what the latest statement hands over; None while nobody has said."""
    found = [row for row in statements if known(row.recorded_at, day)]
    if not found:
        return None
    latest = max(found, key=lambda row: (row.on_day, row.pk))
    return tuple(
        f.Assigned(one.function, one.to, one.instrument, stamp(latest))
        for one in latest.functions.all()
    )


def _run(row: m.RiskRun, asked_at: datetime) -> f.Run:
    """Give a run with the controllers that had not signed at a moment: of the agreements then."""
    found = sharing.readiness.run_readiness(
        purpose=row.purpose,
        categories=row.categories,
        controllers=row.controllers,
        runs_for=row.runs_for_id,
        at=asked_at,
    )
    names = {one.id: one.name for one in organisations.directory()} if found.missing else {}
    missing = tuple(names.get(key, str(key)) for key in found.missing)
    return f.Run(row.on_day, missing, stamp(row))


def roles(rows: Iterable[m.GpLeadership], day: date) -> tuple[GpRole, ...]:
    """Give each GP's role as it was last offered or answered by a day."""
    latest: dict[str, m.GpLeadership] = {}
    for row in rows:
        if known(row.recorded_at, day):
            latest[row.gp] = row
    return tuple(
        GpRole(row.gp, row.employed_by, row.seat, row.votes, row.accepted)
        for row in latest.values()
    )
