from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import PARTS
from benchmarks.figures import Figure

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("parts", [PARTS[::3], PARTS[1::3], PARTS[2::3]], ids=" ".join)
def test_every_benchmark_still_runs(parts: tuple[str, ...], tmp_path: Path) -> None:
    out = tmp_path / "figures.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick", "--only", *parts, "--json", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads(out.read_text())["figures"]
    assert figures
    assert all(figure["value"] >= 0 or "recompute" in figure["name"] for figure in figures)


def test_a_figure_knows_whether_it_meets_its_aim() -> None:
    assert Figure(name="", value=3, unit="", most=3).met is True
    assert Figure(name="", value=499, unit="", least=500).met is False
    assert Figure(name="", value=1, unit="").met is None
