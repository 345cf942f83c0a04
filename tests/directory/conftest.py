"""Where a skip fails the run, the real list's test is left out instead: that list cannot be installed."""

from __future__ import annotations

from tests.directory.national import national_file
from tests.nothing_skipped import NOTHING_SKIPPED

collect_ignore = ["test_national_list.py"] if NOTHING_SKIPPED and national_file() is None else []
