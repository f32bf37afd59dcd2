"""An invented riverside: a board, a council, a trust, and a contract on its way from draft to live.

Each step is taken on its own day, as the web process, by the board's contract team unless it says
otherwise; `reach` takes them up to one.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from uuid import UUID

from tests.agreeing import agree
from tests.databases import as_app, check_laws

from peckham.contracts.api import facts as f
from peckham.contracts.api import heads
from peckham.contracts.api import terms as t
from peckham.infra.scope import Scope
from peckham.kernel import Actor, Period
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

BY = Actor.system("test")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NAMES = {"board": "the board", "council": "the council", "trust": "the trust", "mill": "the mill"}
KINDS = {"board": "icb", "council": "local_authority", "trust": "nhs_trust", "mill": "practice"}
PEOPLE = {"north": "riverside", "south": "riverside"}
START, END = date(2026, 9, 1), date(2036, 9, 1)
ALWAYS = Period(START)
FORMS = ("icp_partial", "trust_and_networks", "snp", "mnp")
EXPECTED = {"fewer falls": "some", "seen in time": "most"}
VOTES = (
    f.Vote("Ada Marsh", "for", "none"),
    f.Vote("Ben Quay", "for", "noted"),
    f.Vote("Cy Wharf", "against", "none"),
)
st = heads.stated


def noon(month, day, year=2026):
    return datetime.combine(date(year, month, day), time(12), tzinfo=UTC)


def delivered(mode="own", people=PEOPLE, during=ALWAYS):
    return t.Delivery(mode, "the trust", frozenset(people), during)


def scope_lines():
    return (
        t.ScopeLine(
            "general_practice", "primary_medical", "in", (delivered("integration_agreement"),)
        ),
        t.ScopeLine("home_care", "adult_social_care", "in", (delivered("subcontract"),)),
        t.ScopeLine("outpatients", "secondary_care", "optional"),
    )


@dataclass(frozen=True)
class World:
    organisations: dict[str, int]
    teams: dict[str, int]
    accounts: dict[str, int]

    def scope(self, body="board", at=None, role=None):
        held = role or ("contract_manager" if body == "trust" else "commissioner")
        team = self.teams[body]
        return Scope(
            Actor("staff", f"{body}-{held}", f"{held} of {body}"),
            "operations",
            at or noon(3, 2),
            self.accounts[body],
            held,
            self.organisations[body],
            team,
            (team,),
        )


def build():
    """Make the bodies, with one account each, as the owner."""
    make = {"by": BY, "at": LONG_AGO}
    keys = {
        body: organisations.create_organisation(
            ods_code=f"T{body.upper()}"[:6], name=NAMES[body], kind=kind, is_synthetic=True, **make
        )
        for body, kind in KINDS.items()
    }
    teams = {
        body: organisations.create_team(organisation_id=key, name=f"Contracts of {body}", **make)
        for body, key in keys.items()
    }
    accounts = {}
    for body in KINDS:
        accounts[body] = organisations.create_account(username=body, name=body, **make)
        for role in ("commissioner", "contract_manager", "navigator"):
            organisations.add_member(
                account_id=accounts[body], team_id=teams[body], role=role, **make
            )
    return World(keys, teams, accounts)


def parts(world, **changes):
    whole = st.Parts(
        terms=st.StatedTerms(
            START,
            END,
            gp_votes_min=1,
            total_pence=300,
            years=((START, 100), (date(2027, 9, 1), 200)),
            breaks=(st.Break(date(2031, 9, 1), date(2030, 9, 1)),),
        ),
        commissioners=(
            st.StatedShare("the board", "icb", Fraction(2, 3), True, world.organisations["board"]),
            st.StatedShare(
                "the council",
                "local_authority",
                Fraction(1, 3),
                organisation_id=world.organisations["council"],
            ),
        ),
        people=PEOPLE,
        scope=scope_lines(),
    )
    return replace(whole, **changes)


def draft(world, reference="RIVER-1", *, kind="icp_partial", place_id=None, at=None, **changes):
    """Draft it and state every part, as the board; give its public id."""
    scope = world.scope(at=at or noon(2, 1))
    with as_app(scope):
        public_id = heads.draft_contract(
            reference=reference,
            title="Riverside",
            kind=kind,
            kept_by=world.organisations["board"],
            starts_on=START,
            place_id=place_id,
            by=scope.actor,
            at=scope.at,
        )
        heads.keep_parts(
            contract_id=key_of(public_id),
            parts=parts(world, **changes),
            by=scope.actor,
            at=scope.at,
        )
    check_laws()
    return public_id


def key_of(public_id: UUID) -> int:
    from peckham.contracts.models import Contract

    return Contract.objects.get(public_id=public_id).pk


def take(world, public_id, act, at, who="board", **asked):
    """Take one step as a body's contract team, at a moment."""
    scope = world.scope(who, at)
    with as_app(scope):
        act(contract_id=key_of(public_id), **asked, by=scope.actor, at=at)
    check_laws()


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
    """Have the board run, for the trust, over what the mill supplies; give the run's key."""
    agree(
        world.organisations["mill"],
        world.organisations["trust"],
        at=LONG_AGO,
        purposes=("population planning",),
        confidentiality_basis="pseudonymised",
    )
    scope = replace(world.scope("trust", at), purpose="population planning")
    with as_app(scope):
        return sharing.runs.start_run(
            receiver_id=world.organisations["trust"],
            purpose="population planning",
            what_for="Who is at risk of going to hospital",
            basis="pseudonymised",
            until=at.replace(year=at.year + 1),
        )


def case_on(public_id, on, at):
    return heads.views.case(public_id, on=on, at=at)


def answer(public_id, identifier, at):
    """Give what one rule says of the contract on the day of a moment."""
    found = case_on(public_id, at.date(), at).findings
    return next(x.answer for x in found if x.rule.identifier == identifier)
