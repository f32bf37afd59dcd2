"""What has to stand before signature and before the first day."""

from datetime import timedelta

from peckham.contracts.domain.facts import Assigned, Assurance, known
from peckham.contracts.domain.gp_roles import votes_of
from peckham.contracts.domain.rules import Answer, Case, fails, holds, not_known


def functions_are_kept(case: Case) -> Answer:
    """Rule 63: functions of a commissioner are not handed over, except by a recorded delegation."""
    if case.facts.assigned is None:
        return not_known(
            "Nobody has said whether functions are handed over.", "List them, or say none is."
        )
    for one in known(case.facts.assigned, case.day):
        if not _may_be_assigned(case, one):
            return fails(
                f"{one.function} would pass to {one.to}.",
                "Keep it, or record the instrument of its delegation where the law allows one.",
            )
    return holds("No function is handed over that may not be.")


def _may_be_assigned(case: Case, one: Assigned) -> bool:
    on = one.stamp.on
    if one.function not in case.parameters.words("functions.not_assignable", on):
        return True
    return bool(case.parameters.words("functions.delegation_powers", on) and one.instrument)


def _assurance(case: Case) -> Assurance | None:
    found = known(case.facts.assurances, case.day)
    return found[-1] if found else None


def vat_is_settled(case: Case) -> Answer:
    """The holder recovers VAT, or the price bears it.

    Source: National Audit Office, Investigation into the collapse of the UnitingCare contract.
    """
    found = _assurance(case)
    if found is None or found.vat is None:
        return not_known("The holder's VAT status is not known.", "Ask the holder, and record it.")
    if found.vat == "not_recoverable":
        return fails(
            "The holder cannot recover VAT, and no price bears it.",
            "Change the holder's form, or price the VAT.",
        )
    return holds(f"VAT is {found.vat.replace('_', ' ')}.")


def is_guaranteed(case: Case) -> Answer:
    """Somebody guarantees for the holder, or a reserve bears the risk.

    Source: National Audit Office, Investigation into the collapse of the UnitingCare contract.
    """
    found = _assurance(case)
    if found is None or found.guarantee is None:
        return not_known("Guarantees are not known.", "Record who guarantees, or the reserve.")
    if not found.guarantee:
        return fails("Nobody guarantees, and there is no reserve.", "Agree one or the other.")
    return holds(f"{found.guarantee} bears the risk.")


def baseline_is_reconciled(case: Case) -> Answer:
    """The baseline was reconciled to the ledgers before anybody signed.

    Source: National Audit Office, Investigation into the collapse of the UnitingCare contract.
    """
    found = _assurance(case)
    if found is None or found.reconciled is None:
        return not_known("The baseline is not reconciled yet.", "Reconcile it to the ledgers.")
    if not found.reconciled:
        return fails("The baseline and the ledgers do not agree.", "Settle each difference.")
    return holds("The baseline agrees with the ledgers.")


def has_a_partner_in_each_area(case: Case) -> Answer:
    """Rule 59: in each area that it spans, at least one practice takes part or is new.

    How many contracts its holder has besides is not asked: it may have more than one.
    """
    areas = case.facts.contract.areas
    if not areas:
        return not_known("The areas that it spans are not written.", "Write them down.")
    lacking = areas - {partner.area for partner in known(case.facts.partners, case.day)}
    if lacking:
        return fails(
            f"No practice takes part in {', '.join(sorted(lacking))}.",
            "A practice there has to choose to take part, or a new one to open.",
        )
    return holds("A practice takes part in each area.")


def can_analyse_need(case: Case) -> Answer:
    """Rule 61: every controller has signed, and the risk run is recent enough."""
    runs = known(case.facts.runs, case.day)
    if not runs:
        return not_known("No risk run is recorded.", "Run it, under an agreement that all signed.")
    latest = runs[-1]
    if latest.not_signed:
        return fails(f"Not signed by: {', '.join(latest.not_signed)}.", "Ask them to sign.")
    most = case.parameters.number("icp.risk_run_days_max", case.day)
    if latest.ran_on + timedelta(days=most) < case.day:
        return fails(f"The risk run of {latest.ran_on} is more than {most} days old.", "Run it.")
    return holds(f"Every controller has signed; the risk run is of {latest.ran_on}.")


def gps_lead(case: Case) -> Answer:
    """Rule 10: GPs have the seats and votes that the contract promises, employed or not."""
    least = case.facts.contract.gp_votes_min
    if least is None:
        return not_known("The contract does not say how many votes GPs have.", "Agree on a number.")
    votes = sum(votes_of(case.facts.gp_roles).values())
    if votes < least:
        return fails(f"GPs have {votes} votes of the {least} promised.", "Fill the seats.")
    return holds(f"GPs have {votes} votes; the contract promises {least}.")
