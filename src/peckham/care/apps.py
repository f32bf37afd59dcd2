from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "peckham.care"
    label = "care"
