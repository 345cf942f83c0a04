"""The staff list: today's people, the file, starters and leavers, adding somebody, this is me."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.organisations.access import HomeRequest, ProviderRequest, actor, home_page, provider_page
from havenkeep.people import actions
from havenkeep.people.access import StaffRequest, staff_page
from havenkeep.people.files import FILES, staff_file_name
from havenkeep.people.forms.persons import NEW, AddForm
from havenkeep.people.models import Person
from havenkeep.people.pages.person import FormPage
from havenkeep.people.pages.provider import provider_staff
from havenkeep.people.pages.staff import PER_PAGE, Asked, ChangesPage, ProviderStaffPage, StaffPage
from havenkeep.people.queries.listing import counts_of, events_of, listed, me_of, people_alike, staff_of
from havenkeep.people.queries.matching import facts_of


@require_safe
@home_page(Permission.STAFF_VIEW)
def staff(request: HomeRequest) -> HttpResponse:
    on, asked = timezone.localdate(), Asked.of(request.GET.dict())
    people = staff_of(request.home, show=asked.show, engagement=asked.engagement, words=asked.words, on=on)
    page = StaffPage.of(
        request.home,
        asked=asked,
        listed=listed(request.home, people, on=on, page=asked.page, per_page=PER_PAGE),
        counts=counts_of(request.home, on=on),
        facts=facts_of(request.home, on=on),
        me=me_of(request.home, request.user, on=on),
        may_edit=request.granted.may(Permission.REGISTERS_EDIT),
        on=on,
    )
    return render(request, "people/staff.jinja", {"page": page})


@require_safe
@home_page(Permission.STAFF_VIEW)
def staff_file(request: HomeRequest, extension: str) -> HttpResponse:
    if extension not in FILES:
        raise Http404
    on, asked = timezone.localdate(), Asked.of(request.GET.dict())
    people = staff_of(request.home, show=asked.show, engagement=asked.engagement, words=asked.words, on=on)
    whole = listed(request.home, people, on=on, page=1, per_page=0)
    response = HttpResponse(FILES[extension].write(whole, on), content_type=FILES[extension].content_type)
    name = staff_file_name(request.home, on=on, extension=extension)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@home_page(Permission.STAFF_VIEW)
def changes(request: HomeRequest) -> HttpResponse:
    page = ChangesPage.of(request.home, events=events_of(request.home, on=timezone.localdate()))
    return render(request, "people/changes.jinja", {"page": page})


@require_safe
@provider_page(Permission.STAFF_VIEW)
def provider(request: ProviderRequest) -> HttpResponse:
    may_edit = request.granted.may(Permission.REGISTERS_EDIT)
    page: ProviderStaffPage = provider_staff(request.provider, may_edit=may_edit, on=timezone.localdate())
    return render(request, "people/provider.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@home_page(Permission.REGISTERS_EDIT)
def add(request: HomeRequest) -> HttpResponse:
    """Put somebody on the list. Whoever may be known already is asked about."""
    on, data = timezone.localdate(), request.POST if request.method == "POST" else None
    form = AddForm(data, on=on)
    alike = people_alike(request.home, **form.known_by)
    if alike:
        form = AddForm(data, on=on, alike=alike)
    if form.is_valid():
        try:
            person = _add(request, form, {found.ref: found for found, _ in alike})
        except actions.CannotKeep as cannot:
            form.add_error(None, str(cannot))
        else:
            messages.success(request, f"{person.name} is on the list.")
            return redirect("people:person", ref=request.home.ref, person=person.ref)
    page = FormPage(
        ref=request.home.ref,
        caption=request.home.name,
        title="Add a person",
        submit="Add this person",
        lead="Employed, bank, agency, volunteer or director: everyone who works here.",
    )
    status = 422 if form.is_bound else 200
    return render(request, "people/form.jinja", {"page": page, "form": form}, status=status)


@require_POST
@staff_page(Permission.REGISTERS_EDIT)
def this_is_me(request: StaffRequest) -> HttpResponse:
    """Link one's own account to oneself on the list."""
    try:
        actions.link_account(person=request.person, user=request.user, by=actor(request), at=timezone.now())
    except actions.CannotKeep as cannot:
        messages.error(request, str(cannot))
    else:
        messages.success(request, "Noted: this is you.")
    return redirect("people:person", ref=request.home.ref, person=request.person.ref)


@transaction.atomic
def _add(request: HomeRequest, form: AddForm, known: dict[str, Person]) -> Person:
    by, at = actor(request), timezone.now()
    same = form.cleaned_data.get("same", NEW)
    person = known.get(same) or actions.add_person(
        provider=request.home.provider, by=by, at=at, **form.of_person
    )
    actions.start_post(person=person, home=request.home, by=by, at=at, **form.of_post)
    return person
