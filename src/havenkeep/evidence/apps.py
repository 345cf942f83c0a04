from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "havenkeep.evidence"
    label = "evidence"
