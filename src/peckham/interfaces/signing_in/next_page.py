"""Where somebody was going when they were asked to sign in: a page of this site or nowhere."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, under: str) -> str:
    """Read `next` from the form or the address.

    Args:
        request: Where it stands.
        under: The path under which it must lie, such as "/staff/".

    Returns:
        A path of this site without a host, or "".
    """
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    plain = wanted.isprintable() and ".." not in wanted
    return wanted if safe and plain and wanted.startswith(under) else ""
