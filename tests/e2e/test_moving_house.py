"""Going on elsewhere: from a backup of a running Havenkeep, and with one service taken along."""

from __future__ import annotations

import zipfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import Begin
from tests.e2e.journey import Journey
from tests.e2e.stages import Stage
from tests.e2e.test_answering import ALICE, POLICY, adds_a_photo, says
from tests.installation import Installation, fresh
from tests.upkeep.backups import back_up, restored

pytestmark = pytest.mark.e2e


def test_a_backup_of_a_running_havenkeep_goes_on_in_another_folder(
    journey: Begin, browser: Browser, tmp_path: Path
) -> None:
    alice = journey(Stage.BEGUN)
    alice.signs_in(ALICE)
    says(alice, POLICY, "Yes")
    told = back_up(alice.installation, tmp_path / "home.age")
    assert told.returncode == 0, told.stderr
    there = restored(tmp_path / "home.age", fresh(tmp_path / "there"))
    with ExitStack() as stack:
        again = elsewhere(browser, there, stack)
        again.signs_in(ALICE)
        again.reads("Thistlewick House")
        assert again.number["Said"] == 1
        says(again, "Contracts that cover data", "Yes")
        again.goes_home()
        assert again.number["Said"] == 2


@pytest.mark.parametrize("width", [320, 1280])
def test_a_manager_takes_everything_along_and_goes_on_elsewhere(
    journey: Begin, browser: Browser, tmp_path: Path, width: int
) -> None:
    alice = journey(Stage.BEGUN, width=width)
    alice.signs_in(ALICE)
    says(alice, POLICY, "Yes")
    adds_a_photo(alice, "First page of the policy", tmp_path)
    alice.opens_in_menu("Registers")
    alice.opens("About this service")
    alice.opens("Take everything with you")
    alice.sees("1 proof file", "The file is not locked")
    saved = alice.saves("Download everything", tag="button")
    assert saved.name.startswith("thistlewick-house-")
    with zipfile.ZipFile(BytesIO(saved.content)) as whole:
        assert any(name.startswith("files/evidence/00001 ") for name in whole.namelist())
    (tmp_path / "along.zip").write_bytes(saved.content)
    if width == 1280:
        _goes_on(browser, tmp_path / "along.zip", tmp_path)


def _goes_on(browser: Browser, file: Path, folder: Path) -> None:
    """Bring it in where nobody knows Alice but by an account that was made there."""
    there = fresh(folder / "there")
    there.python(MAKE_ALICE)
    told = there.run("import-service", str(file), "--provider", "new", "--manager", ALICE)
    assert told.returncode == 0, told.stderr
    with ExitStack() as stack:
        again = elsewhere(browser, there, stack)
        again.signs_in(ALICE)
        again.reads("Thistlewick House")
        assert again.number == {"Said": 1, "Shown": 1, "Proven": 0}
        says(again, "Contracts that cover data", "Yes")
        again.opens_in_menu("History")
        again.sees("Brought the service in from another Havenkeep", "came along from another Havenkeep")


MAKE_ALICE = f"""
import os, subprocess, sys
subprocess.run([sys.executable, "-m", "havenkeep", "doctor"], check=False, stdout=subprocess.DEVNULL)
import django
django.setup()
from django.utils import timezone
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.identity.actions import make_user
from tests.world import PASSWORD
make_user(name="Alice Fenn", email="{ALICE}", password=PASSWORD, by=SYSTEM, at=timezone.now())
"""


def elsewhere(browser: Browser, installation: Installation, stack: ExitStack) -> Journey:
    running = stack.enter_context(installation.started("--no-browser"))
    traveller = Journey(browser, installation=installation, port=running.port, name="elsewhere")
    stack.callback(traveller.page.context.close)
    return traveller
