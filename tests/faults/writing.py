"""Writes for as long as it lives, and says each thing only once it is kept.

`python -m tests.faults.writing START` does so at once. With `ready` it stands ready instead: each line
`write START FILE` or `look FILE` on its standard input is done by a process forked off at once, whose number
it prints; so a kill costs no start of a program.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from itertools import count
from pathlib import Path
from typing import IO

import django

django.setup()

from havenkeep.config.logs import configure  # noqa: E402
from tests.faults.mix import Place, look, write  # noqa: E402


def main() -> None:
    configure()  # so that nothing is logged where a parent listens
    if sys.argv[1] == "ready":
        stand_ready()
    else:
        write_on(int(sys.argv[1]), sys.stdout)


def write_on(start: int, out: IO[str]) -> None:
    place = Place.of()
    for number in count(start):
        out.write(write(place, number))
        out.flush()


def stand_ready() -> None:
    for line in sys.stdin:
        what, *rest = line.split()
        child = os.fork()
        if not child:
            _do(what, rest)
        print(child, flush=True)  # noqa: T201
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201


def _do(what: str, rest: list[str]) -> None:
    try:
        if what == "write":
            with Path(rest[1]).open("w") as out:
                write_on(int(rest[0]), out)
        else:
            Path(rest[0]).write_text(json.dumps(look()))
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
        os._exit(0)


if __name__ == "__main__":
    main()
