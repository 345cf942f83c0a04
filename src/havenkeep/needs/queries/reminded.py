"""Who was reminded of what, and whom a digest goes to: one query each for any number of homes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from havenkeep.identity.roles import Role
from havenkeep.needs.domain.reminding import Sent, Which
from havenkeep.needs.models import Digest, Reminder, ReminderSettings
from havenkeep.needs.queries.staffing import posts_in_use
from havenkeep.organisations.models import Home, Homes, Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody with an account who is told."""

    ref: str
    name: str
    email: str


MOST = 4  # reminders for one training where a home said nothing


def reminding(home: Home) -> tuple[bool, int]:
    """Return whether a home's people are reminded, and how often at most. One query."""
    kept = ReminderSettings.objects.filter(home=home).first()
    return (kept.wanted, kept.most) if kept else (True, MOST)


def homes_reminding(*, first: int, last: int) -> Homes:
    """Return the homes in a range of primary keys that remind: no sample, and none that said no."""
    return (
        Home.objects.filter(pk__gte=first, pk__lte=last)
        .exclude(provider__is_sample=True)
        .exclude(pk__in=ReminderSettings.objects.filter(wanted=False).values("home"))
    )


def most_of(*, homes: Homes) -> Mapping[int, int]:
    """Return how many reminders each home that said so allows for one training. One query."""
    return dict(ReminderSettings.objects.filter(home__in=homes).values_list("home", "most"))


def sent_to(*, homes: Homes, on: date) -> Mapping[int, tuple[Sent, ...]]:
    """Return what was sent to everyone who works in the homes, from wherever. One query."""
    found: dict[int, list[Sent]] = defaultdict(list)
    people = posts_in_use(homes=homes, on=on).values("person")
    rows = Reminder.objects.filter(person__in=people).order_by("pk")
    for who, training, due_on, which, day in rows.values_list(
        "person", "training", "due_on", "which", "sent_on"
    ):
        found[who].append(Sent(training=training, due_on=due_on, which=Which(which), on=day))
    return {who: tuple(rows) for who, rows in found.items()}


def last_digests(*, homes: Homes) -> Mapping[int, date]:
    """Return when each home's leads were last told. One query."""
    rows = Digest.objects.filter(home__in=homes).values_list("home").order_by("home")
    return dict(rows.annotate(last=Max("sent_on")))


def leads_of(*, homes: Homes, at: datetime) -> Mapping[int, tuple[Reader, ...]]:
    """Return the data security leads of each home with an e-mail, or its managers. One query."""
    found: dict[int, dict[Role, list[Reader]]] = defaultdict(lambda: defaultdict(list))
    rows = (
        Membership.objects.in_force(at=at)
        .filter(home__in=homes, role__in=[Role.LEAD, Role.MANAGER], user__is_active=True)
        .exclude(user__email=None)
        .order_by("pk")
        .values_list("home", "role", "user__ref", "user__name", "user__email")
    )
    for home, role, ref, name, email in rows:
        found[home][Role(role)].append(Reader(ref=ref, name=name, email=email or ""))
    return {home: tuple(by_role[Role.LEAD] or by_role[Role.MANAGER]) for home, by_role in found.items()}
