from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "havenkeep.reports"
    label = "reports"
