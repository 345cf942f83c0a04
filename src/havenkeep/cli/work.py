"""The worker, as a process of its own: `python -m havenkeep.cli.work`. `havenkeep start` starts it."""

from __future__ import annotations

import os
import sys
import threading
from datetime import UTC, datetime
from importlib import import_module

import django

from havenkeep.cli.lifeline import when_parent_goes
from havenkeep.config.logs import configure


def main() -> None:
    """Run the schedule until standard input closes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "havenkeep.config.settings")
    django.setup()
    configure()
    stop = threading.Event()
    when_parent_goes(stop.set)
    # Both name models, which only exist from here on.
    serve = import_module("havenkeep.background.worker").serve
    work = import_module("havenkeep.config.schedule").WORK
    if not serve(work, clock=lambda: datetime.now(UTC), stop=stop):
        sys.exit(1)  # and `havenkeep start` starts it again


if __name__ == "__main__":
    main()
