"""Whether general practice was offered a neighbourhood contract before a trust is given it."""

from peckham.contracts.domain.facts import Offer, known
from peckham.contracts.domain.rules import Answer, Case, fails, holds, not_known


def practices_were_offered_it(case: Case) -> Answer:
    """Rule 54: a trust is awarded nothing before a published offer, its time over, and replies."""
    steps = [one for one in case.facts.contract.holders if one.start <= case.day]
    if not steps:
        return not_known("Nobody is named to hold it.", "Name who would hold it.")
    holder = steps[-1]
    if holder.kind not in case.parameters.words("offers.holder_kinds", case.day):
        return holds(f"{holder.name} is no trust.")
    offers = known(case.facts.offers, case.day)
    if not offers:
        return fails(
            f"{holder.name} would be given it, and no offer to local general practice is "
            "published.",
            "Publish the offer to local general practice: its day, the time allowed, the money, "
            "and every reply.",
        )
    wrong = _flaw(case, offers[-1])
    if wrong:
        return fails(wrong, "Give practices their time, and record each reply, before the award.")
    return holds(f"Practices were offered it on {offers[-1].stamp.on}.")


def _flaw(case: Case, offer: Offer) -> str:
    """Say what is wrong with an offer, or "" for nothing."""
    found = [one for one in known(case.facts.decisions, case.day) if one.about == "award"]
    # What each commissioner decided last: it may decide again once practices could answer.
    awards = {one.commissioner: one.stamp for one in found}.values()
    if any(not offer.stamp.was_known_to(award) for award in awards):
        return "The award was decided before practices were offered it."
    decided = min((award.on for award in awards), default=case.day)
    if decided <= offer.answer_by:
        return f"Practices may answer until {offer.answer_by}."
    if offer.amount_pence is None:
        return "The offer does not say how much money there is."
    return "" if offer.replies else "No reply is recorded, not even that none came."
