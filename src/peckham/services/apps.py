from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "peckham.services"
    label = "services"
