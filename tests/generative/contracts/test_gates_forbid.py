"""Random sequences of events never bring a contract through a gate that the rules forbid.

Facts come in a random order, some of them bad, some dated back, with days between them; after each
the next gate is tried. What was passed is then judged by an oracle that knows the rules in plain
words, and neither the pack nor its predicates.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import event, given
from hypothesis import strategies as st
from tests.unit.contracts import riverside as r
from tests.unit.kernel.test_working_days import holidays_of

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f
from peckham.contracts.api import heads
from peckham.kernel import Refused

BEGUN = date(2026, 1, 5)
BOTH = ("the board", "the council")
ORDER = ["approved", "procuring", "preferred", "awarded", "signed", "live"]
EMPTY = r.whole(
    contract=r.contract(holders=()),
    **dict.fromkeys(
        ("decisions", "assessments", "reviews", "checkpoints", "notices", "partners", "options",
         "runs", "gp_roles", "assurances"), ()),
    assigned=None,
)  # fmt: skip


def decided(about, who, **changes):
    return lambda stamp: ("decisions", r.decision(about, who, stamp, **changes))


def awarded(who, **changes):
    return decided("award", who, **({"considered": ("EQ-1",), "could_refuse": True} | changes))


def kept(kind, value):
    return lambda stamp: (kind, replace(value, stamp=stamp))


GOOD = {
    **{f"option {one.form}": kept("options", one) for one in r.WHOLE.options},
    **{f"approval {who}": decided("approval", who) for who in BOTH},
    "EE": kept("checkpoints", f.Checkpoint("EE", True, r.on(1, 1))),
    "CP1": kept("checkpoints", f.Checkpoint("CP1", True, r.on(1, 1))),
    **{one.capacity: kept("reviews", one) for one in r.WHOLE.reviews},
    "holder": lambda stamp: ("holder", r.holder(event="pre_qualification", start=stamp.on)),
    "CP2": kept("checkpoints", f.Checkpoint("CP2", True, r.on(1, 1))),
    "assessment": kept("assessments", f.Assessment("EQ-1", r.on(1, 1))),
    "notice": kept("notices", r.WHOLE.notices[0]),
    "functions": lambda stamp: ("assigned", ()),
    **{f"award {who}": awarded(who) for who in BOTH},
    "assurance": kept("assurances", r.WHOLE.assurances[0]),
    "CP3": kept("checkpoints", f.Checkpoint("CP3", True, r.on(1, 1))),
    "partner": kept("partners", r.WHOLE.partners[0]),
    "role": lambda stamp: ("gp_roles", r.WHOLE.gp_roles[0]),
    "run": lambda stamp: ("runs", f.Run(stamp.on, (), stamp)),
}
BAD = {
    "private holder": lambda stamp: ("holder", r.holder("company", start=stamp.on)),
    "blind award": awarded("the board", considered=()),
    "bound award": awarded("the council", could_refuse=False),
    "failed CP1": kept("checkpoints", f.Checkpoint("CP1", False, r.on(1, 1))),
    "refusal": decided("approval", "the council", outcome="refused"),
    "author's vote": decided("approval", "the board", votes=(*r.VOTES, r.vote("Z"))),
    "undeclared": kept("reviews", f.Review("a friend", "nhs", False, r.on(1, 1))),
    "no VAT": kept("assurances", f.Assurance("not_recoverable", "", True, r.on(1, 1))),
}
EVENTS = GOOD | BAD


@dataclass
class World:
    """The contract as the machine knows it, and the oracle's own log."""

    facts: f.Facts = EMPTY
    passed: tuple[str, ...] = ()
    passed_on: dict[str, date] = field(default_factory=dict)
    log: list[tuple[str, date, date]] = field(default_factory=list)
    day: date = BEGUN

    def happen(self, name: str, back: int) -> None:
        """Write an event down today, as of some days ago."""
        on = self.day - timedelta(days=back)
        stamp = f.Stamp(on, datetime.combine(self.day, time(9, len(self.log) % 60), tzinfo=UTC))
        kind, value = EVENTS[name](stamp)
        self.log.append((name, on, self.day))
        if kind == "holder":
            said = self.facts.contract
            changed = replace(said, holders=(*said.holders, value))
            self.facts = replace(self.facts, contract=changed)
        elif kind == "assigned":
            self.facts = replace(self.facts, assigned=value)
        else:
            self.facts = replace(self.facts, **{kind: (*getattr(self.facts, kind), value)})

    def try_gate(self) -> None:
        """Try the next gate; a refusal leaves everything as it was."""
        gate = heads.gates.next_gate(self.passed)
        if gate is None:
            return
        found = contracts.why_not_yet(contracts.case(self.facts, on=self.day), contracts.rules())
        try:
            self.passed = heads.gates.pass_gate(self.passed, gate, found)
            self.passed_on[gate] = self.day
        except Refused:
            pass


def written(world: World, name: str, by: date) -> list[tuple[date, date]]:
    return [(on, day) for one, on, day in world.log if one == name and day <= by]


def latest(world: World, names: tuple[str, ...], by: date) -> str:
    """Give which of some events is the latest by its own day, then by when it was written."""
    found = [
        (on, day, place, one)
        for place, (one, on, day) in enumerate(world.log)
        if one in names and day <= by
    ]
    return max(found)[3] if found else ""


def working_days_between(first: date, last: date) -> int:
    days = [first + timedelta(days=n + 1) for n in range((last - first).days)]
    return sum(d.weekday() < 5 and d not in holidays_of(d.year) for d in days)


def check_approved(world: World, day: date) -> None:
    for who, spoilt in zip(BOTH, ("author's vote", "refusal"), strict=True):
        assert latest(world, (f"approval {who}", spoilt), day) == f"approval {who}"


def check_awarded(world: World, day: date) -> None:
    assert latest(world, ("CP1", "failed CP1"), day) == "CP1"
    for who, spoilt in zip(BOTH, ("blind award", "bound award"), strict=True):
        assert latest(world, (f"award {who}", spoilt), day) == f"award {who}"
        on, _ = max(written(world, f"award {who}", day))
        assert any(known <= on for _, known in written(world, "assessment", day))
    published = max(written(world, "notice", day))[1]
    for who in BOTH:
        first = min(on for on, _ in written(world, f"award {who}", day))
        assert working_days_between(published + timedelta(days=1), first - timedelta(days=1)) >= 8


@given(
    st.permutations(sorted(GOOD)),
    st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(0, 60)), max_size=12),
    st.lists(st.tuples(st.integers(0, 14), st.integers(0, 9)), min_size=45, max_size=45),
    st.booleans(),
)
def test_no_sequence_of_events_passes_a_gate_that_the_rules_forbid(good, extra, steps, in_order):
    names = sorted(GOOD, key=list(GOOD).index) if in_order else list(good)
    for name, place in extra:
        names.insert(place % len(names), name)
    world = World()
    for name, (wait, back) in zip(names, steps, strict=False):
        world.day += timedelta(days=wait)
        world.happen(name, back)
        world.try_gate()
    assert list(world.passed) == ORDER[: len(world.passed)]
    assert sorted(world.passed_on.values()) == [world.passed_on[gate] for gate in world.passed]
    event(f"passed {len(world.passed)}")
    if "approved" in world.passed:
        check_approved(world, world.passed_on["approved"])
    if "preferred" in world.passed:
        assert not written(world, "private holder", world.passed_on["preferred"])
        for capacity in ("clinical", "nhs"):
            assert written(world, capacity, world.passed_on["preferred"])
    if "awarded" in world.passed:
        check_awarded(world, world.passed_on["awarded"])
    if "signed" in world.passed:
        by = world.passed_on["signed"]
        assert latest(world, ("assurance", "no VAT"), by) == "assurance"


def test_the_good_events_in_their_order_pass_every_gate():
    """The property above is not kept by refusing everything."""
    world = World()
    for name in GOOD:
        world.day += timedelta(days=11)
        world.happen(name, 0)
        for _ in ORDER:
            world.try_gate()
    assert list(world.passed) == ORDER
