"""An invented provider at a riverside, with every fact that its contract needs, and its answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f
from peckham.contracts.api import gp_roles
from peckham.contracts.api import terms as t
from peckham.kernel import Period

START, LIVE = date(2026, 9, 1), date(2026, 9, 1)
PEOPLE = frozenset({"north", "south"})
ALWAYS = Period(START)


def on(month, day, *, hour=12, recorded=None):
    """Give the stamp of a day of 2026, written down at noon of it or of another day."""
    decided = date(2026, month, day)
    return f.Stamp(decided, datetime.combine(recorded or decided, time(hour), tzinfo=UTC))


def line(service, group, *deliveries, status="in"):
    return t.ScopeLine(service, group, status, deliveries)


def delivery(mode="own", people=PEOPLE, during=ALWAYS):
    return t.Delivery(mode, "the trust", people, during)


def holder(kind="nhs_foundation_trust", event="award", *, controlled_by=None, start=START):
    return t.Holder("the trust", kind, controlled_by or kind, event, start)


CONTRACT = t.Contract(
    reference="RIVER-1",
    kind="icp_partial",
    during=Period(START, date(2036, 9, 1)),
    entered_on=None,
    commissioners=(
        t.Commissioner("the board", "icb", Fraction(2, 3), co_ordinates=True),
        t.Commissioner("the council", "local_authority", Fraction(1, 3)),
    ),
    holders=(holder(event="pre_qualification", start=date(2026, 5, 1)),),
    people=PEOPLE,
    areas=frozenset({"riverside"}),
    gp_votes_min=1,
    lines=(
        line("general practice", "primary_medical", delivery("integration_agreement")),
        line("home care", "adult_social_care", delivery("subcontract")),
    ),
)


def contract(**changes):
    return replace(CONTRACT, **changes)


def vote(member, choice="for", interest="none"):
    return f.Vote(member, choice, interest)


VOTES = (vote("A"), vote("B"), vote("C", "against"))


def decision(about, commissioner, stamp, **changes):
    made = f.Decision(
        about, commissioner, f"committee of {commissioner}", "approved", 3, VOTES, stamp
    )
    return replace(made, **changes)


def award(commissioner, stamp, **changes):
    before = {"considered": ("EQ-1",), "could_refuse": True}
    return decision("award", commissioner, stamp, **(before | changes))


APPROVALS = tuple(decision("approval", who, on(3, 2)) for who in ("the board", "the council"))
AWARDS = tuple(award(who, on(7, 1)) for who in ("the board", "the council"))
OUTCOMES = (("fewer falls", "some"), ("seen in time", "most"))
FORMS = ("icp_partial", "trust_and_networks", "snp", "mnp")

WHOLE = f.Facts(
    contract=CONTRACT,
    author="Z",
    decisions=(*APPROVALS, *AWARDS),
    assessments=(f.Assessment("EQ-1", on(6, 1)),),
    reviews=(
        f.Review("a nurse", "clinical", True, on(5, 1)),
        f.Review("a director", "nhs", True, on(5, 1)),
    ),
    checkpoints=tuple(
        f.Checkpoint(code, True, on(month, 20))
        for code, month in (("EE", 3), ("CP1", 4), ("CP2", 5), ("CP3", 8))
    ),
    notices=(f.Notice("most_suitable_provider", on(6, 1)),),
    partners=(f.Partner("the practice", "riverside", "partial", on(4, 1)),),
    assigned=(),
    options=tuple(f.Option(form, OUTCOMES, on(2, 1)) for form in FORMS),
    runs=(f.Run(date(2026, 8, 20), (), on(8, 20)),),
    gp_roles=(gp_roles.GpRole("a GP", seat="medical lead", votes=1, accepted=True),),
    assurances=(f.Assurance("recoverable", "the reserve", True, on(7, 1)),),
)


def whole(**changes):
    """Give all facts, of which some may be others."""
    return replace(WHOLE, **changes)


def findings(facts, day=LIVE):
    return contracts.why_not_yet(contracts.case(facts, on=day), contracts.rules())


def answer(identifier, facts, day=LIVE):
    """Give the answer of one rule."""
    return next(x.answer for x in findings(facts, day) if x.rule.identifier == identifier)


def status(identifier, facts, day=LIVE):
    return answer(identifier, facts, day).status
