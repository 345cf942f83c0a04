"""The design room: how every page looks. It knows no other room."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Templates, form fields and assets; no models."""

    name = "havenkeep.design"
    label = "design"
