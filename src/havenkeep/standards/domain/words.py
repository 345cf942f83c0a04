"""The words a page uses for each kind of service."""

from __future__ import annotations

from enum import StrEnum


class ServiceKind(StrEnum):
    RESIDENTIAL = "residential"
    NURSING = "nursing"
    HOME_CARE = "home_care"
    SUPPORTED_LIVING = "supported_living"
