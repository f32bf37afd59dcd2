"""The scope of a member of staff: in what they act, and for what."""

from collections.abc import Sequence
from datetime import datetime

from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.organisations.domain.views import MembershipView
from peckham.organisations.models import Account
from peckham.organisations.queries.teams import memberships
from peckham.organisations.roles import purpose_of

# Of whoever has signed in and has no team to act in.
OPERATIONS = "operations"


def staff_scope(
    *,
    account_id: int,
    membership_public_id: str | None,
    at: datetime,
    request_id: str = "",
) -> Scope:
    """Describe a signed-in member of staff to the database, by their key: see `scope_in`."""
    return scope_in(
        memberships(account_id, at=at),
        account=Account.objects.only("pk", "public_id", "name").get(pk=account_id),
        membership_public_id=membership_public_id,
        at=at,
        request_id=request_id,
    )


def scope_in(
    current: Sequence[MembershipView],
    *,
    account: Account,
    membership_public_id: str | None,
    at: datetime,
    request_id: str = "",
) -> Scope:
    """Describe a signed-in member of staff to the database.

    The account acts in one membership: the one chosen; where none was chosen yet, its first. When
    the chosen one has ended, it acts in none until it chooses again: nobody is moved to another
    employer without knowing. Its teams are those of the same organisation only, so that nobody sees
    a client's record while acting for another. The purpose is the role's (data/roles.toml). With no
    current membership the scope names no team and opens no record.

    Args:
        current: The account's memberships at the moment, as `memberships` gives them.
        account: Who is signed in.
        membership_public_id: The membership that was chosen, or None.
        at: The moment; aware.
        request_id: The web request's identifier, for the trail.
    """
    actor = Actor("staff", str(account.public_id), account.name)
    first = current[0] if current and membership_public_id is None else None
    chosen = next((m for m in current if str(m.public_id) == membership_public_id), first)
    if chosen is None:
        return Scope(
            actor=actor, purpose=OPERATIONS, at=at, account_id=account.pk, request_id=request_id
        )
    organisation_id = chosen.team.organisation_id
    return Scope(
        actor=actor,
        purpose=purpose_of(chosen.role),
        at=at,
        account_id=account.pk,
        role=chosen.role,
        organisation_id=organisation_id,
        team_id=chosen.team.id,
        teams=tuple(
            sorted({m.team.id for m in current if m.team.organisation_id == organisation_id})
        ),
        request_id=request_id,
        permissions=chosen.permissions,
    )
