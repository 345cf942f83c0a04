from django.apps import AppConfig


class LessonsConfig(AppConfig):
    name = "havenkeep.lessons"
    label = "lessons"
