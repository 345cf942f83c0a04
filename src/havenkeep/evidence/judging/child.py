"""The process that judges one file and ends: the file on standard input, the verdict on standard output.

    python -m havenkeep.evidence.judging.child NAME < file > verdict

The verdict is one line of JSON, `{"type": …}` or `{"refused": …}`, then the remade picture if there is one.
Memory, time and what it may write are capped, so a file built to exhaust or break a library takes
this process down and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from typing import Final

from havenkeep.evidence.judging.judge import judge
from havenkeep.evidence.judging.verdict import MIB, Refused

MEMORY_LIMIT: Final = 1024 * MIB
WRITING_LIMIT: Final = 64 * MIB
CPU_SECONDS: Final = 20
OPEN_FILES: Final = 64


def be_confined() -> None:
    """Cap what this process may take, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  the module exists on POSIX only

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, WRITING_LIMIT),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    os.nice(5)


def main() -> int:
    be_confined()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    out = sys.stdout.buffer
    try:
        accepted = judge(sys.stdin.buffer.read(), name=name)
    except Refused as refused:
        out.write(json.dumps({"refused": str(refused)}).encode() + b"\n")
        return 0
    out.write(json.dumps({"type": accepted.type.value}).encode() + b"\n")
    out.write(accepted.remade or b"")
    return 0


if __name__ == "__main__":
    sys.exit(main())
