"""Who holds a contract, what the holder alone knows, and what its GPs are."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peckham.contracts import models as m
from peckham.contracts.actions.factual import NotWhole, write_fact
from peckham.contracts.domain.holding import check_formed
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.sharing import api as sharing


class UnknownRun(Refused):
    """The organisation acted for has made no such run."""


@transaction.atomic
def record_holder(
    *,
    contract_id: int,
    event: str,
    name: str,
    kind: str,
    controlled_by: str | None,
    from_on: date,
    organisation_id: int | None = None,
    formed_by: str = "existing",
    formed_from: str = "",
    formed_on: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Write down a step by which somebody comes to hold the contract (rules 22, 60 and 71).

    Args:
        contract_id: Which contract.
        event: "pre_qualification", "award", "novation" or "change_of_control".
        name: Who bids or holds.
        kind: What kind of body it is.
        controlled_by: The kind of whoever controls it, itself where nobody else does; None while
            that is not known.
        from_on: The day of the step.
        organisation_id: Its organisation here, whose contract manager may then propose changes.
        formed_by: "existing", "new" or "demerger" (rule 71).
        formed_from: The body that it was split off.
        formed_on: The day on which it came to be; None while it has not.
        by: Who writes.
        at: Now.

    Raises:
        ContractRefused: If a body of that kind, or whoever controls it, may not hold the contract.
        NotFormedYet: If a body that is not formed yet would hold it.
    """
    check_formed(event, formed_by, formed_from, formed_on, on=from_on)
    write_fact(
        m.HolderStep,
        contract_id,
        event=event,
        organisation_id=organisation_id,
        name=name,
        kind=kind,
        controlled_by=controlled_by,
        formed_by=formed_by,
        formed_from=formed_from,
        formed_on=formed_on,
        on_day=from_on,
        by=by,
        at=at,
    )


@transaction.atomic
def record_run(*, contract_id: int, run: UUID, by: Actor, at: datetime) -> None:
    """Name the risk run on which the provider knows its population's needs (rule 61, first half).

    The run is one of the organisation acted for. Whether every controller that supplies it has
    signed is asked of the agreements each time.

    Raises:
        UnknownRun: If the organisation has made no such run.
    """
    found = next((one for one in sharing.runs.runs_governed() if one.public_id == run), None)
    if found is None:
        raise UnknownRun(
            "Your organisation has made no such run.",
            rule=61,
            remedy="Choose one of your organisation's runs.",
            who="The organisation that made the run.",
        )
    write_fact(
        m.RiskRun,
        contract_id,
        run=found.public_id,
        runs_for_id=current_scope().organisation_id,
        purpose=found.purpose,
        categories=list(found.categories),
        controllers=list(found.readiness.controllers),
        on_day=day_of(found.at),
        by=by,
        at=at,
    )


@transaction.atomic
def offer_role(
    *,
    contract_id: int,
    gp: str,
    account_id: int | None,
    employed_by: str,
    seat: str,
    votes: int,
    offered_on: date,
    by: Actor,
    at: datetime,
) -> None:
    """Offer a GP a role: employment, a seat with its votes, or both (rule 10)."""
    write_fact(
        m.GpLeadership,
        contract_id,
        gp=gp,
        account_id=account_id,
        employed_by=employed_by,
        seat=seat,
        votes=votes,
        on_day=offered_on,
        by=by,
        at=at,
    )


@transaction.atomic
def answer_role(
    *, contract_id: int, account_id: int, accepts: bool, by: Actor, at: datetime
) -> None:
    """Answer the role that was offered to oneself: nobody else may (rule 21).

    Raises:
        NotWhole: If no role was offered to the account.
    """
    rows = m.GpLeadership.objects.filter(contract_id=contract_id, account_id=account_id)
    offered = rows.order_by("pk").last()
    if offered is None:
        raise NotWhole("No role was offered to you under this contract.", rule=21)
    write_fact(
        m.GpLeadership,
        contract_id,
        gp=offered.gp,
        account_id=account_id,
        employed_by=offered.employed_by,
        seat=offered.seat,
        votes=offered.votes,
        accepted=accepts,
        on_day=day_of(at),
        by=by,
        at=at,
    )
