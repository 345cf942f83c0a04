from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "havenkeep.assessment"
    label = "assessment"
