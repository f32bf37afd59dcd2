"""What a contract is in law, and who may commission and hold it."""

from datetime import date
from fractions import Fraction

from peckham.contracts.domain.facts import known
from peckham.contracts.domain.rules import Answer, Case, fails, holds, not_known
from peckham.contracts.domain.terms import Commissioner


def shares_sum_to_one(case: Case) -> Answer:
    """Rule 4: shares are exact, above 0, sum to 1, and one commissioner co-ordinates."""
    found = case.facts.contract.commissioners
    if not found:
        return not_known("No commissioner is named.", "Name who commissions, and the shares.")
    open_shares = [one.name for one in found if one.share is None]
    if open_shares:
        return not_known(f"No share is agreed for {_and(open_shares)}.", "Agree the shares.")
    shares = [one.share for one in found if one.share is not None]
    if sum(shares) != 1 or any(share <= 0 for share in shares):
        said = " + ".join(str(share) for share in shares)
        return fails(f"The shares are {said} = {sum(shares, Fraction())}.", "Make their sum 1.")
    return _one_co_ordinates(found)


def _one_co_ordinates(found: tuple[Commissioner, ...]) -> Answer:
    leads = [one.name for one in found if one.co_ordinates]
    if len(leads) != 1:
        return fails(
            f"{len(leads)} commissioners co-ordinate.", "Agree on exactly one that co-ordinates."
        )
    return holds(f"{len(found)} commissioners' shares sum to 1; {leads[0]} co-ordinates.")


def _day_of_law(case: Case) -> date:
    """Give the day whose law is asked: of entering, or today; no earlier than the law itself."""
    began = case.parameters.by_name["icp.entered_from"].values[0].during.start
    return max(case.facts.contract.entered_on or case.day, began)


def entered_late_enough(case: Case) -> Answer:
    """Rule 25, first limb of the legal test: entered into on or after the law's first day."""
    entered = case.facts.contract.entered_on
    judged = entered or case.day
    first = case.parameters.on("icp.entered_from", _day_of_law(case))
    if not isinstance(first.value, date) or judged < first.value:
        return fails(f"{judged} is before {first.value}, when the law began.", f"{first.source}.")
    return holds(f"It is entered into on {entered}." if entered else "It would be, from now on.")


def parties_are_public(case: Case) -> Answer:
    """Second limb: NHS England, boards or local authorities commission, and somebody provides."""
    contract = case.facts.contract
    if not contract.commissioners:
        return not_known("No commissioner is named.", "Name who commissions.")
    allowed = case.parameters.words("icp.commissioner_kinds", _day_of_law(case))
    others = [one.name for one in contract.commissioners if one.kind not in allowed]
    if others:
        return fails(
            f"{_and(others)} cannot commission by it.", f"Commissioners are: {', '.join(allowed)}."
        )
    return holds("Every commissioner is a body that the regulation names.")


def services_are_joined(case: Case) -> Answer:
    """Rule 15, third limb: two or more of the groups of services that the regulation names."""
    contract = case.facts.contract
    on = _day_of_law(case)
    named = set(case.parameters.words("icp.service_groups", on))
    least = case.parameters.number("icp.service_groups_min", on)
    joined = sorted({line.group for line in contract.in_scope()} & named)
    if len(joined) < least:
        return fails(
            f"Of the named groups it has {_and(joined) or 'none'}.",
            f"Bring at least {least} into scope: {', '.join(sorted(named))}.",
        )
    return holds(f"It joins {_and(joined)}.")


def is_not_apms(case: Case) -> Answer:
    """Rule 15, fourth limb: the contract is not one under the directions on APMS."""
    if case.kind.family == "apms":
        return fails("It is under the APMS directions.", "Choose another kind of contract.")
    return holds("It is not under the APMS directions.")


def is_icp(case: Case) -> bool:
    """Say whether a contract is an integrated care provider contract in law: all four limbs.

    Source: SI 2019/248, regulation 15.
    """
    limbs = (entered_late_enough, parties_are_public, services_are_joined, is_not_apms)
    return all(limb(case).status == "holds" for limb in limbs)


def holders_are_allowed(case: Case) -> Answer:
    """Rules 22 and 60: a form kept for statutory bodies refuses others at every step.

    The steps are pre-qualification, award, novation and change of control: each holder is judged,
    and so is whoever controls it.
    """
    steps = [one for one in case.facts.contract.holders if one.start <= case.day]
    if not steps:
        return not_known("Nobody is named who would hold it.", "Name the bidder or the holder.")
    for one in steps:
        for kind in (one.kind, one.controlled_by):
            if kind is None and "any" not in case.kind.holders:
                return not_known(
                    f"Who controls {one.name} is not known.", "Say what kind of body controls it."
                )
            if kind is not None and not case.kind.may_be_held_by(kind):
                step = one.event.replace("_", " ")
                return fails(
                    f"At {step} on {one.start}, {one.name} is held or controlled by: {kind}.",
                    f"Holders are: {', '.join(case.kind.holders)}. Or choose another kind.",
                )
    return holds(f"{steps[-1].name} may hold it.")


def options_are_appraised(case: Case) -> Answer:
    """Rule 72: the forms that the contract could take are compared on the same outcomes."""
    found = known(case.facts.options, case.day)
    appraised = {option.form: [outcome for outcome, _ in option.expected] for option in found}
    wanted = [case.kind.code, *case.kind.compared_with]
    lacking = [form for form in wanted if form not in appraised]
    if lacking:
        return fails(f"Not appraised: {_and(lacking)}.", "Appraise each on the same outcomes.")
    outcomes = {frozenset(appraised[form]) for form in wanted}
    if len(outcomes) != 1 or not all(outcomes):
        return fails("The forms are not compared on the same outcomes.", "Give each every outcome.")
    return holds(f"{len(wanted)} forms are compared on {len(next(iter(outcomes)))} outcomes.")


def _and(words: list[str]) -> str:
    return " and ".join(words)
