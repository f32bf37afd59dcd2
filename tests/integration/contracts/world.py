"""An invented riverside's contract on its way from draft to live, step by step.

Each step is taken on its own day, as the web process, by the board's contract team unless it says
otherwise; `reach` takes them up to one.
"""

from dataclasses import replace

from tests.agreeing import agree
from tests.databases import as_app
from tests.integration.contracts.bodies import (
    LONG_AGO,
    NAMES,
    PEOPLE,
    build,
    delivered,
    draft,
    heads,
    key_of,
    noon,
    parts,
    scope_lines,
    take,
)

from peckham.contracts.api import facts as f
from peckham.sharing import api as sharing

__all__ = [
    "PEOPLE",
    "build",
    "delivered",
    "draft",
    "heads",
    "key_of",
    "noon",
    "parts",
    "replace",
    "scope_lines",
    "take",
]

FORMS = ("icp_partial", "trust_and_networks", "snp", "mnp")
EXPECTED = {"fewer falls": "some", "seen in time": "most"}
VOTES = (
    f.Vote("Ada Marsh", "for", "none"),
    f.Vote("Ben Quay", "for", "noted"),
    f.Vote("Cy Wharf", "against", "none"),
)


def decide(world, public_id, about, at, who="board", **changes):
    asked = {
        "about": about,
        "commissioner": NAMES[who],
        "body": f"committee of {NAMES[who]}",
        "outcome": "approved",
        "quorum": 2,
        "votes": VOTES,
        "reference": "minute 4",
        "decided_on": at.date(),
    } | changes
    take(world, public_id, heads.record_decision, at, who, **asked)


def award(world, public_id, at, **changes):
    before = {"considered": ("EQ-1",), "could_refuse": True}
    for body in ("board", "council"):
        decide(world, public_id, "award", at, body, **(before | changes))


def gate(world, public_id, name, at):
    take(world, public_id, heads.pass_gate, at, gate=name)


def appraise(world, public_id, at):
    for form in FORMS:
        take(
            world,
            public_id,
            heads.facts.appraise_form,
            at,
            form=form,
            expected=EXPECTED,
            appraised_on=at.date(),
        )


def approve(world, public_id, at, **changes):
    for body in ("board", "council"):
        decide(world, public_id, "approval", at, body, **changes)


def checkpoint(world, public_id, code, at):
    take(
        world,
        public_id,
        heads.facts.record_checkpoint,
        at,
        code=code,
        passed=True,
        finding="Fit.",
        held_on=at.date(),
    )


def bid(world, public_id, at, **changes):
    asked = {
        "event": "pre_qualification",
        "name": "the trust",
        "kind": "nhs_foundation_trust",
        "controlled_by": "nhs_foundation_trust",
        "organisation_id": world.organisations["trust"],
        "from_on": at.date(),
    } | changes
    take(world, public_id, heads.holding.record_holder, at, **asked)


def review(world, public_id, at):
    for reviewer, capacity in (("a nurse", "clinical"), ("a director", "nhs")):
        take(
            world,
            public_id,
            heads.facts.record_review,
            at,
            reviewer=reviewer,
            capacity=capacity,
            declared=True,
            finding="Good.",
            reviewed_on=at.date(),
        )


def assess(world, public_id, at, reference="EQ-1"):
    take(
        world,
        public_id,
        heads.facts.record_assessment,
        at,
        reference=reference,
        finding="No group is worse off.",
        approved_by="Board of the board",
        finished_on=at.date(),
    )


def notice(world, public_id, at, **changes):
    asked = {
        "route": "most_suitable_provider",
        "reasons": "It runs them.",
        "published_on": at.date(),
    }
    take(world, public_id, heads.publish_notice, at, **(asked | changes))


def assure(world, public_id, at):
    take(
        world,
        public_id,
        heads.facts.record_assurance,
        at,
        "trust",
        vat="recoverable",
        guarantee="the reserve",
        reconciled=True,
        known_on=at.date(),
    )


def keep_functions(world, public_id, at):
    take(world, public_id, heads.facts.state_functions, at, assigned=(), stated_on=at.date())


STEPS = (
    ("appraised", lambda w, p: appraise(w, p, noon(2, 2))),
    ("approval", lambda w, p: approve(w, p, noon(3, 2))),
    ("approved", lambda w, p: gate(w, p, "approved", noon(3, 3))),
    ("EE", lambda w, p: checkpoint(w, p, "EE", noon(3, 20))),
    ("CP1", lambda w, p: checkpoint(w, p, "CP1", noon(4, 20))),
    ("procuring", lambda w, p: gate(w, p, "procuring", noon(4, 21))),
    ("bid", lambda w, p: bid(w, p, noon(5, 1))),
    ("reviewed", lambda w, p: review(w, p, noon(5, 2))),
    ("preferred", lambda w, p: gate(w, p, "preferred", noon(5, 3))),
    ("CP2", lambda w, p: checkpoint(w, p, "CP2", noon(5, 20))),
    ("assessed", lambda w, p: assess(w, p, noon(6, 1))),
    ("noticed", lambda w, p: notice(w, p, noon(6, 1))),
    ("functions", lambda w, p: keep_functions(w, p, noon(6, 2))),
    ("award", lambda w, p: award(w, p, noon(7, 1))),
    ("awarded", lambda w, p: gate(w, p, "awarded", noon(7, 2))),
    ("assured", lambda w, p: assure(w, p, noon(7, 3))),
    ("signed", lambda w, p: gate(w, p, "signed", noon(7, 4))),
)


def reach(world, public_id, last, *, without=()):
    """Take the steps up to one, leaving some out."""
    for name, step in STEPS:
        if name not in without:
            step(world, public_id)
        if name == last:
            return


def run_for(world, at):
    """Have the trust run over what the mill supplies; give the run's key, and the agreement's."""
    agreed = agree(
        world.organisations["mill"],
        world.organisations["trust"],
        at=LONG_AGO,
        purposes=("population planning",),
        confidentiality_basis="pseudonymised",
    )
    scope = replace(world.scope("trust", at), purpose="population planning")
    with as_app(scope):
        run = sharing.runs.start_run(
            receiver_id=world.organisations["trust"],
            purpose="population planning",
            what_for="Who is at risk of going to hospital",
            basis="pseudonymised",
            until=at.replace(year=at.year + 1),
        )
    return run, agreed.agreement_id


def case_on(public_id, on, at):
    return heads.views.case(public_id, on=on, at=at)


def answer(public_id, identifier, at):
    """Give what one rule says of the contract on the day of a moment."""
    found = case_on(public_id, at.date(), at).findings
    return next(x.answer for x in found if x.rule.identifier == identifier)
