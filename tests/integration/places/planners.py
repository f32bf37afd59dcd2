"""A planner of the invented place, and what a plan needs before it is adopted."""

from datetime import date, timedelta

from tests.integration.places.example import AT, BY, teams

from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.organisations.models import Team
from peckham.places import api as places
from peckham.places.models import NeighbourhoodPlan

TODAY = AT.date()
planning = places.planning


def scope_of(role="planner"):
    """Give the scope of somebody who acts in a role, with a team and a membership of their own."""
    team_id = teams(1)[0]
    account = organisations.create_account(username=role, name=role.title(), by=BY, at=AT)
    organisations.add_member(
        account_id=account, team_id=team_id, role=role, by=BY, at=AT - timedelta(days=9)
    )
    actor = Actor("staff", str(account), role.title())
    host = Team.objects.get(pk=team_id).organisation_id
    return Scope(actor, "population planning", AT, account, role, host, team_id, (team_id,))


def draft_by(actor, labels, *, name="River plan"):
    """Draft a plan from the one in force."""
    standing = NeighbourhoodPlan.objects.get(state="adopted")
    public_id = planning.draft_plan(
        drafted_from=standing.pk,
        name=name,
        labels=labels,
        assessment=planning.Assessment("moved by hand", "1", "0" * 64, value=0.5, bound=0.75),
        by=actor,
        at=AT,
    )
    return planning.plan(public_id)


def involve(plan, actor):
    """Write down that people were asked."""
    planning.record_involvement(
        plan_id=plan.id,
        who="Everybody at the library",
        how="Two evenings",
        from_on=date(2026, 9, 1),
        until_on=date(2026, 9, 8),
        said="Keep the quay together.",
        change="It is kept together.",
        today=TODAY,
        by=actor,
        at=AT,
    )


def state_all(plan, actor, *, on=TODAY):
    """Say of every network that it is kept."""
    for network in planning.record_of(plan.id, on=on).networks:
        planning.state_network(
            plan_id=plan.id, pcn_id=network.pcn_id, fate="kept", detail="", by=actor, at=AT
        )


def adopt(plan, actor, **changes):
    """Adopt by a decision of the invented board."""
    facts = {
        "body": "Invented Board",
        "decided_on": date(2026, 11, 2),
        "reference": "IB/26/11, item 4",
        "from_on": date(2027, 4, 1),
        "today": TODAY,
    } | changes
    planning.adopt_by_decision(plan_id=plan.id, **facts, by=actor, at=AT)
