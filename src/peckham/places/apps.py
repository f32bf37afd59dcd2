"""The room's place among Django's applications."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places, under the label that its tables start with."""

    name = "peckham.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
