from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "havenkeep.people"
    label = "people"
