"""The web server, as a process of its own: `python -m havenkeep.cli.serving`. `havenkeep start` starts it."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from havenkeep.cli.lifeline import end_with_parent, when_parent_goes

THREADS = 8
# Every browser keeps a few connections open between pages, and each takes one of these while it is open: with
# 64 of them, the phones after the first few dozen got no answer at all. Requests wait for a thread.
CONNECTIONS = 1_024


def main() -> None:
    """Serve until standard input closes."""
    given = _arguments()
    server = Granian(
        "havenkeep.config.wsgi:application",
        address=given.address,
        port=given.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        ssl_cert=given.cert,
        ssl_key=given.key,
        log_level=LogLevels.error,
        workers_kill_timeout=10,
    )
    when_parent_goes(server.signal_handler_interrupt)
    server.serve(target_loader=_load)


def _load(_target: str) -> Any:
    """Load the application: called in the process that answers requests."""
    end_with_parent()
    return import_module("havenkeep.config.wsgi").application


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--address", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--cert", type=Path)
    parser.add_argument("--key", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
