"""Signing out: the session here ends at once, and then the one at the provider."""

from django.contrib.auth import logout
from django.http import HttpRequest

from peckham.interfaces.signing_in import flow
from peckham.interfaces.signing_in.profiles import provider


def end(request: HttpRequest, who: str, *, back: str) -> str:
    """End the session, and give the address to go to.

    Args:
        request: The reader's.
        who: "staff" or "residents".
        back: The path here to end at.
    """
    found = provider(who)
    here = request.build_absolute_uri(back)
    there = flow.sign_out_address(found, request.session, back=here) if found else None
    logout(request)
    return there or back
