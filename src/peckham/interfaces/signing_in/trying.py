"""One try to sign in: whether it may be made now, and what is kept and logged of how it went."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from peckham.infra import sign_in_tries
from peckham.interfaces.signing_in.client import address_of

log = logging.getLogger("peckham.sign_in")


@dataclass(frozen=True, slots=True)
class Try:
    """A try by one account from one address.

    Args:
        request: What it came with.
        way: "password", "staff provider", "resident provider", …
        tried: The keyed digests under which it is counted.
    """

    request: HttpRequest
    way: str
    tried: sign_in_tries.Try

    def waits_until(self) -> datetime | None:
        """Give until when no try is made, or None; a try that must wait is logged."""
        until = sign_in_tries.waits_until(self.tried)
        if until is not None:
            self.said("too many tries")
        return until

    def failed(self, why: str) -> None:
        """Count a failure."""
        sign_in_tries.note(self.tried, succeeded=False)
        self.said(why)

    def succeeded(self) -> None:
        """Count a success, from where the account is known from now on."""
        sign_in_tries.note(self.tried, succeeded=True)
        log.info("signed in", extra={"facts": self._facts()})

    def said(self, why: str) -> None:
        """Log that this try did not succeed, and why."""
        log.warning("sign-in refused", extra={"facts": {**self._facts(), "why": why}})

    def _facts(self) -> dict[str, object]:
        # Enough of the digests to see that many failures are one account's or one address's.
        return {
            "request_id": getattr(self.request, "request_id", ""),
            "way": self.way,
            "account": self.tried.account[:12],
            "address": self.tried.address[:12],
        }


def try_of(request: HttpRequest, account: str, *, way: str) -> Try:
    """Describe a try to sign in."""
    return Try(request, way, sign_in_tries.try_of(account, address=address_of(request)))
