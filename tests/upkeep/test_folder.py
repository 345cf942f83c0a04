"""The data folder is private, and one server has it at a time."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from havenkeep.upkeep import setup_key
from havenkeep.upkeep.folder import FOLDERS, InUse, Lock, hold, is_held, make_folders, write_private
from havenkeep.upkeep.trouble import DataTrouble
from tests.installation import wait_for

HOLDER = """
import sys, time
from pathlib import Path
from havenkeep.upkeep.folder import Lock, hold
with hold(Path(sys.argv[1]), Lock.SERVER):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    make_folders(tmp_path / "instance")
    return tmp_path / "instance"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_folder_is_for_the_owners_eyes_only(data: Path) -> None:
    assert {name: mode(data / name) for name in FOLDERS} == dict.fromkeys(FOLDERS, 0o700)
    assert mode(data) == 0o700


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DataTrouble, match=r"cannot be used .*Choose another with --data\.$"):
        make_folders(tmp_path / "file" / "instance")


def test_a_second_server_on_the_folder_is_told_what_to_do(data: Path) -> None:
    with hold(data, Lock.SERVER):
        assert is_held(data, Lock.SERVER)
        with (
            pytest.raises(InUse, match=r"Another Havenkeep is using .*instance\. .*--data"),
            hold(data, Lock.SERVER),
        ):
            pass
    assert not is_held(data, Lock.SERVER)


def test_a_lock_waits_as_long_as_it_is_told(data: Path) -> None:
    with hold(data, Lock.UPGRADE), pytest.raises(InUse), hold(data, Lock.UPGRADE, wait=0.2):
        pass


def test_the_two_locks_do_not_stand_in_each_others_way(data: Path) -> None:
    with hold(data, Lock.SERVER), hold(data, Lock.UPGRADE):
        assert is_held(data, Lock.UPGRADE)


def test_a_killed_server_leaves_no_lock_behind(data: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(data)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        assert is_held(data, Lock.SERVER)
        holder.kill()
        holder.wait()
    wait_for(lambda: not is_held(data, Lock.SERVER))


def test_a_private_file_is_whole_and_private(data: Path) -> None:
    path = data / "secrets" / "thing"
    write_private(path, "first")
    write_private(path, "second")
    assert path.read_text() == "second"
    assert mode(path) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["thing"]


def test_a_private_file_that_cannot_be_written_is_said_in_one_sentence(data: Path) -> None:
    with pytest.raises(DataTrouble, match="cannot be written"):
        write_private(data / "nowhere" / "thing", "text")


def test_the_set_up_key_stays_the_same_until_it_is_forgotten(data: Path) -> None:
    assert setup_key.read(data) == ""
    key = setup_key.read_or_make(data)
    assert len(key) >= 32
    assert setup_key.read_or_make(data) == setup_key.read(data) == key
    assert mode(setup_key.path(data)) == 0o600
    setup_key.forget(data)
    setup_key.forget(data)
    assert setup_key.read(data) == ""
