from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "peckham.finance"
    label = "finance"
