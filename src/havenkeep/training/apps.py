from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "havenkeep.training"
    label = "training"
