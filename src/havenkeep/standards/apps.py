from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "havenkeep.standards"
    label = "standards"
