"""Registers the residents' site so that its static files are found."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    """The residents' site as Django sees it."""

    name = "peckham.interfaces.residents"
    label = "residents"
