from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "havenkeep.background"
    label = "background"
