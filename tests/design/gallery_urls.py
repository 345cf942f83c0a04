"""Only the gallery."""

from django.urls import include, path

urlpatterns = [path("design/", include("havenkeep.design.urls"))]
