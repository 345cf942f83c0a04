"""The living 95% of one home and of a provider, the planned day, and the list as a file."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, ProviderRequest, actor, home_page, provider_page
from havenkeep.organisations.actions import change_profile
from havenkeep.standards.queries import edition_in_force
from havenkeep.training import findings, queries
from havenkeep.training.exports import CONTENT_TYPES, ListFile, list_file
from havenkeep.training.forms.noting import PublishingForm
from havenkeep.training.pages.groups import Group
from havenkeep.training.pages.leads import LeadsPage
from havenkeep.training.pages.living import LivingPage, NamesPage, ProviderPage

AHEAD = timedelta(days=366)


@require_safe
@home_page(Permission.STAFF_VIEW)
def training(request: HomeRequest) -> HttpResponse:
    on = timezone.localdate()
    page = LivingPage.of(
        request.home,
        learners=queries.trained(place=request.home, on=on),
        around=queries.around(queries.homes_of(request.home), on=on)[request.home.pk],
        edition=edition_in_force(on=on),
        on=on,
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "training/living.jinja", {"page": page})


@require_safe
@home_page(Permission.STAFF_VIEW)
def names(request: HomeRequest, group: str) -> HttpResponse:
    if group not in set(Group):
        raise Http404
    on, asked = timezone.localdate(), request.GET.get("page", "1")
    page = NamesPage.of(
        request.home,
        Group(group),
        learners=queries.trained(place=request.home, on=on),
        number=int(asked) if asked.isdecimal() and len(asked) < 6 else 1,
        on=on,
    )
    return render(request, "training/names.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def publishing_day(request: HomeRequest) -> HttpResponse:
    on = timezone.localdate()
    form = PublishingForm(
        request.POST if request.method == "POST" else None,
        initial={"publishing_on": request.home.profile.publishing_on},
        on=on,
        latest=on + AHEAD,
    )
    if not form.is_valid():
        page = {
            "ref": request.home.ref,
            "name": request.home.name,
            "deadline": edition_in_force(on=on).deadline,
        }
        status = 422 if form.is_bound else 200
        return render(request, "training/publishing.jinja", {"page": page, "form": form}, status=status)
    changes = {"publishing_on": form.cleaned_data["publishing_on"]}
    change_profile(home=request.home, changes=changes, by=actor(request), at=timezone.now())
    messages.success(request, "Saved. The 12 months are counted back from that day, too.")
    return redirect("training:training", ref=request.home.ref)


@require_safe
@home_page(Permission.STAFF_VIEW)
def leads(request: HomeRequest) -> HttpResponse:
    on = timezone.localdate()
    page = LeadsPage.of(
        request.home,
        holders=findings.holders(homes=queries.homes_of(request.home), on=on).get(request.home.pk, []),
        on=on,
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
    )
    return render(request, "training/leads.jinja", {"page": page})


@require_safe
@home_page(Permission.STAFF_VIEW)
def home_list(request: HomeRequest, extension: str) -> HttpResponse:
    if extension not in CONTENT_TYPES:
        raise Http404
    return _file(list_file(place=request.home, extension=extension, on=timezone.localdate()))


@require_safe
@provider_page(Permission.STAFF_VIEW)
def provider(request: ProviderRequest) -> HttpResponse:
    on, homes = timezone.localdate(), queries.homes_of(request.provider)
    page = ProviderPage.of(
        request.provider,
        homes=list(homes.order_by("name")),
        learners=queries.learners_by_home(homes=homes, on=on),
        findings=findings.everyone(homes=homes, on=on),
        on=on,
    )
    return render(request, "training/provider.jinja", {"page": page})


@require_safe
@provider_page(Permission.STAFF_VIEW)
def provider_list(request: ProviderRequest, extension: str) -> HttpResponse:
    if extension not in CONTENT_TYPES:
        raise Http404
    return _file(list_file(place=request.provider, extension=extension, on=timezone.localdate()))


def _file(made: ListFile) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
