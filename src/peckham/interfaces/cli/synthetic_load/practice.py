"""A practice of the invented place that takes part partly, and what its own page shows."""

from datetime import datetime, time, timedelta

from peckham.contracts import api as contracts
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, london
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services
from peckham.synthetic import api as synthetic

participating = contracts.participating
_SIGN_IN, _NAME = "signatory", "Dr Jo Fenwick"
_CONTRACT = "SYN-ICP-1"


def keep_practice(
    place: synthetic.SyntheticPlace, keys: Keys, *, password: str, by: Actor, at: datetime
) -> None:
    """Let the first practice's signatory join, answer for work that moves, and switch something."""
    since = london.moment(place.founded_on, time.min)
    practice = places.practice(int(keys.practices[0]))
    if practice is None:
        return
    own = practice.organisation_id
    team = organisations.create_team(
        organisation_id=own, name=f"Partners of {practice.name}", by=by, at=since
    )
    account = organisations.create_account(
        username=_SIGN_IN, name=_NAME, password=password, by=by, at=at
    )
    organisations.add_member(
        account_id=account, team_id=team, role="practice_signatory", by=by, at=since
    )
    # The present, by the clock: a step is of the day on which it is written down.
    now = clock.now()
    actor = Actor("staff", str(account), _NAME)
    scope = Scope(actor, "navigation", now, account, "practice_signatory", own, team, (team,))
    with open_scope(scope):
        # Of a handful of people nobody may be on its list: it has no core contract to keep then.
        if participating.standing_of(practice.id).core == "active":
            _decide(practice.id, by=actor, at=now)


def _decide(practice_id: int, *, by: Actor, at: datetime) -> None:
    lines = contracts.subcontracting.contract_lines(families=("icp",))
    contract = next(line for line in lines if line.reference == _CONTRACT)
    today = london.day_of(at)
    participating.take_part(
        practice_id=practice_id,
        contract_id=contract.id,
        kind="join partly",
        agreement="Synthetic integration agreement, signed by all partners",
        by=by,
        at=at,
    )
    trust = next(one for one in organisations.directory() if one.kind == "nhs_trust")
    participating.propose_transfer(
        practice_id=practice_id,
        other_id=trust.id,
        to_practice=True,
        what="Blood tests before operations (synthetic)",
        starts_on=today + timedelta(days=30),
        hours_per_week=6,
        funded_pence_per_year=0,
        by=by,
        at=at,
    )
    participating.switch(
        practice_id=practice_id,
        category=services.categories()[0].code,
        is_on=True,
        from_on=today,
        by=by,
        at=at,
    )
