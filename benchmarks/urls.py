"""The product's addresses, and one more: an empty page in the same layout, to compare with."""

from __future__ import annotations

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from havenkeep.config.urls import handler400, handler403, handler404, handler500
from havenkeep.config.urls import urlpatterns as product
from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, home_page

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

EMPTY = engines["jinja2"].from_string(
    '{% extends "design/layout.jinja" %}{% block title %}Empty{% endblock %}'
    "{% block content %}<h1>Empty</h1>{% endblock %}"
)


@home_page(Permission.HOME_VIEW)
def empty(request: HomeRequest) -> HttpResponse:
    return HttpResponse(EMPTY.render({}, request))


urlpatterns = [path("homes/<slug:ref>/empty/", empty), *product]
