from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "havenkeep.governance"
    label = "governance"
