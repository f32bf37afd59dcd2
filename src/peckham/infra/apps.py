from django.apps import AppConfig


class InfraConfig(AppConfig):
    name = "peckham.infra"
    label = "infra"
