"""The addresses as they are where an issuer is set."""

from __future__ import annotations

from django.urls import include, path

from havenkeep.config.urls import handler429
from havenkeep.config.urls import urlpatterns as usual

__all__ = ["handler429", "urlpatterns"]

urlpatterns = [path("account/openid/", include("havenkeep.identity.openid.urls")), *usual]
