"""Proposing a change of what a contract says: anybody who is a party may, commissioners decide."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.actions.factual import NotWhole, write_fact
from peckham.contracts.actions.refusing import said_plainly
from peckham.contracts.actions.writing import write_parts
from peckham.contracts.domain import catalogue
from peckham.contracts.domain.stated import Parts
from peckham.contracts.domain.varying import check_priced
from peckham.contracts.queries.cases import covered, stands
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import lines, standing, terms_row
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of


class StillADraft(Refused):
    """The contract is a draft: its parts are simply stated anew."""


class StartsTooEarly(Refused):
    """The change would take effect before today."""


@transaction.atomic
def propose_variation(
    *,
    contract_id: int,
    what: str,
    why: str,
    from_on: date,
    parts: Parts,
    proposed_by: int,
    by: Actor,
    at: datetime,
) -> UUID:
    """Propose a change from a day on, with the parts as they would then be (rule 65).

    People, or services in scope, change together with the price (rules 6 and 13).

    Raises:
        StillADraft: If the contract has not left draft.
        StartsTooEarly: If the day has gone by.
        NotRepriced: If people or scope change, and the terms are not stated with them.
        NotWhole: If no part is stated.
        ContractRefused: If the organisation neither commissions nor holds the contract.
    """
    rows = Rows(m.Contract.objects.get(pk=contract_id))
    today = day_of(at)
    if not stands(rows, today):
        raise StillADraft(
            f"{rows.contract.reference} is a draft.", remedy="Change the draft itself."
        )
    if not parts.named():
        raise NotWhole("Nothing would change.", remedy="State the part that would be different.")
    if from_on < today:
        raise StartsTooEarly(
            f"It would take effect on {from_on:%-d %B %Y}.",
            why="Nothing is changed backwards.",
            rule=65,
            remedy="Choose today or a later day.",
            field="from_on",
        )
    _check_price(rows, parts, today)
    catalogue.check_lines(reading.services(), parts.scope or ())
    with said_plainly():
        variation = write_fact(
            m.Variation,
            contract_id,
            number=len(rows.variations) + 1,
            proposed_by_id=proposed_by,
            proposer=by.name,
            what=what,
            why=why,
            from_on=from_on,
            on_day=today,
            by=by,
            at=at,
        )
        write_parts(rows.contract, parts, variation=variation, by=by, at=at)
    return variation.public_id


def _check_price(rows: Rows, parts: Parts, today: date) -> None:
    terms = terms_row(rows, today)
    scope = lines(rows, standing(rows, "scope", today))
    check_priced(
        parts,
        codes=set(covered(rows, today)),
        services={one.service for one in scope if one.status == "in"},
        has_price=terms is not None and terms.total_pence is not None,
    )
