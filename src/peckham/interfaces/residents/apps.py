"""Registers the residents' site so that its static files are found."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    """The residents' site as Django sees it."""

    name = "peckham.interfaces.residents"
    label = "residents"

    def ready(self) -> None:
        """Let every template link to one's own pages."""
        from peckham.interfaces.pages.environment import FROM_SITES
        from peckham.interfaces.residents.navigation import OWN

        FROM_SITES["own_pages"] = OWN
