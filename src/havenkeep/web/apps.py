from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "havenkeep.web"
    label = "web"
