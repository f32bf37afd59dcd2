"""An invented riverside: a board, a council, a trust, a practice, and the contract they draft."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from uuid import UUID

from tests.databases import as_app, check_laws

from peckham.contracts.api import heads
from peckham.contracts.api import terms as t
from peckham.infra.scope import Scope
from peckham.kernel import Actor, Period
from peckham.organisations import api as organisations

BY = Actor.system("test")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NAMES = {"board": "the board", "council": "the council", "trust": "the trust", "mill": "the mill"}
KINDS = {"board": "icb", "council": "local_authority", "trust": "nhs_trust", "mill": "practice"}
PEOPLE = {"north": "riverside", "south": "riverside"}
START, END = date(2026, 9, 1), date(2036, 9, 1)
ALWAYS = Period(START)
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
