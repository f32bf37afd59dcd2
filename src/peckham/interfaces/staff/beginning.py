"""Beginning a member of staff's session, and what it is told of where they may act in it."""

from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse

from peckham.interfaces.signing_in import sessions
from peckham.interfaces.staff.acting import ACTING_IN, scope_of
from peckham.interfaces.staff.navigation import lands_on
from peckham.organisations import api as organisations

# The organisation that the provider says the session is for; the scope middleware reads it.
ORGANISATION = "organisation_signed_in_to"


def begin(
    request: HttpRequest,
    account: AbstractBaseUser,
    *,
    then: str,
    organisation_id: int | None = None,
    id_token: str = "",
) -> str:
    """Begin a session, and give the page it starts on.

    A new session: nothing that was in the one before is theirs.

    Args:
        request: The reader's.
        account: Whose session it is.
        then: The page where they were going, or "".
        organisation_id: The only organisation to act in, where the provider has said it.
        id_token: The provider's, which signing out there asks for.
    """
    at = scope_of(request).at
    request.session.flush()
    # The stub asks for the project's own class, which authentication hands out as its base.
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    sessions.begin(request.session, at=at)
    if id_token:
        request.session["id_token"] = id_token
    if organisation_id is not None:
        request.session[ORGANISATION] = organisation_id
    current = [
        entry
        for entry in organisations.memberships(account.pk, at=at)
        if organisation_id in (None, entry.team.organisation_id)
    ]
    if len(current) != 1:
        return reverse("staff:acting_in") + (f"?next={then}" if then else "")
    request.session[ACTING_IN] = str(current[0].public_id)
    return then or reverse(lands_on(current[0].role))
