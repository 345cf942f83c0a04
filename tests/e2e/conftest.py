"""A browser, and real installations in the states that journeys begin from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser

from tests import browser as chromium
from tests.e2e.journey import Journey, KeyboardJourney
from tests.e2e.stages import Stage, staged
from tests.installation import Installation, copy_of

HERE = "127.0.0.1"
Staging = Callable[[Stage], Installation]


class Begin(Protocol):
    """Begin a journey at an installation in some state, such as `journey(Stage.BEGUN, width=320)`."""

    def __call__(
        self,
        name: Stage,
        *,
        width: int = 1280,
        scripts: bool = True,
        keyboard: bool = False,
        host: str = HERE,
    ) -> Journey: ...


class Servers:
    """Servers on copies of states, each started when it is first asked for."""

    def __init__(self, stage: Staging, folder: Path, stack: ExitStack) -> None:
        self._stage, self._folder, self._stack = stage, folder, stack
        self._running: dict[tuple[Stage, bool], tuple[Installation, int]] = {}

    def on(self, name: Stage, *, network: bool) -> tuple[Installation, int]:
        """Return the installation and the port that its server answers on."""
        if (name, network) not in self._running:
            copy = copy_of(self._stage(name), self._folder / f"{name}-{network}")
            running = self._stack.enter_context(copy.started("--no-browser", *(["--lan"] if network else [])))
            self._running[name, network] = copy, running.port
        return self._running[name, network]

    def begin(self, browser: Browser, stack: ExitStack, *, called: str) -> Begin:
        """Return what begins a journey at one of these servers; it ends with the stack."""

        def begin(
            name: Stage,
            *,
            width: int = 1280,
            scripts: bool = True,
            keyboard: bool = False,
            host: str = HERE,
        ) -> Journey:
            installation, port = self.on(name, network=host not in {HERE, "localhost"})
            traveller = (KeyboardJourney if keyboard else Journey)(
                browser,
                installation=installation,
                port=port,
                host=host,
                width=width,
                scripts=scripts,
                name=called,
            )
            stack.callback(traveller.page.context.close)
            return traveller

        return begin


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a quiet Chromium. Not for longer than a module: while it is open, Django refuses its database."""
    with chromium.opened() as opened:
        yield opened


@pytest.fixture(scope="session")
def stage(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Staging:
    """Give an installation in a named state; each state is made once, and nobody may change it."""
    made: dict[Stage, Installation] = {}

    def give(name: Stage) -> Installation:
        if name not in made:
            made[name] = staged(name, prepared, tmp_path_factory.mktemp(name) / "instance")
        return made[name]

    return give


@pytest.fixture
def journey(
    browser: Browser, stage: Staging, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Begin]:
    """Begin a journey that may change everything: its servers are the test's own."""
    with ExitStack() as stack:
        yield Servers(stage, tmp_path, stack).begin(browser, stack, called=request.node.name)


@pytest.fixture(scope="module")
def servers(stage: Staging, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Keep servers for a module's visits."""
    with ExitStack() as stack:
        yield Servers(stage, tmp_path_factory.mktemp("visits"), stack)


@pytest.fixture
def visit(browser: Browser, servers: Servers, request: pytest.FixtureRequest) -> Iterator[Begin]:
    """Begin a journey that changes nothing that another test reads: its servers are the module's."""
    with ExitStack() as stack:
        yield servers.begin(browser, stack, called=request.node.name)
