"""What the environment says, typed. Unknown words are refused with a sentence; nothing is guessed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class BadEnvironment(Exception):
    """Raised with one sentence naming the variable and the words it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Settings a person may give. See docs/settings.md for each."""

    data: Path
    database_url: str
    debug: bool
    hosts: tuple[str, ...]
    https: bool
    behind_proxy: bool
    log_level: str
    largest_proof_mib: int
    clamd: str

    @classmethod
    def read(cls, source: Mapping[str, str] = os.environ) -> Environment:
        """Read the variables.

        Raises:
            BadEnvironment: a switch is neither `1` nor `0`, or a number is out of bounds.
        """
        return cls(
            data=Path(source.get("HAVENKEEP_DATA", "./instance")).expanduser().resolve(),
            database_url=source.get("HAVENKEEP_DATABASE_URL", ""),
            debug=_switch(source, "HAVENKEEP_DEBUG"),
            hosts=tuple(host for host in source.get("HAVENKEEP_HOSTS", "").split(",") if host),
            https=_switch(source, "HAVENKEEP_HTTPS"),
            behind_proxy=_switch(source, "HAVENKEEP_BEHIND_PROXY"),
            log_level=source.get("HAVENKEEP_LOG_LEVEL", "INFO"),
            largest_proof_mib=_whole(source, "HAVENKEEP_LARGEST_PROOF_MIB", usual=20, least=1, most=200),
            clamd=source.get("HAVENKEEP_CLAMD", ""),
        )


def _switch(source: Mapping[str, str], name: str) -> bool:
    value = source.get(name, "0")
    if value not in {"0", "1"}:
        raise BadEnvironment(f"{name} is “{value}”; set it to 1 for on or 0 for off.")
    return value == "1"


def _whole(source: Mapping[str, str], name: str, *, usual: int, least: int, most: int) -> int:
    value = source.get(name, str(usual))
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and least <= int(value) <= most):
        raise BadEnvironment(f"{name} is “{value}”; set it to a whole number from {least} to {most}.")
    return int(value)
