"""What a command does before it touches data: make the folder ready and load Django."""

from __future__ import annotations

import os
from pathlib import Path

from havenkeep.config.environment import LOG_NAME, BadEnvironment, Environment
from havenkeep.config.logs import configure
from havenkeep.upkeep.prepare import prepare, set_up_django
from havenkeep.upkeep.trouble import BadUse


def data_folder(given: Path | None = None) -> Path:
    """Return the data folder: `--data`, else `HAVENKEEP_DATA`, else `./instance`.

    Raises:
        BadUse: the environment says something that Havenkeep does not understand.
    """
    try:
        return given.expanduser().resolve() if given is not None else Environment.read().data
    except BadEnvironment as wrong:
        raise BadUse(str(wrong)) from wrong


def ready(data: Path | None = None) -> Path:
    """Make the data folder ready for this code, set Django up on it, and return it. Cheap when called again.

    Raises:
        BadUse: the environment says something that Havenkeep does not understand.
        DataTrouble: the folder or the database cannot be used.
        InUse: a server of another version uses the folder.
    """
    folder = data_folder(data)
    os.environ.setdefault(LOG_NAME, "command")
    prepare(folder)
    set_up_django(folder)
    configure()
    return folder
