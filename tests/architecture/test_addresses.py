"""Every address that `config/public_urls.py` does not name refuses a stranger."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from peckham.config.public_urls import PUBLIC, PUBLIC_SITES, is_public

pytestmark = pytest.mark.django_db
EXAMPLES = {"uuid": uuid4, "int": lambda: 1, "str": lambda: "x", "slug": lambda: "x"}


def walk(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern.pattern} has no name, so no list can hold it"
            yield f"{namespace}{pattern.name}", pattern


def every_view():
    return list(walk(get_resolver().url_patterns))


def address_of(name, pattern):
    converters = pattern.pattern.converters
    return reverse(
        name,
        kwargs={
            key: EXAMPLES[
                type(c).__name__.removesuffix("Converter").lower().replace("string", "str")
            ]()
            for key, c in converters.items()
        },
    )


def test_every_view_that_is_not_public_refuses_a_stranger():
    private = [(name, pattern) for name, pattern in every_view() if not is_public(name)]
    assert len(private) > 10
    for name, pattern in private:
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address_of(name, pattern))
            refused = answer.status_code in (401, 403) or (
                answer.status_code == 302 and "sign-in" in answer["Location"].split("?")[0]
            )
            assert refused, f"{method.upper()} {name} answers a stranger with {answer.status_code}"


def test_every_public_view_exists_and_has_a_reason():
    names = {name for name, _ in every_view()}
    for name, reason in PUBLIC.items():
        assert name in names, f"{name} is listed as public and does not exist"
        assert len(reason) > 20
    for site, reason in PUBLIC_SITES.items():
        assert any(name.startswith(f"{site}:") for name in names)
        assert len(reason) > 20


def test_no_page_of_the_staff_site_is_public_but_signing_in():
    assert {n for n, _ in every_view() if n.startswith("staff:") and is_public(n)} == {
        "staff:sign_in",
        "staff:leave_to_sign_in",
        "staff:come_back",
    }
