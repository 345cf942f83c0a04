from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "havenkeep.privacy"
    label = "privacy"
