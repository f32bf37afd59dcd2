"""Random things happen to a complaint: no forbidden state is reached, no due day is ever lost."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as some
from tests.unit.contracts.duties_examples import (
    CLOCKS,
    COUNCIL,
    ICB,
    RESPONSE,
    TRUST,
    complaint,
    facts,
)

from peckham.contracts.domain.duties.complaint import LIMBS, Told, said_so_far
from peckham.contracts.domain.duties.complaint_facts import due_after
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS
from peckham.contracts.domain.duties.workflow import Happened, fold
from peckham.kernel import Refused

BODIES = {body.id: body for body in (TRUST, COUNCIL, ICB)}
KINDS = [each.kind for each in COMPLAINTS.transitions if each.part != "door"]
STEPS = some.lists(
    some.fixed_dictionaries(
        {
            "kind": some.sampled_from(KINDS),
            "by": some.sampled_from(list(BODIES)),
            "days": some.sampled_from([0, 0, 1, 5, 40, 200]),
            "until": some.sampled_from([None, 1, 30, 400]),
            "yes": some.booleans(),
            "other": some.sampled_from(list(BODIES)),
            "consent": some.sampled_from(["given", "refused"]),
        }
    ),
    max_size=40,
)
STARTS = some.fixed_dictionaries(
    {
        "received_by": some.sampled_from(list(BODIES.values())),
        "limb": some.sampled_from(LIMBS),
        "is_oral": some.booleans(),
        "event_on": some.sampled_from([None, date(2026, 3, 1), date(2027, 3, 1)]),
    }
)


class Course:
    """A complaint on its way, moved by the product's own rules, with all that was said."""

    def __init__(self, received_by, acting, **start):
        due = CLOCKS.acknowledge_by(complaint().received_on)
        self.subject = complaint(
            received_by=received_by, lead=received_by, bodies=(received_by,), due_on=due, **start
        )
        self.day, self.state = self.subject.received_on, "received"
        self.told = [Told("received", None, {"acting": acting})]
        self.events = [Happened(1, "received", None, "received", received_by.id, due)]
        self.listen()

    def listen(self):
        self.subject = replace(self.subject, said=said_so_far(self.told))

    def attempt(self, step):
        """Try one thing for one body; what is refused changes nothing."""
        self.day += timedelta(days=step["days"])
        kind, subject = step["kind"], self.subject
        agreeing = {k for k, lead in subject.said.agrees.items() if lead == step["other"]}
        asked = facts(
            self.day,
            subject,
            offers_discussion=step["yes"],
            agreed_with_person=step["yes"],
            until=self.day + timedelta(days=step["until"]) if step["until"] else None,
            body=BODIES[step["other"]],
            lead_id=step["other"],
            response=replace(RESPONSE, ombudsman=facts(subject=subject).ombudsman.code),
            agreeing=frozenset(agreeing | {step["by"]}),
        )
        try:
            if COMPLAINTS.transition(kind).part != "job":
                concerned = step["by"] in {body.id for body in subject.bodies}
                COMPLAINTS.check_part(
                    kind, is_lead=step["by"] == subject.lead.id, is_concerned=concerned
                )
            state = COMPLAINTS.check(kind, self.state, asked)
        except Refused:
            return
        self.happen(kind, state, step, due_after(kind, asked))

    def happen(self, kind, state, step, due):
        before, self.state = self.state, state
        is_open = state in COMPLAINTS.open_states
        lead = BODIES[step["other"]] if kind == "lead_agreed" else self.subject.lead
        bodies = self.subject.bodies + ((BODIES[step["other"]],) if kind == "body_named" else ())
        due_on = (due or self.subject.due_on) if is_open else None
        self.subject = replace(self.subject, lead=lead, bodies=bodies, due_on=due_on)
        detail = {"lead_id": step["other"], "words": "x", "handler": "x"}
        if kind == "consent_recorded":
            detail |= {"acting": step["consent"], "sharing": step["consent"]}
        self.told.append(Told(kind, step["by"], detail))
        number = len(self.events) + 1
        self.events.append(Happened(number, kind, before, state, lead.id, due_on))
        self.listen()


@given(STARTS, some.sampled_from(["not needed", "not asked", "given"]), STEPS)
@example({"received_by": TRUST, "limb": "health", "is_oral": False, "event_on": None}, "given",
    [{"kind": kind, "by": TRUST.id, "days": 1, "until": 30, "yes": True, "other": ICB.id,
      "consent": "given"} for kind in ("acknowledged", "period_agreed", "answered")])  # fmt: skip
def test_no_sequence_reaches_what_the_rules_forbid(start, acting, steps):
    course = Course(acting=acting, **start)
    for step in steps:
        course.attempt(step)
        # The row is the sum of its events: in an open state a body leads and a day is due.
        standing = fold(COMPLAINTS, course.events)
        assert (standing.state, standing.due_on) == (course.state, course.subject.due_on)
        assert course.subject.lead in course.subject.bodies
        check_history(course)


def check_history(course):
    """What must be true of any history, said apart from the conditions that made it so."""
    subject, kinds = course.subject, [told.kind for told in course.told]
    late = subject.event_on == date(2026, 3, 1)
    if "answered" in kinds:
        assert kinds.count("answered") == 1
        assert "acknowledged" in kinds[: kinds.index("answered")]
        assert not late or "waived" in kinds
        parts = {told.organisation_id for told in course.told if told.kind == "contributed"}
        others = {body.id for body in subject.bodies} - {subject.lead.id}
        assert others <= parts
        assert not (subject.lead == ICB and subject.limb == "adult_social_care")
    if "declined" in kinds:
        assert late or "refused" in [t.detail.get("acting") for t in course.told]
    if subject.received_by == ICB and len(subject.bodies) > 1:
        assert "given" in [told.detail.get("sharing") for told in course.told]
    if subject.due_on and "explained" not in kinds and not any_longer_agreed(course):
        assert subject.due_on <= CLOCKS.explain_by(subject.received_on)


def any_longer_agreed(course):
    last = CLOCKS.explain_by(course.subject.received_on)
    return any(e.kind == "period_agreed" and e.due_on > last for e in course.events)
