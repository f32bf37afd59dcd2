"""Reading from the environment what the deployer has decided about words and looks."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured


def brand(environment: Mapping[str, str]) -> dict[str, str]:
    """Read the deployer's own name, mark, stylesheet and telephone, of which any may be missing.

    >>> brand({"PECKHAM_BRAND_NAME": "Marsh Care"})
    {'name': 'Marsh Care'}
    """
    found = {
        "name": environment.get("PECKHAM_BRAND_NAME", ""),
        "mark": environment.get("PECKHAM_BRAND_MARK", ""),
        "stylesheet": environment.get("PECKHAM_BRAND_STYLESHEET", ""),
        "telephone": environment.get("PECKHAM_BRAND_TELEPHONE", ""),
    }
    return {key: value.strip() for key, value in found.items() if value.strip()}


def approved_languages(environment: Mapping[str, str], on_offer: frozenset[str]) -> tuple[str, ...]:
    """Read which languages' words a named person has approved.

    Raises:
        ImproperlyConfigured: If one is not on offer.
    """
    given = environment.get("PECKHAM_APPROVED_LANGUAGES", "").split(",")
    codes = tuple(code.strip() for code in given if code.strip())
    if unknown := sorted(set(codes) - on_offer):
        raise ImproperlyConfigured(
            f"PECKHAM_APPROVED_LANGUAGES names {', '.join(unknown)}: there are no such words here."
        )
    return codes
