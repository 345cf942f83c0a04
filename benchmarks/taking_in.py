"""Takes a national list in, as a process of its own: `python -m benchmarks.taking_in FOLDER FILE`.

Prints the seconds, the most memory in MiB, and the rows.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.upkeep.prepare import set_up_django


def main() -> None:
    set_up_django(Path(sys.argv[1]))
    # Names models, which only exist from here on.
    taking = import_module("havenkeep.directory.actions")
    path = Path(sys.argv[2])
    begun = time.perf_counter()
    report = taking.import_directory(path=path, name=path.name, by=SYSTEM, at=datetime.now(UTC))
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, peak, report.added + report.changed + report.unchanged)


if __name__ == "__main__":
    main()
