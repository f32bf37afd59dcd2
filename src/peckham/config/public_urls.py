"""Every view that answers somebody who has not signed in, each with the reason.

A test walks every URL: one that is not named here refuses a stranger.
"""

PUBLIC = {
    "health": "Monitors ask without signing in; it says only whether each part is alive.",
    "staff:sign_in": "Signing in cannot need a sign-in.",
}

# Whole sites whose every page is for the public.
PUBLIC_SITES = {
    "residents": "The residents' own site: asking for help needs no account (rule 36).",
}


def is_public(view_name: str) -> bool:
    """Say whether a view may answer a stranger.

    >>> is_public("residents:home"), is_public("staff:door")
    (True, False)
    """
    site = view_name.split(":")[0]
    return view_name in PUBLIC or (":" in view_name and site in PUBLIC_SITES)
