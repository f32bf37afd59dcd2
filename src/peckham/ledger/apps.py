from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "peckham.ledger"
    label = "ledger"
