"""Addresses of this room: the gallery, which only a developer sees."""

from __future__ import annotations

from django.urls import URLPattern, path

from havenkeep.design import gallery

app_name = "design"
urlpatterns: list[URLPattern] = [
    path("", gallery.index, name="gallery"),
    path("questions/", gallery.questions, name="questions"),
    path("mistakes/", gallery.mistakes, name="mistakes"),
    path("one-question/", gallery.one_question, name="one-question"),
    path("bare/", gallery.bare, name="bare"),
    path("error/", gallery.error, name="error"),
]
