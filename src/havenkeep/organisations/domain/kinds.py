"""Kinds of service are the standards' own word list; here they become choices."""

from __future__ import annotations

from havenkeep.standards.domain.words import ServiceKind

KIND_TITLES: dict[ServiceKind, str] = {
    ServiceKind.RESIDENTIAL: "Care home without nursing",
    ServiceKind.NURSING: "Care home with nursing",
    ServiceKind.HOME_CARE: "Home care",
    ServiceKind.SUPPORTED_LIVING: "Supported living or extra care",
}
