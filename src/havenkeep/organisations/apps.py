from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "havenkeep.organisations"
    label = "organisations"
