"""Who has access; changing it, ending it, and helping somebody back in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.models import User
from havenkeep.identity.roles import Permission
from havenkeep.identity.way_in.actions import FROM_A_COLLEAGUE, make_way_in
from havenkeep.organisations import actions
from havenkeep.organisations.access import actor
from havenkeep.organisations.door import DoorRequest, door_page
from havenkeep.organisations.forms.people import AccessForm, EndForm, WayInForm
from havenkeep.organisations.models import Home, Membership, Provider
from havenkeep.organisations.pages.inviting import LinkPage
from havenkeep.organisations.pages.people import EndingPage, MemberPage, PeoplePage
from havenkeep.organisations.permissions import OutOfReach, check_reach, roles_instead_of
from havenkeep.organisations.queries import consultants_of, everywhere_in, people_of, places_of


@require_safe
@door_page(Permission.PEOPLE_VIEW)
def people(request: DoorRequest) -> HttpResponse:
    now, place = timezone.now(), request.door.place
    page = PeoplePage.of(
        request.door,
        people=people_of(place, at=now),
        consultants=consultants_of(place, at=now) if isinstance(place, Provider) else (),
        you=request.user,
        may_manage=place is None or request.granted.may(Permission.PEOPLE_MANAGE),
        at=now,
    )
    return render(request, "organisations/people.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@door_page(Permission.PEOPLE_MANAGE)
def member(request: DoorRequest, membership: int) -> HttpResponse:
    """Show one person's access, and change its role or last day."""
    row, now = _open(request, membership), timezone.now()
    form = AccessForm(
        request.POST if request.method == "POST" else None,
        roles=roles_instead_of(row.as_role, request.door.place, giver=request.granted.roles),
        on=timezone.localdate(now),
        membership=row,
    )
    if form.is_valid():
        try:
            actions.change_access(membership=row, by=actor(request), at=now, **form.cleaned_data)
        except actions.CannotEnd as cannot:
            form.add_error("role", str(cannot))
        else:
            messages.success(request, f"Saved. It holds for {row.user.name} from now on.")
            own = row.user_id == request.user.pk
            return redirect("web:start" if own else request.door.to("people"))
    status = 422 if form.is_bound else 200
    return render(request, "organisations/member.jinja", _about(request, row, form), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door_page(Permission.PEOPLE_MANAGE)
def ending(request: DoorRequest, membership: int) -> HttpResponse:
    row = _open(request, membership)
    own = row.user_id == request.user.pk
    form = EndForm(request.POST if request.method == "POST" else None, own=own)
    if form.is_valid():
        try:
            actions.end_access(membership=row, by=actor(request), at=timezone.now())
        except actions.CannotEnd as cannot:
            form.add_error(None, str(cannot))
        else:
            return _ended(request, row.user)
    page = EndingPage.of(request.door, row, you=request.user)
    return _form(request, "organisations/ending.jinja", page, form)


@require_http_methods(["GET", "HEAD", "POST"])
@door_page(Permission.PEOPLE_MANAGE)
def leaving(request: DoorRequest, person: str) -> HttpResponse:
    """End all of somebody's access to this provider that one manages."""
    rows = _everywhere(request, person)
    user = rows[0].user
    form = EndForm(request.POST if request.method == "POST" else None, own=user.pk == request.user.pk)
    if form.is_valid():
        try:
            actions.end_all_access(user=user, memberships=rows, by=actor(request), at=timezone.now())
        except actions.CannotEnd as cannot:
            form.add_error(None, str(cannot))
        else:
            return _ended(request, user)
    page = EndingPage.leaving(request.door, user, rows, you=request.user)
    return _form(request, "organisations/ending.jinja", page, form)


@require_POST
@never_cache
@door_page(Permission.PEOPLE_MANAGE)
def way_in(request: DoorRequest, membership: int) -> HttpResponse:
    """Make a link by which a colleague who is locked out chooses a new password."""
    row, now = _open(request, membership), timezone.now()
    refused = _help_refused(request, row)
    if refused:
        raise PermissionDenied(refused)
    form = WayInForm(request.POST)
    lost = form.is_valid() and form.cleaned_data["lost_phone"]
    token = make_way_in(user=row.user, clears_second_factor=lost, by=actor(request), at=now)
    link = request.build_absolute_uri(f"{reverse('identity_way_in')}?key={token}")
    page = LinkPage.way_in(request.door, row.user, link=link, until=now + FROM_A_COLLEAGUE)
    return render(request, "organisations/link.jinja", {"page": page})


def _open(request: DoorRequest, pk: int) -> Membership:
    return get_object_or_404(
        request.door.memberships.select_related("user", "home__provider", "provider"), pk=pk
    )


def _everywhere(request: DoorRequest, ref: str) -> list[Membership]:
    place, now = request.door.place, timezone.now()
    provider = place.provider if isinstance(place, Home) else place
    rows = everywhere_in(provider, person=ref, helper=request.user, at=now) if provider is not None else []
    if not rows:
        raise Http404
    return rows


def _about(request: DoorRequest, row: Membership, form: AccessForm) -> dict[str, object]:
    now = timezone.now()
    page = MemberPage.of(
        request.door,
        row,
        people=people_of(request.door.place, at=now),
        you=request.user,
        way_in=WayInForm(),
        help_refused=_help_refused(request, row),
        may_erase=_may_erase(request, row),
        at=now,
    )
    return {"page": page, "form": form}


def _help_refused(request: DoorRequest, row: Membership) -> str:
    """Return why this person cannot be helped back in by whoever asks, or nothing when they can."""
    if row.user_id == request.user.pk:
        return "You are signed in yourself."
    if not row.user.email or not row.is_in_force(at=timezone.now()):
        return f"{row.user.name} does not sign in with a password."
    try:
        check_reach(row.user, helper=request.user, at=timezone.now())
    except OutOfReach as out:
        return str(out)
    return ""


def _may_erase(request: DoorRequest, row: Membership) -> bool:
    """Say whether all that this person ever had access to is managed by whoever asks, somebody else."""
    try:
        check_reach(row.user, helper=request.user, at=timezone.now(), ever=True)
    except OutOfReach:
        return False
    return row.user_id != request.user.pk


def _ended(request: DoorRequest, user: User) -> HttpResponse:
    """Go on where whoever ended it may still go."""
    messages.success(request, f"{user.name}’s access has ended.")
    if user.pk != request.user.pk:
        return redirect(request.door.to("people"))
    places = places_of(user, at=timezone.now())
    return redirect("web:start" if places.homes or places.providers or places.operator else "account_login")


def _form(request: DoorRequest, template: str, page: object, form: EndForm) -> HttpResponse:
    return render(request, template, {"page": page, "form": form}, status=422 if form.is_bound else 200)
