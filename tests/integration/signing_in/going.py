"""Going to the provider and coming back, as a browser does."""

from urllib.parse import urlsplit

STAFF = "/staff/sign-in/provider"
RESIDENTS = "/sign-in/provider/"
NAVIGATOR = "656005750110"


def leave(browser, path=STAFF):
    """Press the button, and give the provider's address that the browser is sent to."""
    answer = browser.get(path)
    assert answer.status_code == 302, answer.content
    return answer["Location"]


def come_back(browser, address):
    """Follow the provider's redirect back to us."""
    parts = urlsplit(address)
    return browser.get(f"{parts.path}?{parts.query}")


def go(browser, provider, subject=NAVIGATOR, *, path=STAFF):
    """Go to the provider, sign in there, and come back."""
    return come_back(browser, provider.agrees(leave(browser, path), subject))
