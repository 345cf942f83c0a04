"""Making the data folder ready, as a process of its own, so that `havenkeep start` itself stays small."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from havenkeep.upkeep.prepare import prepare
from havenkeep.upkeep.trouble import Trouble


def main() -> None:
    """Prepare the folder named on the command line; the caller holds the server's lock."""
    # Ctrl-C ends it at once and quietly: the next start begins again.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        prepare(Path(sys.argv[1]), serving=True)
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        sys.exit(int(trouble.code))


if __name__ == "__main__":
    main()
