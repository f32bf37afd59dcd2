"""The demonstration's own accounts, in the teams of the first hub."""

from datetime import datetime, time

from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, london
from peckham.organisations import api as organisations
from peckham.synthetic import api as synthetic

# Who signs in, under what name, and in which of the first hub's teams and roles.
_ACCOUNTS = (
    ("navigator", "Nadia Okoro", (("reception", "navigator"),)),
    (
        "clinician",
        "Dr Idris Bell",
        (("duty", "clinician"), ("general_practice", "clinician")),
    ),
    ("service", "Sam Wiśniewska", (("community_health", "service_member"),)),
    ("manager", "Maureen Achebe", (("reception", "manager"),)),
    ("governance", "Grace Lindqvist", (("reception", "governance_lead"),)),
    ("administrator", "Adam Nwosu", (("reception", "administrator"),)),
    ("planner", "Pia Larsen", (("reception", "planner"),)),
    ("complaints", "Cleo Marsh", (("reception", "complaints_manager"),)),
)


def create(
    place: synthetic.SyntheticPlace, keys: Keys, *, password: str, by: Actor, at: datetime
) -> None:
    """Create the accounts, with a password and memberships from the place's first day."""
    hub = place.hubs[0]
    teams = {"reception": hub.reception, "duty": hub.duty}
    teams |= {service.core_kind: service.team for service in hub.services}
    since = london.moment(place.founded_on, time.min)
    for username, name, memberships in _ACCOUNTS:
        account_id = organisations.create_account(
            username=username, name=name, password=password, by=by, at=at
        )
        for team, role in memberships:
            organisations.add_member(
                account_id=account_id,
                team_id=int(keys.teams[teams[team]]),
                role=role,
                by=by,
                at=since,
            )
