from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "peckham.sharing"
    label = "sharing"
