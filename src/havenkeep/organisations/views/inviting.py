"""Inviting people: the link is shown once, made anew, or taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from havenkeep.identity.roles import Permission
from havenkeep.mail.queries import is_set_up
from havenkeep.organisations import actions
from havenkeep.organisations.access import actor
from havenkeep.organisations.door import DoorRequest, door_page
from havenkeep.organisations.forms.inviting import InviteForm
from havenkeep.organisations.models import Invitation
from havenkeep.organisations.pages.inviting import InvitePage, LinkPage
from havenkeep.organisations.permissions import roles_to_give


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@door_page(Permission.PEOPLE_MANAGE)
def invite(request: DoorRequest) -> HttpResponse:
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        roles=roles_to_give(request.door.place, giver=request.granted.roles),
        on=timezone.localdate(),
    )
    if form.is_valid():
        try:
            return _shown(request, _issue(request, form))
        except actions.CannotInvite as cannot:
            form.refuse(cannot)
    page = InvitePage.of(request.door, mail=is_set_up())
    status = 422 if form.is_bound else 200
    return render(request, "organisations/invite.jinja", {"page": page, "form": form}, status=status)


@require_POST
@never_cache
@door_page(Permission.PEOPLE_MANAGE)
def new_link(request: DoorRequest, invitation: str) -> HttpResponse:
    """Make a new link in place of the one before, and show it once."""
    row, by, now = _open(request, invitation), actor(request), timezone.now()
    try:
        issued = actions.renew_invitation(
            invitation=row, link=lambda token: _link(request, token), by=by, at=now
        )
    except actions.InvitationGone:
        messages.error(
            request, "This invitation is over: it was accepted, taken back, or its last day is past."
        )
        return redirect(request.door.to("people"))
    return _shown(request, issued)


@require_POST
@door_page(Permission.PEOPLE_MANAGE)
def revocation(request: DoorRequest, invitation: str) -> HttpResponse:
    row = _open(request, invitation)
    actions.revoke_invitation(invitation=row, by=actor(request), at=timezone.now())
    messages.success(
        request, f"The invitation for {row.name} is taken back. Its link does not work any more."
    )
    return redirect(request.door.to("people"))


def _issue(request: DoorRequest, form: InviteForm) -> actions.Issued:
    return actions.invite(
        place=request.door.place,
        giver=request.granted.roles,
        link=lambda token: _link(request, token),
        by=actor(request),
        at=timezone.now(),
        **form.cleaned_data,
    )


def _link(request: DoorRequest, token: str) -> str:
    return request.build_absolute_uri(f"{reverse('invitation')}?key={token}")


def _open(request: DoorRequest, ref: str) -> Invitation:
    return get_object_or_404(request.door.invitations, ref=ref)


def _shown(request: DoorRequest, issued: actions.Issued) -> HttpResponse:
    return render(request, "organisations/link.jinja", {"page": LinkPage.invited(request.door, issued)})
