"""The room's place among Django's applications."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, under the label that its tables start with."""

    name = "peckham.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
