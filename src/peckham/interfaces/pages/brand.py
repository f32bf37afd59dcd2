"""The place for the deployer's own name and mark, on top of ours."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Brand:
    """What the header and footer call this installation.

    Args:
        name: The service's name in the header.
        mark: Static path of an SVG mark.
        stylesheet: Static path of a stylesheet that sets the theme's custom properties, or "".
        telephone: The number that residents may ring instead, or "" when none has been set.
    """

    name: str = "Peckham"
    mark: str = "pages/mark.svg"
    stylesheet: str = ""
    telephone: str = ""


def brand() -> Brand:
    """Read the deployer's brand from settings.PECKHAM_BRAND, a mapping of these names."""
    return Brand(**getattr(settings, "PECKHAM_BRAND", {}))
