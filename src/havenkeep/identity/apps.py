from importlib import import_module

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "havenkeep.identity"
    label = "identity"

    def ready(self) -> None:
        import_module("havenkeep.identity.receivers")
