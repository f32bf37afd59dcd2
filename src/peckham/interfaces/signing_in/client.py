"""Where a request comes from, for counting failures."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"


def address_of(request: HttpRequest) -> str:
    """Give the client's network address; of IPv6, the /64 network, since one client owns it all.

    Behind proxies of our own (settings.PROXIES of them) it is what the outermost of them saw.
    """
    sent = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        # Whatever stands before what our proxies wrote was written by the client.
        sent = passed[-settings.PROXIES] if len(passed) >= settings.PROXIES else sent
    try:
        address = ip_address(sent)
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)
