"""Random actions, times and absences against the transition table, on real PostgreSQL.

After every step the law is asked of the database, and the row is rebuilt from its events.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.databases import as_app, as_worker, check_laws
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.care.actions.changing import standing_of
from peckham.care.actions.lapsing import lapse_offer
from peckham.care.domain.folding import Happened, fold
from peckham.care.domain.states import ENDED, OPEN
from peckham.care.domain.transitions import BY_KIND, target_of
from peckham.care.models import Offer, Request, RequestEvent
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.services import api as services

STAFF = ("navigator", "manager", "clinician", "on_call", "therapist", "dentist", "stranger")
VERB_OF = {each.verb: kind for kind, each in BY_KIND.items()}
ENDS = ("withdraw", "enter_in_error", "close")
VERBS = [verb for verb in VERB_OF if verb not in ("take_request", "lapse_offer", "link_person")]
teams = st.sampled_from(["reception", "duty", "therapy", "dental", "on_call"])
hours = st.integers(-2, 72)
reasons = st.sampled_from(["", "because", "because"])
CATEGORIES = [category.code for category in services.categories()]


class Undo(Exception):
    """Raised to roll a case back: cases share one world and leave nothing in it."""


class Requests(RuleBasedStateMachine):
    """One request in the world, and whatever the staff, the worker and the clock do to it."""

    world: worlds.World

    def __init__(self):
        super().__init__()
        self.case = transaction.atomic()
        self.case.__enter__()
        self.at = worlds.AT
        self.public_id = None
        self.moves = 0

    def teardown(self):
        self.case.__exit__(Undo, Undo(), None)

    @initialize(
        category=st.sampled_from(CATEGORIES),
        flags=st.sampled_from([(), (), ("chest",)]),
        online=st.booleans(),
        hours=st.integers(0, 24 * 7),
    )
    def ask(self, category, flags, online, hours):
        self.at += timedelta(hours=hours)
        facts = {"category": category, "red_flags": flags}
        if online:
            with as_app(worlds.public(at=self.at)):
                asked = worlds.asked(channel="online", **facts)
                receipt = care.ask_without_account(asked, at=self.at)
        else:
            scope = self.world.scope("navigator", at=self.at)
            with as_app(scope):
                receipt = care.take_request(worlds.asked(**facts), by=scope.actor, at=self.at)
        self.public_id = receipt.public_id

    def row(self):
        return Request.objects.get(public_id=self.public_id)

    def do(self, who, verb, **values):
        """Try one action; a refusal is an answer, anything else is a bug. Nothing half done."""
        before = self.row()
        scope = self.world.scope(who, at=self.at)
        try:
            with as_app(scope):
                held = getattr(care.acts, verb)(
                    self.public_id,
                    version=before.version,
                    by=scope.actor,
                    at=self.at,
                    **values,
                )
        except Refused:
            assert self.row().version == before.version
            return
        after = self.row()
        kind = VERB_OF[verb]
        assert (before.state, after.state) in BY_KIND[kind].moves
        assert (held.version, held.state) == (after.version, after.state)
        self.moves += 1

    def whoever_may(self, verb):
        """Name one of the team that has the standing, so that most actions get somewhere."""
        before = self.row()
        if verb == "reassign":
            return "manager"
        team_id = before.accountable_team_id
        if verb in ("accept", "return_offer"):
            waiting = Offer.objects.filter(request=before, state="pending").first()
            team_id = waiting.to_team_id if waiting else team_id
        return {
            self.world.duty: "clinician",
            self.world.on_call: "on_call",
            self.world.therapy: "therapist",
            self.world.dental: "dentist",
        }.get(team_id, "navigator")

    @rule(minutes=st.sampled_from([1, 10, 60, 240, 60 * 14, 60 * 24 * 3]))
    def time_passes(self, minutes):
        self.at += timedelta(minutes=minutes)

    @rule(who=st.sampled_from(STAFF), hours=st.integers(1, 12))
    def somebody_is_away(self, who, hours):
        try:
            with transaction.atomic():
                organisations.record_absence(
                    account_id=self.world.accounts[who],
                    until=self.at + timedelta(hours=hours),
                    by=worlds.BY,
                    at=self.at,
                )
        except Exception as overlapping:
            assert "absence_once_at_a_time" in str(overlapping)  # noqa: PT017

    def values(self, verb, team, hours, reason):
        """Make what an action takes, right or wrong."""
        ahead = self.at + timedelta(hours=hours)
        return {
            "offer": {"to_team_id": getattr(self.world, team)},
            "return_offer": {"reason": reason, "alternative": "Somebody else"},
            "reassign": {"to_team_id": getattr(self.world, team), "reason": reason},
            "hold": {"until": ahead, "reason": reason},
            "raise_due": {"due_at": ahead, "reason": reason},
            "complete": {"outcome": "seen" if hours else "made up"},
            "reopen": {"reason": reason},
            "close": {"told_how": "phone", "words": reason},
            "message": {"direction": "to", "mode": "text", "words": reason},
            "withdraw": {"reason": reason},
            "enter_in_error": {"reason": reason},
        }.get(verb, {})

    @rule(who=st.sampled_from(STAFF), verb=st.sampled_from(VERBS), team=teams, hours=hours)
    def anybody_tries_anything(self, who, verb, team, hours):
        self.do(who, verb, **self.values(verb, team, hours, "because"))

    @rule(wish=st.sampled_from(VERBS), team=teams, hours=hours, reason=reasons)
    def whoever_may_does_what_fits(self, wish, team, hours, reason):
        state = self.row().state
        fitting = [verb for verb in VERBS if target_of(BY_KIND[VERB_OF[verb]], state)]
        # An end is an end: not before there is something of a story.
        if self.moves < 5:
            fitting = [verb for verb in fitting if verb not in ENDS]
        if fitting:
            verb = wish if wish in fitting else fitting[VERBS.index(wish) % len(fitting)]
            self.do(self.whoever_may(verb), verb, **self.values(verb, team, hours, reason))

    @rule(wish=st.sampled_from(VERBS), team=teams, hours=st.integers(1, 72))
    def whoever_may_goes_on(self, wish, team, hours):
        self.whoever_may_does_what_fits(wish, team, hours, "because")

    @precondition(lambda self: self.moves % 2 == 1 and self.row().state == "offered")
    @rule()
    def nobody_answers(self):
        offer = Offer.objects.get(request__public_id=self.public_id, state="pending")
        self.at = max(self.at, offer.expires_at)
        with as_worker(worlds.system(at=self.at)):
            assert lapse_offer(offer.pk, at=self.at)
        self.moves += 1

    @rule()
    def the_worker_sweeps(self):
        with as_worker(worlds.system(at=self.at)):
            care.sweep(at=self.at)
        late = Offer.objects.filter(
            request__public_id=self.public_id, state="pending", expires_at__lte=self.at
        )
        assert not late.exists()

    @invariant()
    def the_law_holds(self):
        if self.public_id is None:
            return
        check_laws()
        row = self.row()
        assert row.accountable_team_id is not None
        assert (row.due_at is not None) == (row.state in OPEN)
        assert (row.outcome is not None) or (row.state not in (*ENDED, "completed"))
        offers = Offer.objects.filter(request=row, state="pending")
        assert offers.count() == (1 if row.state == "offered" else 0)

    @invariant()
    def the_row_is_the_sum_of_its_events(self):
        if self.public_id is None:
            return
        row = self.row()
        events = [
            Happened(
                event.sequence,
                event.kind,
                event.from_state,
                event.to_state,
                event.accountable_team_id,
                event.due_at,
            )
            for event in RequestEvent.objects.filter(request=row).order_by("sequence")
        ]
        assert fold(events) == standing_of(row)


@pytest.mark.django_db
def test_no_order_of_actions_breaks_the_needs_law():
    Requests.world = worlds.build()
    run_state_machine_as_test(
        Requests,
        settings=settings(
            max_examples=40,
            stateful_step_count=24,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
