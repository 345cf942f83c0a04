"""One part of the benchmarks, as a process of its own: `python -m benchmarks.part NAME FOLDER SCALE OUT`."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.scale import SCALES
from havenkeep.cli.ready import ready


def main() -> None:
    """Make the folder ready, measure, and leave the figures in a file."""
    name, folder, scale, out = sys.argv[1:]
    ready(Path(folder))
    # Names models, which only exist from here on.
    measure = import_module(f"benchmarks.{name}").measure
    figures = [figure.as_json() for figure in measure(SCALES[scale])]
    Path(out).write_text(json.dumps(figures, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
