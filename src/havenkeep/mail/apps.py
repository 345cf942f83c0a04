from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "havenkeep.mail"
    label = "mail"
