from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "havenkeep.needs"
    label = "needs"
