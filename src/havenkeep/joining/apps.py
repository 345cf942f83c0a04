from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "havenkeep.joining"
    label = "joining"
