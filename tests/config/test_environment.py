"""What the environment may say, and what it is taken to mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from havenkeep.config import environment, openid
from havenkeep.config.environment import BadEnvironment, Environment

ROOT = Path(__file__).resolve().parent.parent.parent


def test_nothing_said_is_a_private_installation_here() -> None:
    read = Environment.read({})
    assert read.data == Path("instance").resolve()
    assert (read.database_url, read.debug, read.hosts, read.https, read.behind_proxy) == (
        "",
        False,
        (),
        False,
        False,
    )


@pytest.mark.parametrize("name", ["HAVENKEEP_DEBUG", "HAVENKEEP_HTTPS", "HAVENKEEP_BEHIND_PROXY"])
@pytest.mark.parametrize("value", ["yes", "true", "", "2"])
def test_a_switch_takes_one_or_nought_and_says_so(name: str, value: str) -> None:
    with pytest.raises(BadEnvironment, match=f"^{name} is “{value}”; set it to 1 for on or 0 for off.$"):
        Environment.read({name: value})


def test_a_folder_in_the_home_directory_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/alice")
    assert Environment.read({"HAVENKEEP_DATA": "~/havenkeep"}).data == Path("/home/alice/havenkeep")


def test_names_are_parted_by_commas() -> None:
    assert Environment.read({"HAVENKEEP_HOSTS": "a.example.org,,b"}).hosts == ("a.example.org", "b")


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    sources = [Path(module.__file__).read_text("utf-8") for module in (environment, openid)]
    read = set(re.findall(r"HAVENKEEP_[A-Z_]+", "\n".join(sources)))
    told = set(re.findall(r"`(HAVENKEEP_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text("utf-8")))
    assert read == told
