from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "havenkeep.upkeep"
    label = "upkeep"
