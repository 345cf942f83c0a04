"""Structured, rotating logs with a request id and no personal values."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

_SHAPE: list[structlog.typing.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
# The framework logs the address of what it refuses; that of a card, link or talk holds its secret.
_TOKEN = re.compile(
    r"(?<=/)[A-Za-z0-9_-]{40,}|(?:(?<=/talk/)|(?<=/check/)|(?<=/check/passport/))[A-Za-z0-9_-]{12,}"
)


def without_tokens(
    _logger: Any, _method: str, line: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Take out of a line what may be the secret part of an address."""
    return {name: _TOKEN.sub("…", value) if isinstance(value, str) else value for name, value in line.items()}


def log_file(folder: Path, *, name: str = "havenkeep") -> Path:
    """Return where a process writes: `havenkeep` serves, `worker` works, `command` is any other."""
    return folder / f"{name}.log"


def logging_config(*, folder: Path, level: str, name: str = "havenkeep") -> dict[str, Any]:
    """Return Django's `LOGGING`: JSON lines to the process's own file (5 × 2 MiB) if the folder is there."""
    handlers: dict[str, Any] = {
        "console": {"class": "logging.StreamHandler", "formatter": "json", "level": "WARNING"}
    }
    if folder.is_dir():
        handlers["file"] = {
            "class": "logging.handlers.RotatingFileHandler",
            "filename": str(log_file(folder, name=name)),
            "maxBytes": 2 * 1024 * 1024,
            "backupCount": 5,
            "formatter": "json",
            "delay": True,
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_tokens,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": _SHAPE,
            }
        },
        "handlers": handlers,
        "root": {"handlers": list(handlers), "level": level},
    }


def configure() -> None:
    """Make structlog speak through the standard library's handlers."""
    structlog.configure(
        processors=[*_SHAPE, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def request_id(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request an id: the proxy's when it is well formed, else our own; echo it in the answer."""
    configure()

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        identifier = given if _SAFE_ID.fullmatch(given) else secrets.token_hex(8)
        # Stays bound: the framework tells of refused requests after the last middleware has returned.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=identifier)
        response = get_response(request)
        response["X-Request-ID"] = identifier
        return response

    return middleware
