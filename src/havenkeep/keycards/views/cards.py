"""The manager's pages of key cards: who has one, printing, and one person's card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from havenkeep.identity.roles import Permission
from havenkeep.keycards.actions import JustPrinted, end_card, keep_cards, new_print, open_card
from havenkeep.keycards.addresses import card_address, only_here
from havenkeep.keycards.forms import NewCardForm, PrintForm
from havenkeep.keycards.pages.manage import CardsPage, PersonPage, PrintPage, choices_of, newest_of, part_of
from havenkeep.keycards.queries import has_more, live_card, people_here, to_print_for
from havenkeep.keycards.sheet import card_sheet
from havenkeep.mail.queries import is_set_up
from havenkeep.organisations.access import HomeRequest, actor, home_page
from havenkeep.organisations.models import Home
from havenkeep.people.access import StaffRequest, staff_page
from havenkeep.people.models import Person
from havenkeep.printing.pdf import CouldNotPrint

JUST_PRINTED: Final = (
    "This card was replaced a moment ago. Its PDF is among your downloads. "
    "If it is not, replace the card once more."
)
SOME_JUST_PRINTED: Final = (
    "Some of these cards were replaced a moment ago, so none was now. Their PDF is among your downloads. "
    "If it is not, tick them once more."
)


@require_safe
@never_cache
@home_page(Permission.STAFF_VIEW)
def cards(request: HomeRequest) -> HttpResponse:
    """Show who has a card, who has not, and when each was last used."""
    now = timezone.now()
    page = CardsPage.of(
        request.home,
        people_here(request.home, at=now),
        without=to_print_for(request.home, at=now, again=False).count(),
        again=to_print_for(request.home, at=now, again=True).exists(),
        page=request.GET.get("page", ""),
        may_manage=request.granted.may(Permission.PEOPLE_MANAGE),
    )
    return render(request, "keycards/cards.jinja", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@home_page(Permission.PEOPLE_MANAGE)
def printing(request: HomeRequest) -> HttpResponse:
    """Choose who gets a card, and print them. Printing for somebody who has one ends theirs."""
    again = request.GET.get("who") == "with"
    listed = to_print_for(request.home, at=timezone.now(), again=again)
    part = part_of(listed, page=request.GET.get("page", ""))
    people = list(part)
    form = PrintForm(
        request.POST if request.method == "POST" else None,
        initial={"people": [] if again else [person.ref for person in people], "seen": newest_of(people)},
    )
    form.fields["people"].offer(choices_of(people))  # type: ignore[attr-defined]  # one of our own fields
    if form.is_valid():
        chosen = set(form.cleaned_data["people"])
        try:
            prints = [one for one in people if one.ref in chosen]
            return _sheet(request, request.home, prints, seen=form.cleaned_data["seen"])
        except JustPrinted:
            messages.error(request, SOME_JUST_PRINTED)
            return redirect(request.get_full_path())
        except CouldNotPrint as wrong:
            form.add_error(None, wrong.sentence)
    page = PrintPage(
        ref=request.home.ref,
        name=request.home.name,
        again=again,
        count=part.paginator.count,
        number=part.number,
        pages=part.paginator.num_pages,
        address=request.get_host(),
        only_here=only_here(request),
    )
    status = 422 if form.is_bound else 200
    return render(request, "keycards/print.jinja", {"page": page, "form": form}, status=status)


@require_safe
@never_cache
@staff_page(Permission.STAFF_VIEW)
def person_card(request: StaffRequest) -> HttpResponse:
    """Show one person's card, and where it was used."""
    page = PersonPage.of(
        request.home,
        request.person,
        card=live_card(request.person),
        more=has_more(request.person, at=timezone.now()),
        mail=is_set_up(),
        may_manage=request.granted.may(Permission.PEOPLE_MANAGE),
    )
    return render(request, "keycards/person.jinja", {"page": page})


@require_POST
@never_cache
@staff_page(Permission.PEOPLE_MANAGE)
def new_card(request: StaffRequest) -> HttpResponse:
    """Print one person a card, in place of the one that they have."""
    form = NewCardForm(request.POST)
    seen: int = form.cleaned_data["seen"] if form.is_valid() else 0
    try:
        return _sheet(request, request.home, [request.person], seen=seen)
    except JustPrinted:
        messages.error(request, JUST_PRINTED)
        return _back(request)
    except CouldNotPrint as wrong:
        messages.error(request, wrong.sentence)
        return _back(request)


@require_POST
@staff_page(Permission.PEOPLE_MANAGE)
def ending(request: StaffRequest) -> HttpResponse:
    if end_card(home=request.home, person=request.person, by=actor(request), at=timezone.now()):
        messages.success(
            request, "The card is taken back. It opens nothing any more, and its owner is signed out."
        )
    return _back(request)


@require_POST
@staff_page(Permission.PEOPLE_MANAGE)
def opening(request: StaffRequest) -> HttpResponse:
    if open_card(home=request.home, person=request.person, by=actor(request), at=timezone.now()):
        messages.success(
            request, "The card is open again. If its owner has forgotten the PIN, print a new card."
        )
    return _back(request)


def _sheet(request: HttpRequest, home: Home, people: Sequence[Person], *, seen: int) -> HttpResponse:
    """Print first: a card that could not be printed replaces none."""
    now = timezone.now()
    prints = [new_print(person) for person in people]
    content = card_sheet(
        prints,
        home=home,
        address=lambda token: card_address(request, token),
        start=request.build_absolute_uri(reverse("keycards:start")),
        on=timezone.localdate(now),
    )
    keep_cards(home=home, prints=prints, by=actor(request), at=now, seen=seen)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="key-cards-{home.slug}.pdf"'
    return response


def _back(request: StaffRequest) -> HttpResponse:
    return redirect("keycards:person", ref=request.home.ref, person=request.person.ref)
