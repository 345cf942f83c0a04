"""Installations in the states that journeys begin from, made through the same actions and commands as in use.

The browser's tests run in a process that has settings of its own, so a state is made in another one:
`python -m tests.e2e.stages begun` works on the data folder that the environment names.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from tests.installation import ROOT, Installation, copy_of

NATIONAL = ROOT.parent / "shared" / "data" / "DSPT search results 09_09_2022 12_44_07.csv"
MADE_UP = """\
Code,Organisation Name,Status,Date Of Publication,Primary Sector,Commissioner (From ODS)
VLE2E,AMBERFIELD HOUSE,21/22 Standards Met,27/06/2022,Social Care,
VLF3F,AMBERFIELD LODGE,Not Published,,Social Care,
AE2E,AMBERFIELD CARE LTD,21/22 Approaching Standards,30/06/2022,Social Care,
Y0001,AMBERFIELD SURGERY,21/22 Standards Met,30/06/2022,General Practice (GP),
"""


class Stage(StrEnum):
    BARE = "bare"  # before set-up, with nothing at all
    NEW = "new"  # before set-up, the national list imported
    BEGUN = "begun"  # one home just set up: nothing answered
    LAST_YEAR = "last-year"  # one home that published last year and has not begun this one
    TRAINED = "trained"  # one home with 43 people on its staff list, 40 of them trained this year
    GROUP = "group"  # two homes of one provider, each with a manager, and a group lead
    SAMPLE = "sample"  # the made-up sample that ships


def staged(name: Stage, prepared: Installation, folder: Path) -> Installation:
    """Return a copy of a prepared installation in a state."""
    made = copy_of(prepared, folder)
    if name is Stage.BARE:
        return made
    if name is Stage.NEW:
        _told(made, "directory", "import", str(national_list(folder.parent)))
    elif name is Stage.SAMPLE:
        _told(made, "demo")
    else:
        done = subprocess.run(
            [sys.executable, "-m", "tests.e2e.stages", name],
            cwd=ROOT,
            env=made.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    return made


def national_list(folder: Path) -> Path:
    """Return the real national file when it lies beside the checkout, or a made-up one of the same form."""
    if NATIONAL.is_file():
        return NATIONAL
    made_up = folder / "national.csv"
    made_up.write_text(MADE_UP, encoding="utf-8-sig")
    return made_up


def _told(installation: Installation, *arguments: str) -> None:
    done = installation.run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def _make(name: Stage) -> None:
    from tests.e2e import making

    makers: Mapping[Stage, Callable[[], None]] = {
        Stage.BEGUN: making.begun,
        Stage.LAST_YEAR: making.last_year,
        Stage.TRAINED: making.trained,
        Stage.GROUP: making.group,
    }
    makers[name]()


if __name__ == "__main__":
    import os

    from havenkeep.upkeep.prepare import set_up_django

    set_up_django(Path(os.environ["HAVENKEEP_DATA"]))
    _make(Stage(sys.argv[1]))
