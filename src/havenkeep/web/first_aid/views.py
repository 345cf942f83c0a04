"""First aid: what to do in the first minutes. It needs no account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from havenkeep.web.first_aid.pages import FirstAidPage


@require_safe
@never_cache
@login_not_required
def first_aid(request: HttpRequest) -> HttpResponse:
    return render(request, "web/first_aid.jinja", {"page": FirstAidPage.of(now=timezone.now())})
