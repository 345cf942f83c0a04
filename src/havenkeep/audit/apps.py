from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "havenkeep.audit"
    label = "audit"
