from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "havenkeep.jobs"
    label = "jobs"
