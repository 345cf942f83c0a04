"""Taking along a service with very many proofs, and bringing it in: how long, in how much memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from benchmarks.figures import Figure
from benchmarks.scale import Scale
from havenkeep.audit.domain.actor import SYSTEM
from havenkeep.evidence.judging.verdict import FileType
from havenkeep.evidence.models import KeptFile, Proof, ProofUse
from havenkeep.evidence.receiving import vault
from havenkeep.evidence.scanning import Scan
from havenkeep.evidence.vault.store import Kept
from havenkeep.identity.models import new_ref
from havenkeep.organisations.actions import make_home, make_provider
from havenkeep.organisations.models import Home
from havenkeep.standards.domain.words import ServiceKind

CONTENT = b"\xff\xd8\xff" + bytes(range(256)) * 40  # 10 kB: what counts here is how many there are
MOST_MIB = 200
MEASURED = """
import resource, subprocess, sys, time
begun = time.perf_counter()
done = subprocess.run([sys.executable, "-m", "havenkeep", *sys.argv[1:]], stdout=subprocess.DEVNULL)
assert done.returncode == 0
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def measure(scale: Scale) -> Iterator[Figure]:
    """Export and import with the real commands, each in a process of its own."""
    home = _filled(scale.proofs)
    connection.close()
    file = Path(settings.DATA).parent / "moving.zip"
    file.unlink(missing_ok=True)
    out = _command("export", home.ref, "-o", str(file), "--json")
    back = _command("import-service", str(file), "--provider", "new", "--json")
    for name, (seconds, mib) in (("Taking along", out), ("Bringing in", back)):
        yield Figure(
            name=f"{name} a service with {scale.proofs:,} stored files: memory",
            value=mib,
            unit="MiB",
            most=MOST_MIB,
            note=f"{seconds:.1f} s; {file.stat().st_size / 1e6:.0f} MB",
        )
    file.unlink()


def _command(*arguments: str) -> tuple[float, float]:
    told = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        env=os.environ | {"HAVENKEEP_DATA": str(settings.DATA)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, mib = told.stdout.split()
    return float(seconds), float(mib)


def _filled(count: int) -> Home:
    now = timezone.now()
    provider = make_provider(name="Larkfield Care Ltd", by=SYSTEM, at=now)
    home = make_home(provider=provider, name="Manyfold", kind=ServiceKind.RESIDENTIAL, by=SYSTEM, at=now)
    room = vault()
    proofs = Proof.objects.bulk_create(
        [
            Proof(
                ref=new_ref(),
                home=home,
                kind=Proof.Kind.FILE,
                title=f"Proof {number}",
                added_at=now,
                added_by="A",
            )
            for number in range(count)
        ]
    )
    ProofUse.objects.bulk_create([ProofUse(proof=proof, item="any") for proof in proofs])
    KeptFile.objects.bulk_create([_file(proof, room.keep([CONTENT])) for proof in proofs])
    return home


def _file(proof: Proof, kept: Kept) -> KeptFile:
    return KeptFile(
        ref=new_ref(),
        proof=proof,
        version=1,
        name="photo.jpg",
        file_type=FileType.JPEG,
        stored_as=kept.name,
        size=kept.size,
        sha256=kept.sha256,
        scan=Scan.NOT_SCANNED,
        kept_at=proof.added_at,
    )
