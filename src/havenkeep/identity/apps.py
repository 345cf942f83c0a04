from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "havenkeep.identity"
    label = "identity"
