"""Gates that people open: committees, reviewers, checkpoints, and the award with its standstill."""

from peckham.contracts.domain.facts import Decision, known
from peckham.contracts.domain.rules import Answer, Case, fails, holds, not_known
from peckham.contracts.domain.standstill import award_from

_EQUALITY = "equality assessment"


def each_commissioner_approved(case: Case) -> Answer:
    """Rule 1: each commissioner's own committee has approved, and not by its author.

    A provider may propose; the commissioner decides (rule 65).
    """
    contract = case.facts.contract
    if not contract.commissioners:
        return not_known("No commissioner is named.", "Name who commissions.")
    for commissioner in contract.commissioners:
        decision = _latest(case, "approval", commissioner.name)
        if decision is None:
            return not_known(
                f"{commissioner.name} has not decided.", "Record its own committee's decision."
            )
        wrong = flaw(decision, case.facts.author)
        if wrong:
            return fails(f"{decision.body} on {decision.stamp.on}: {wrong}.", "Decide again.")
    return holds("Each commissioner's own committee has approved it.")


def _latest(case: Case, about: str, commissioner: str) -> Decision | None:
    found = known(case.facts.decisions, case.day)
    ours = [one for one in found if one.about == about and one.commissioner == commissioner]
    return ours[-1] if ours else None


def flaw(decision: Decision, author: str) -> str:
    """Say what is wrong with how a decision was made, or "" for nothing."""
    votes = decision.votes
    voted = {choice: sum(vote.choice == choice for vote in votes) for choice in ("for", "against")}
    stay = [v.member for v in votes if v.interest != "leaves"]
    excluded = [v.member for v in votes if v.interest in ("stays_without_vote", "leaves")]
    wrongly = [v.member for v in votes if v.member in excluded and v.choice != "abstained"]
    undeclared = [vote.member for vote in votes if vote.interest is None]
    flaws = {
        "it refused": decision.outcome == "refused",
        f"{len(stay)} were there of a quorum of {decision.quorum}": len(stay) < decision.quorum,
        f"{author}, who wrote the proposal, took part": author in {v.member for v in votes},
        f"nobody asked {', '.join(undeclared)} for interests": bool(undeclared),
        f"{', '.join(wrongly)} voted in spite of an interest": bool(wrongly),
        f"{voted['for']} for and {voted['against']} against": voted["for"] <= voted["against"],
    }
    return next((words for words, is_so in flaws.items() if is_so), "")


def no_condition_is_open(case: Case) -> Answer:
    """Rule 2, the warning: approval may wait for an assessment; due regard comes before deciding.

    Source: Equality Act 2010, section 149.
    """
    subject = sorted(
        {
            condition
            for decision in known(case.facts.decisions, case.day)
            if decision.about == "approval" and decision.outcome == "approved_subject_to"
            for condition in decision.conditions
        }
    )
    if subject and not known(case.facts.assessments, case.day):
        return fails(
            f"Approval is subject to: {', '.join(subject)}.",
            "Finish the assessment; the same bodies then decide on the award with it before them.",
        )
    return holds("Approval waits for nothing.")


def starts_after_approval(case: Case) -> Answer:
    """Rule 1: a contract does not start before it is approved, nor before that is written down."""
    approvals = [
        decision.stamp.counts_from
        for decision in known(case.facts.decisions, case.day)
        if decision.about == "approval" and decision.outcome != "refused"
    ]
    if not approvals:
        return not_known("Nobody has approved it.", "Record the committees' decisions.")
    start = case.facts.contract.during.start
    if start < max(approvals):
        return fails(
            f"It would start on {start}; approval counts from {max(approvals)}.",
            "Start it on or after that day.",
        )
    return holds(f"It starts on {start}, after approval.")


def award_considered_the_assessment(case: Case) -> Answer:
    """Rule 2: the bodies that approved decide on the award with the assessment before them.

    What was dated or written down after an award decision was not before it.
    """
    for commissioner in case.facts.contract.commissioners:
        approval = _latest(case, "approval", commissioner.name)
        award = _latest(case, "award", commissioner.name)
        if award is None:
            return not_known(
                f"{commissioner.name} has not decided on the award.",
                f"Decide with the {_EQUALITY} before the same body, which could still refuse.",
            )
        wrong = _award_flaw(case, approval, award)
        if wrong:
            return fails(
                f"{award.body} on {award.stamp.on}: {wrong}.",
                f"Decide again with the finished {_EQUALITY} before the body that approved.",
            )
    return holds(f"Each award decision had the {_EQUALITY} before it.")


def _award_flaw(case: Case, approval: Decision | None, award: Decision) -> str:
    before = {
        one.reference for one in case.facts.assessments if one.stamp.was_known_to(award.stamp)
    }
    if approval is None or approval.body != award.body:
        return "another body approved, or none"
    if not approval.stamp.was_known_to(award.stamp):
        return "it was decided before approval"
    if not before & set(award.considered):
        return f"no finished {_EQUALITY} was before it"
    if not award.could_refuse:
        return "the record does not say that it could still refuse"
    return flaw(award, case.facts.author)


def standstill_is_over(case: Case) -> Answer:
    """No award before its standstill is over, and none while representations wait.

    Source: SI 2023/1348, regulation 12; the days are data/parameters/award.toml.
    """
    notices = known(case.facts.notices, case.day)
    if not notices:
        return not_known("No route of award and no notice is recorded.", "Record route and notice.")
    first = award_from(notices[-1], parameters=case.parameters, working_days=case.working_days)
    if first is None:
        return fails("Representations wait for a further decision.", "Decide on them and say so.")
    decided = [one for one in known(case.facts.decisions, case.day) if one.about == "award"]
    earliest = min((one.stamp.on for one in decided), default=case.day)
    if earliest < first:
        return fails(
            f"{earliest} lies in the standstill, which the award waits for until {first}.",
            f"Award on or after {first}.",
        )
    return holds(f"An award may be made from {first} on.")


def early_engagement(case: Case) -> Answer:
    """Rule 24: early engagement comes before the market is approached."""
    return _checkpoint(case, "EE")


def first_checkpoint(case: Case) -> Answer:
    """Rule 24: the first checkpoint comes before a selection starts."""
    return _checkpoint(case, "CP1")


def second_checkpoint(case: Case) -> Answer:
    """Rule 24: the second checkpoint comes when a bidder is preferred, before an award."""
    return _checkpoint(case, "CP2")


def third_checkpoint(case: Case) -> Answer:
    """Rule 24: the third checkpoint comes just before service starts."""
    return _checkpoint(case, "CP3")


def _checkpoint(case: Case, code: str) -> Answer:
    found = [one for one in known(case.facts.checkpoints, case.day) if one.code == code]
    if not found:
        return not_known(f"Checkpoint {code} has no outcome.", "Bring the proposal before it.")
    latest = found[-1]
    if not latest.passed:
        return fails(f"{code} was not passed on {latest.stamp.on}.", "Mend it and come again.")
    return holds(f"{code} was passed on {latest.stamp.on}.")


def is_reviewed(case: Case) -> Answer:
    """Rule 23: a clinician and an NHS reviewer reviewed the bid and declared their conflicts."""
    found = known(case.facts.reviews, case.day)
    undeclared = [one.reviewer for one in found if not one.declared]
    lacking = {"clinical", "nhs"} - {one.capacity for one in found if one.declared}
    if lacking:
        also = f" Not declared: {', '.join(undeclared)}." if undeclared else ""
        return fails(
            f"No declared review yet by: {', '.join(sorted(lacking))}.{also}",
            "Have it reviewed by a clinician and an NHS reviewer who declare their conflicts.",
        )
    return holds(f"{len(found) - len(undeclared)} reviewers have declared and reviewed.")
