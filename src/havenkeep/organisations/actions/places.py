"""Making providers and homes, and changing their details."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from havenkeep.audit.actions import record
from havenkeep.audit.domain.actor import Actor
from havenkeep.identity.models import REF_ALPHABET
from havenkeep.organisations.models import Home, Profile, Provider
from havenkeep.standards.domain.words import ServiceKind

PROFILE_FIELDS = frozenset(
    field.name for field in Profile._meta.get_fields() if field.name not in {"id", "home"}
)
HOME_FIELDS = frozenset({"name", "kind", "ods_code", "cqc_location_id", "town", "postcode"})


@transaction.atomic
def make_provider(
    *, name: str, by: Actor, at: datetime, ods_code: str = "", is_sample: bool = False
) -> Provider:
    provider = Provider.objects.create(
        name=name.strip(),
        slug=free_slug(name, taken=Provider.objects.values_list("slug", flat=True)),
        ods_code=ods_code.upper(),
        made_at=at,
        is_sample=is_sample,
    )
    record(
        stream=provider.stream,
        event="organisations.provider_made",
        by=by,
        at=at,
        subject=f"organisations.provider:{provider.ref}",
    )
    return provider


@transaction.atomic
def make_home(
    *,
    provider: Provider,
    name: str,
    kind: ServiceKind,
    by: Actor,
    at: datetime,
    ods_code: str = "",
    cqc_location_id: str = "",
    town: str = "",
    postcode: str = "",
) -> Home:
    home = Home.objects.create(
        provider=provider,
        name=name.strip(),
        slug=free_slug(name, taken=Home.objects.values_list("slug", flat=True)),
        kind=kind.value,
        ods_code=ods_code.upper(),
        cqc_location_id=cqc_location_id,
        town=town,
        postcode=postcode.upper(),
        made_at=at,
    )
    Profile.objects.create(home=home)
    record(
        stream=home.stream,
        event="organisations.home_made",
        by=by,
        at=at,
        subject=f"organisations.home:{home.ref}",
    )
    return home


@transaction.atomic
def change_profile(*, home: Home, changes: Mapping[str, Any], by: Actor, at: datetime) -> Profile:
    """Change some of a home's profile; only what differs is written and recorded.

    Raises:
        KeyError: a name in `changes` is not a field of the profile.
    """
    _refuse_unknown(changes, known=PROFILE_FIELDS)
    profile = Profile.objects.select_for_update().get(home=home)
    _change(profile, changes, stream=home.stream, subject=f"organisations.profile:{home.ref}", by=by, at=at)
    return profile


@transaction.atomic
def change_home(*, home: Home, changes: Mapping[str, Any], by: Actor, at: datetime) -> Home:
    """Change a home's own details; its slug stays, so that links keep working.

    Raises:
        KeyError: a name in `changes` is not a detail that may change.
    """
    _refuse_unknown(changes, known=HOME_FIELDS)
    fresh = Home.objects.select_for_update().get(pk=home.pk)
    _change(fresh, changes, stream=home.stream, subject=f"organisations.home:{home.ref}", by=by, at=at)
    return fresh


def _refuse_unknown(changes: Mapping[str, Any], *, known: frozenset[str]) -> None:
    unknown = set(changes) - known
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))


def _change(
    row: Home | Profile, changes: Mapping[str, Any], *, stream: str, subject: str, by: Actor, at: datetime
) -> None:
    changed = [name for name, value in changes.items() if getattr(row, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(row, name, changes[name])
    row.save(update_fields=changed)
    event = "organisations.home_changed" if isinstance(row, Home) else "organisations.profile_changed"
    record(stream=stream, event=event, by=by, at=at, subject=subject, fields=sorted(changed))


def free_slug(name: str, *, taken: Any) -> str:
    """Return a slug for a name that none of `taken`, a query for slugs, has yet."""
    base = slugify(name)[:76] or "service"
    if not taken.filter(slug=base).exists():
        return base
    slug = base
    while taken.filter(slug=slug).exists():
        slug = f"{base}-{get_random_string(4, REF_ALPHABET)}"
    return slug
