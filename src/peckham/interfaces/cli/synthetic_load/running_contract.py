"""A contract of the invented place that has run for a year and a half: its money has a past.

A network's contract, which stood before it was written down here: it is held by the practices'
federation, whose contract manager proposes; the board commissions it. Its years are those of
public money, from the first of April.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction
from typing import Final

from django.contrib.auth import get_user_model

from peckham.contracts import api as contracts
from peckham.infra import clock
from peckham.infra.scope import Scope
from peckham.interfaces.cli.synthetic_load.contract import BOARD, BOARD_CODE, BOARD_SIGN_IN
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, Period, london
from peckham.kernel.months import years_after
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.synthetic import api as synthetic

REFERENCE: Final = "SYN-PCN-1"
SERVICES: Final = (
    ("community_nursing", "community_health"),
    ("multidisciplinary_team", "community_health"),
    ("social_prescribing", "community_health"),
    ("care_navigation", "community_health"),
)
_YEARS: Final = 5
_LISTS: Final = "The network's lists"
# What a year is worth by the contract, as first agreed.
_PENCE_A_HEAD: Final = 6_900
_SIGN_IN, _NAME = "partner-contracts", "Hilde Sørensen"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who acts for a party to the contract, in a role."""

    actor: Actor
    account_id: int
    role: str
    organisation_id: int
    team_id: int

    def scope(self) -> Scope:
        """Give their scope at the present, which the clock says."""
        return Scope(
            self.actor, "operations", clock.now(), self.account_id, self.role,
            self.organisation_id, self.team_id, (self.team_id,),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Running:
    """The contract with its present year, and who commissions and holds it."""

    contract_id: int
    year: Period
    commissioner: Party
    holder: Party


def keep_running(
    place: synthetic.SyntheticPlace,
    keys: Keys,
    officers: dict[str, Officer],
    *,
    password: str,
    by: Actor,
    at: datetime,
) -> Running:
    """Write it down on the first day of the place, and let both its parties sign in."""
    since = london.moment(place.founded_on, time(9))
    board = organisations.organisation_by_ods(BOARD_CODE).id
    federation = officers["partner-finance"].organisation_id
    year = _year_of(london.day_of(clock.now()))
    begun = years_after(year.start, -1)
    public_id = contracts.heads.write_standing(
        reference=REFERENCE,
        title=f"{place.name} network services (synthetic)",
        kind="pcn_des",
        kept_by=board,
        entered_on=min(place.founded_on, begun),
        source="Invented with the place (synthetic)",
        parts=_parts(board, keys.place_id, begun, place.residents * _PENCE_A_HEAD),
        place_id=keys.place_id,
        by=by,
        at=since,
    )
    key = contracts.heads.views.contract(public_id, on=london.day_of(at)).line.id
    _hold(key, federation, by=by, at=since)
    manager = organisations.create_account(
        username=_SIGN_IN, name=_NAME, password=password, by=by, at=at
    )
    team = organisations.create_team(organisation_id=federation, name="Contracts", by=by, at=since)
    organisations.add_member(
        account_id=manager, team_id=team, role="contract_manager", by=by, at=since
    )
    account = get_user_model().objects.get(username=BOARD_SIGN_IN)
    held = organisations.memberships(account.pk, at=at)[0]
    return Running(
        key,
        year,
        Party(_actor(account.pk, account.name), account.pk, held.role, board, held.team.id),
        Party(_actor(manager, _NAME), manager, "contract_manager", federation, team),
    )


def _actor(account_id: int, name: str) -> Actor:
    return Actor("staff", str(account_id), name)


def _hold(contract_id: int, federation: int, *, by: Actor, at: datetime) -> None:
    contracts.heads.holding.record_holder(
        contract_id=contract_id,
        event="pre_qualification",
        name=next(one.name for one in organisations.directory() if one.id == federation),
        kind="federation",
        controlled_by="federation",
        from_on=at.date(),
        organisation_id=federation,
        by=by,
        at=at,
    )


def _year_of(day: date) -> Period:
    begun = day.replace(month=4, day=1)
    start = begun if day >= begun else years_after(begun, -1)
    return Period(start, years_after(start, 1))


def _parts(board: int, place_id: int, begun: date, pence: int) -> contracts.heads.stated.Parts:
    stated, terms = contracts.heads.stated, contracts.terms
    plan = places.planning.plans(place_id)[0]
    homes = places.planning.areas_of_plan(plan.id)
    people = {code: homes.names[where] for code, where in homes.homes.items()}
    # It is paid for the lists that it names.
    people |= {one.ods_code: _LISTS for one in places.practices()}
    ends_on = years_after(begun, _YEARS)
    own = terms.Delivery("own", "the holder", frozenset(people), Period(begun, ends_on))
    return stated.Parts(
        terms=stated.StatedTerms(
            begun,
            ends_on,
            total_pence=_YEARS * pence,
            years=tuple((years_after(begun, number), pence) for number in range(_YEARS)),
        ),
        commissioners=(stated.StatedShare(BOARD, "icb", Fraction(1), True, board),),
        people=people,
        scope=tuple(terms.ScopeLine(code, group, "in", (own,)) for code, group in SERVICES),
    )
