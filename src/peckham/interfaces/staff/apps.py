"""Registers the staff site so that its static files are found."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """The staff site as Django sees it."""

    name = "peckham.interfaces.staff"
    label = "staff"
