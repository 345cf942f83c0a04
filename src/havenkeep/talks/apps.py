from django.apps import AppConfig


class TalksConfig(AppConfig):
    name = "havenkeep.talks"
    label = "talks"
