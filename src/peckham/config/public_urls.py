"""Every view that answers somebody who has not signed in, each with the reason.

A test walks every URL: one that is not named here refuses a stranger.
"""

PUBLIC = {
    "health": "Monitors ask without signing in; it says only whether each part is alive.",
    "staff:sign_in": "Signing in cannot need a sign-in.",
    "staff:leave_to_sign_in": "It sends somebody to the provider, and says nothing.",
    "staff:come_back": "It lets in whom the provider has just checked, in the session that asked.",
}

# Whole sites whose every page is for the public, but for one's own record.
PUBLIC_SITES = {
    "residents": "The residents' own site: asking for help needs no account (rule 36).",
}
# Pages that show a resident their own record: nobody else opens them, not even staff.
_OWN_RECORD = "residents:my_"


def is_public(view_name: str) -> bool:
    """Say whether a view may answer a stranger.

    >>> is_public("residents:home"), is_public("staff:door"), is_public("residents:my_requests")
    (True, False, False)
    """
    if shows_own_record(view_name):
        return False
    site = view_name.split(":")[0]
    return view_name in PUBLIC or (":" in view_name and site in PUBLIC_SITES)


def shows_own_record(view_name: str) -> bool:
    """Say whether a view shows a resident their own record."""
    return view_name.startswith(_OWN_RECORD)


def is_page(view_name: str) -> bool:
    """Say whether a view is a page of one of the two sites, as against an interface of programs."""
    return view_name.split(":")[0] in ("staff", "residents")
