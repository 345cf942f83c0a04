from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "havenkeep.importing"
    label = "importing"
