"""Registers the page kit so that its templates, static files and catalogues are found."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The page kit as Django sees it."""

    name = "peckham.interfaces.pages"
    label = "pages"
