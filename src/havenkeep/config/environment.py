"""What the environment says, typed. Unknown words are refused with a sentence; nothing is guessed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from havenkeep.config.openid import BadOpenId, OpenId
from havenkeep.mail.domain.server import BadServer, read_url

BACKUP_FOLDER = "HAVENKEEP_BACKUP_FOLDER"
SMTP_URL = "HAVENKEEP_SMTP_URL"
BACKUP_PASSPHRASE_FILE = "HAVENKEEP_BACKUP_PASSPHRASE_FILE"  # noqa: S105
# Said to a process by the one that starts it: two that turn over one log file lose lines.
LOG_NAME = "HAVENKEEP_LOG_NAME"


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
    backup_folder: Path | None
    backup_passphrase_file: Path | None
    largest_proof_mib: int
    clamd: str
    idle_minutes: int
    openid: OpenId | None
    smtp_url: str

    @classmethod
    def read(cls, source: Mapping[str, str] = os.environ) -> Environment:
        """Read the variables.

        Raises:
            BadEnvironment: a switch is neither `1` nor `0`, a number is out of bounds, or only half of what
                backups need is there.
        """
        folder, passphrase = _path(source, BACKUP_FOLDER), _path(source, BACKUP_PASSPHRASE_FILE)
        if (folder is None) != (passphrase is None):
            raise BadEnvironment(f"Set both {BACKUP_FOLDER} and {BACKUP_PASSPHRASE_FILE}, or neither.")
        return cls(
            data=Path(source.get("HAVENKEEP_DATA", "./instance")).expanduser().resolve(),
            database_url=source.get("HAVENKEEP_DATABASE_URL", ""),
            debug=_switch(source, "HAVENKEEP_DEBUG"),
            hosts=tuple(host for host in source.get("HAVENKEEP_HOSTS", "").split(",") if host),
            https=_switch(source, "HAVENKEEP_HTTPS"),
            behind_proxy=_switch(source, "HAVENKEEP_BEHIND_PROXY"),
            log_level=source.get("HAVENKEEP_LOG_LEVEL", "INFO"),
            backup_folder=folder,
            backup_passphrase_file=passphrase,
            largest_proof_mib=_whole(source, "HAVENKEEP_LARGEST_PROOF_MIB", usual=20, least=1, most=200),
            clamd=source.get("HAVENKEEP_CLAMD", ""),
            idle_minutes=_whole(source, "HAVENKEEP_IDLE_MINUTES", usual=15, least=2, most=120),
            openid=_openid(source),
            smtp_url=_smtp_url(source),
        )


def _openid(source: Mapping[str, str]) -> OpenId | None:
    try:
        return OpenId.read(source)
    except BadOpenId as wrong:
        raise BadEnvironment(str(wrong)) from wrong


def _smtp_url(source: Mapping[str, str]) -> str:
    value = source.get(SMTP_URL, "")
    try:
        if value:
            read_url(value)
    except BadServer as wrong:
        raise BadEnvironment(f"{SMTP_URL} cannot be used. {wrong}") from wrong
    return value


def _path(source: Mapping[str, str], name: str) -> Path | None:
    value = source.get(name, "")
    return Path(value).expanduser().resolve() if value else None


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
