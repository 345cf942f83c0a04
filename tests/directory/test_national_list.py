"""The real national list, when it lies beside the checkout: whole, in little memory, and searched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.directory.national import ROOT, national_file

FILE = national_file()

pytestmark = [
    pytest.mark.once,
    pytest.mark.national,
    pytest.mark.skipif(
        FILE is None,
        reason="The real national list is not in ../shared/data, nor named in HAVENKEEP_NATIONAL_FILE.",
    ),
]

# A process of its own, and VmHWM: ru_maxrss would begin at the size of the process that started it.
SCRIPT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
call_command("migrate", verbosity=0)
from havenkeep.audit.domain.actor import COMMAND_LINE
from havenkeep.directory.actions import import_directory
from havenkeep.directory.models import Organisation
from havenkeep.directory.queries import search
path = Path(sys.argv[1])
for _ in range(2):
    report = import_directory(path=path, name=path.name, by=COMMAND_LINE, at=datetime.now(UTC))
    print(report.added, report.changed, report.unchanged, report.rows_with_errors)
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
social_care = Organisation.objects.filter(is_social_care=True)
print(social_care.count(), Organisation.objects.filter(standing="unknown").count())
print(social_care.filter(name_folded__contains="the limes").count())
with CaptureQueriesContext(connection) as queries:
    match, = search(text="cheviot nursing home")
print(match.ods_code, len(queries))
print(match.status_sentence)
print(peak < 200, peak)
"""


def test_the_real_list_is_taken_in_whole_in_little_memory_and_searched(tmp_path: Path) -> None:
    for folder in ("logs", "secrets"):
        (tmp_path / folder).mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HAVENKEEP_")}
    environment |= {
        "HAVENKEEP_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "havenkeep.config.settings",
        "PYTHONPATH": str(ROOT / "src"),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(FILE)],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    first, again, kinds, limes, found, sentence, memory = done.stdout.splitlines()
    assert (first, again) == ("64201 0 0 0", "0 0 64201 0")
    assert (kinds, limes, found) == ("21064 0", "15", "VLKL3 1")
    assert sentence == "Standards Met in 21/22, as the national list stood on 9 September 2022."
    assert memory.startswith("True"), memory
