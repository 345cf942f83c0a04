"""`python -m benchmarks`: everything that is measured, each part in a throw-away data folder of its own."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

PARTS = (
    "pages",
    "saving",
    "standing",
    "training",
    "books",
    "processes",
    "directory",
    "evidence",
    "moving",
    "kills",
    "people",
    "load",
)
MARKS = {True: "[green]✓[/green]", False: "[red]✗[/red]", None: ""}


def main() -> int:
    """Measure what was asked for. Ends with 1 when a part fails, or a full run misses an aim."""
    asked = _arguments()
    console = Console()
    figures: list[dict[str, Any]] = []
    failed = False
    with tempfile.TemporaryDirectory(prefix="havenkeep-bench-", dir=asked.folder) as there:
        first = Path(there) / "first"
        _python(["-m", "havenkeep", "--data", str(first), "doctor", "--json"], quiet=True)
        for part in asked.only or PARTS:
            console.print(f"Measuring {part} …", highlight=False)
            try:
                figures += _measured(part, first, scale="quick" if asked.quick else "full")
            except subprocess.CalledProcessError:
                failed = True
                console.print(f"[red]{part} could not be measured.[/red] The reason stands above.")
    console.print(_table(figures))
    if asked.json:
        told = json.dumps(_told(figures, quick=asked.quick), ensure_ascii=False, indent=2)
        asked.json.write_text(told + "\n", encoding="utf-8")
    missed = not asked.quick and any(figure["met"] is False for figure in figures)
    return 1 if failed or missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="just see that every benchmark runs")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--folder", type=Path, help="where the throw-away folders are made")
    return parser.parse_args()


def _measured(part: str, first: Path, *, scale: str) -> list[dict[str, Any]]:
    folder = first.with_name(part)
    out = first.with_name(f"{part}.json")
    shutil.copytree(first, folder)
    _python(["-m", "benchmarks.part", part, str(folder), scale, str(out)])
    shutil.rmtree(folder)
    figures: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return figures


def _python(arguments: list[str], *, quiet: bool = False) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HAVENKEEP_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    output = subprocess.DEVNULL if quiet else None
    subprocess.run([sys.executable, *arguments], env=kept, stdout=output, check=True)


def _table(figures: list[dict[str, Any]]) -> Table:
    table = Table("", "What", "Figure", "Aim", "Queries", "More", box=None, pad_edge=False)
    for figure in figures:
        value = f"{figure['value']:,.2f}".rstrip("0").rstrip(".")
        queries = "" if figure["queries"] is None else str(figure["queries"])
        mark = MARKS[figure["met"]]
        table.add_row(
            mark, figure["name"], f"{value} {figure['unit']}", figure["aim"], queries, figure["note"]
        )
    return table


def _told(figures: list[dict[str, Any]], *, quick: bool) -> dict[str, Any]:
    return {
        "version": version("havenkeep"),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "quick": quick,
        "figures": figures,
    }


if __name__ == "__main__":
    sys.exit(main())
