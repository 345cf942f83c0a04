"""Deleting what nothing points to: locked files whose row was never made or is gone, and half uploads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import structlog
from django.conf import settings

from havenkeep.evidence.models import KeptFile
from havenkeep.evidence.receiving import vault

OLD_ENOUGH = timedelta(days=1)
AT_ONCE = 500

log = structlog.get_logger()


def sweep(at: datetime) -> None:
    """Delete files older than a day that no row names. Safe to run at any time, and twice.

    Raises:
        KeyTrouble: the key file cannot be read, so nothing is touched.
    """
    before = at - OLD_ENOUGH
    gone = 0
    for batch in _batches(vault().older_than(before)):
        named = set(
            KeptFile.objects.filter(stored_as__in=[path.name for path in batch]).values_list(
                "stored_as", flat=True
            )
        )
        for path in batch:
            if path.name not in named:
                path.unlink(missing_ok=True)
                gone += 1
    for path in Path(settings.INCOMING).glob("*.upload*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            path.unlink(missing_ok=True)
            gone += 1
    if gone:
        log.info("files that nothing pointed to were deleted", files=gone)


def _batches(paths: Iterator[Path]) -> Iterator[list[Path]]:
    while batch := list(islice(paths, AT_ONCE)):
        yield batch
