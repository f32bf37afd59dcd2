from django.apps import AppConfig


class ContractsConfig(AppConfig):
    name = "peckham.contracts"
    label = "contracts"
