"""The issuer that is set, and who is linked to it."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from havenkeep.identity.models import User


def issuer_name() -> str:
    """Return what people call the issuer; nothing where none is set. No query."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def link_of(user: User) -> SocialAccount | None:
    """Return the account elsewhere that is linked to this person. One query."""
    return SocialAccount.objects.filter(user=user).order_by("pk").first()
