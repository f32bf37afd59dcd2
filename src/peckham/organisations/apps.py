from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "peckham.organisations"
    label = "organisations"
