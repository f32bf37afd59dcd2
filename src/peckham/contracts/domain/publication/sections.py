"""The sections of a release: planning, tender, award, contract."""

from datetime import date

from peckham.contracts.domain import facts as f
from peckham.contracts.domain.publication.population_payment import item_scope, population_payment
from peckham.contracts.domain.publication.record import Record
from peckham.contracts.domain.publication.shapes import (
    Shape,
    day,
    milestone,
    period,
    reference,
    value,
    with_some,
)

# How the standard names the routes of award whose nature it has a word for.
_METHODS = {
    "direct_award_a": "direct",
    "direct_award_b": "direct",
    "direct_award_c": "direct",
    "most_suitable_provider": "limited",
    "competitive": "open",
}


def planning(record: Record, on: date) -> Shape:
    """Say what was decided before anybody was chosen, and what it is expected to cost."""
    total = record.worth.total_pence
    return with_some(
        {
            "rationale": record.title,
            "budget": {"amount": value(total)} if total is not None else None,
            "milestones": [*_decided(record, on, "approval"), *_assessed(record, on)],
        }
    )


def tender(record: Record, on: date) -> Shape:
    """Say how the holder is chosen: the route, what is in scope, and the checkpoints on the way."""
    notices = f.known(record.facts.notices, on)
    route = notices[-1].route if notices else ""
    co_ordinates = [one.name for one in record.facts.contract.commissioners if one.co_ordinates]
    total = record.worth.total_pence
    return with_some(
        {
            "id": f"{record.facts.contract.reference}-tender",
            "title": record.title,
            "description": record.kind,
            "status": _tender_status(record),
            "procuringEntity": reference(record, co_ordinates[0]) if co_ordinates else None,
            "procurementMethod": _METHODS.get(route),
            "procurementMethodDetails": route.replace("_", " "),
            "mainProcurementCategory": "services",
            "items": items(record),
            "value": value(total) if total is not None else None,
            "contractPeriod": period(record.facts.contract.during),
            "tenderers": _tenderers(record),
            "milestones": [
                milestone(
                    one.code,
                    "assessment",
                    f"Checkpoint {one.code} of the assurance process",
                    met=one.stamp.on,
                )
                for one in f.known(record.facts.checkpoints, on)
                if one.passed
            ],
        }
    )


def award(record: Record, on: date) -> Shape:
    """Say to whom the contract is to be given, or was."""
    awarded = record.passed_on("awarded")
    holder = record.holder()
    total = record.worth.total_pence
    return with_some(
        {
            "id": award_id(record),
            "title": record.title,
            "status": "active" if awarded is not None else "pending",
            "date": day(awarded) if awarded is not None else None,
            "suppliers": [reference(record, holder.name)] if holder else [],
            "value": value(total) if total is not None else None,
            "items": items(record),
            "contractPeriod": period(record.facts.contract.during),
        }
    )


def contract(record: Record, on: date) -> Shape:
    """Say what was signed, what became of it, and how a population is paid for."""
    signed, total = record.signed_on(), record.worth.total_pence
    return with_some(
        {
            "id": record.facts.contract.reference,
            "awardID": award_id(record),
            "title": record.title,
            "description": record.kind,
            "status": _contract_status(record, on),
            "period": period(record.facts.contract.during),
            "value": value(total) if total is not None else None,
            "items": items(record),
            "dateSigned": day(signed) if signed is not None else None,
            "milestones": _contract_milestones(record, on),
            "amendments": [
                {
                    "id": f"variation-{one.number}",
                    "date": day(one.from_on),
                    "description": one.what,
                    "rationale": one.why,
                }
                for one in record.changes
            ],
            "populationPayment": population_payment(record),
        }
    )


def award_id(record: Record) -> str:
    """Name the award of a contract."""
    return f"{record.facts.contract.reference}-award"


def items(record: Record) -> list[Shape]:
    """List the services that are in scope or may join it, with how each is delivered."""
    return [
        {
            "id": line.service.replace(" ", "_"),
            "description": record.services.get(line.service, line.service),
            **item_scope(record, line),
        }
        for line in record.facts.contract.lines
        if line.status != "out"
    ]


def _decided(record: Record, on: date, about: str) -> list[Shape]:
    """Give committees' decisions with the count of votes: members are not named."""
    return [
        milestone(
            f"{about}-{number}",
            "approval",
            f"{one.body}: {about} {one.outcome.replace('_', ' ')}"
            + (f" ({', '.join(one.conditions)})" if one.conditions else "")
            + f"; {sum(vote.choice == 'for' for vote in one.votes)} for, "
            f"{sum(vote.choice == 'against' for vote in one.votes)} against",
            met=one.stamp.on,
        )
        for number, one in enumerate(f.known(record.facts.decisions, on), start=1)
        if one.about == about
    ]


def _assessed(record: Record, on: date) -> list[Shape]:
    return [
        milestone(
            one.reference, "assessment", "Equality impact assessment finished", met=one.stamp.on
        )
        for one in f.known(record.facts.assessments, on)
    ]


def _contract_milestones(record: Record, on: date) -> list[Shape]:
    live = record.passed_on("live")
    started = [milestone("live", "delivery", "Service starts", met=live)] if live else []
    return [
        *_decided(record, on, "award"),
        *started,
        *(
            milestone(
                f"break-{number}",
                "break",
                f"May be left; notice by {notice_by:%-d %B %Y}",
                met=None,
                due=breaks_on,
            )
            for number, (breaks_on, notice_by) in enumerate(record.worth.breaks, start=1)
        ),
    ]


def _tenderers(record: Record) -> list[Shape]:
    asked = [one for one in record.facts.contract.holders if one.event == "pre_qualification"]
    return [reference(record, name) for name in dict.fromkeys(one.name for one in asked)]


def _tender_status(record: Record) -> str:
    if record.passed_on("awarded") is not None:
        return "complete"
    if record.ended is not None:
        return "cancelled"
    return "active" if record.passed_on("procuring") is not None else "planned"


def _contract_status(record: Record, on: date) -> str:
    if record.signed_on() is None:
        return "cancelled" if record.ended is not None else "pending"
    end = record.facts.contract.during.end
    over = record.ended is not None and record.ended.from_on <= on
    return "terminated" if over or (end is not None and end <= on) else "active"
