"""Who keeps books in the invented place: the board's, the integrator's host's and a partner's."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from peckham.interfaces.cli.synthetic_load.contract import BOARD_CODE
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, london
from peckham.ledger import api as ledger
from peckham.organisations import api as organisations
from peckham.synthetic import api as synthetic


@dataclass(frozen=True, slots=True)
class Officer:
    """A finance officer of the invented place.

    Args:
        username: Under what name they sign in.
        organisation_id: Whose books they keep.
        account_id: Their account.
        team_id: Their team.
        actor: Who they are in the trail.
    """

    username: str
    organisation_id: int
    account_id: int
    team_id: int
    actor: Actor


_NAMES: Final = {
    "finance": "Femi Adeyemi",
    "host-finance": "Hanna Lindgren",
    "partner-finance": "Piotr Zielak",
}


def create(
    place: synthetic.SyntheticPlace, keys: Keys, *, password: str, by: Actor, at: datetime
) -> dict[str, Officer]:
    """Create them with their teams, and open their organisations' books; by username."""
    first = {body.kind: number for number, body in reversed(list(enumerate(place.organisations)))}
    board = organisations.organisation_by_ods(BOARD_CODE).id
    keeps: tuple[tuple[str, int, ledger.Chart], ...] = (
        ("finance", board, "commissioner"),
        ("host-finance", int(keys.organisations[first["nhs_trust"]]), "provider"),
        ("partner-finance", int(keys.organisations[first["federation"]]), "provider"),
    )
    since = london.moment(place.founded_on, time.min)
    found = {}
    for username, organisation_id, chart in keeps:
        ledger.open_chart(organisation_id, chart=chart, by=by, at=at)
        team_id = organisations.create_team(
            organisation_id=organisation_id, name="Finance", by=by, at=since
        )
        account_id = organisations.create_account(
            username=username, name=_NAMES[username], password=password, by=by, at=at
        )
        organisations.add_member(
            account_id=account_id, team_id=team_id, role="finance_officer", by=by, at=since
        )
        actor = Actor("staff", str(account_id), _NAMES[username])
        found[username] = Officer(username, organisation_id, account_id, team_id, actor)
    return found
