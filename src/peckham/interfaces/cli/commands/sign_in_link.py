"""Link an account of staff to who its holder is at the provider, or end the link."""

import argparse
import os

from peckham.infra import clock
from peckham.kernel import Actor, Refused


class NoProvider(Refused):
    """No provider of identity is named."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="user name of the account")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--subject", help="what the provider calls the person (`sub`), exactly")
    what.add_argument("--end", action="store_true", help="let nobody sign in to it there any more")
    parser.add_argument(
        "--issuer",
        default=os.environ.get("PECKHAM_STAFF_ISSUER", ""),
        help="the provider's issuer; PECKHAM_STAFF_ISSUER where that is set",
    )


def run(options: argparse.Namespace) -> int:
    from peckham.organisations import api as organisations

    if not options.issuer:
        raise NoProvider(
            "No provider is named.", remedy="Set PECKHAM_STAFF_ISSUER, or give --issuer."
        )
    by, at = Actor.system("sign-in link"), clock.now()
    facts = {"username": options.username, "issuer": options.issuer, "by": by, "at": at}
    if options.end:
        organisations.identities.end_identity(**facts)
        print("Nobody signs in to it with that provider any more.")
    else:
        organisations.identities.link_identity(subject=options.subject, **facts)
        print("Linked. Its holder can sign in once a team here has them as a member.")
    return 0
