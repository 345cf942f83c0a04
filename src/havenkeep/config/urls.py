"""Every address. Pages of a home live under `/homes/<ref>/`, of a provider under `/providers/<ref>/`."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

handler400 = "havenkeep.web.errors.bad_request"
handler403 = "havenkeep.web.errors.forbidden"
handler404 = "havenkeep.web.errors.not_found"
handler429 = "havenkeep.web.errors.too_many"
handler500 = "havenkeep.web.errors.server_error"


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("havenkeep.identity.urls")),
    path("", include("havenkeep.web.urls")),
    path("", include("havenkeep.organisations.urls")),
    path("sample/", include("havenkeep.sample.urls")),
    path("", include("havenkeep.assessment.urls")),
    path("", include("havenkeep.evidence.urls")),
    path("", include("havenkeep.reports.urls")),
    path("", include("havenkeep.upkeep.urls")),
    path("", include("havenkeep.people.urls")),
    path("", include("havenkeep.keycards.urls")),
    path("", include("havenkeep.joining.urls")),
    path("", include("havenkeep.training.urls")),
    path("", include("havenkeep.needs.urls")),
    path("", include("havenkeep.talks.urls")),
    path("", include("havenkeep.lessons.urls")),
    path("homes/<slug:ref>/registers/", include("havenkeep.governance.urls")),
    path("homes/<slug:ref>/registers/", include("havenkeep.privacy.urls")),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns += [path("account/openid/", include("havenkeep.identity.openid.urls"))]
if settings.DEBUG:
    urlpatterns += [path("design/", include("havenkeep.design.urls"))]
