from django.apps import AppConfig


class KeycardsConfig(AppConfig):
    name = "havenkeep.keycards"
    label = "keycards"
