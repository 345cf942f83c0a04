"""What can be wrong with an installation, said in one sentence with what to do."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command ends with."""

    FINE = 0
    WRONG = 1
    BAD_USE = 2
    DATA = 3


class Trouble(Exception):
    """Raised with one plain sentence for whoever runs Havenkeep; `code` is what the command ends with."""

    code = ExitCode.WRONG


class BadUse(Trouble):
    """The command was asked for something that it cannot do."""

    code = ExitCode.BAD_USE


class DataTrouble(Trouble):
    """The data folder, the database or a file given is not as it should be."""

    code = ExitCode.DATA
