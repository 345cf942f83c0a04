"""`havenkeep start`: make the folder ready, run the server and the worker, say where to go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import webbrowser
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from havenkeep.cli.network import answers, check_port, own_addresses, own_names
from havenkeep.cli.offer import Offer
from havenkeep.cli.supervise import Child, Supervisor
from havenkeep.config.environment import LOG_NAME, BadEnvironment, Environment
from havenkeep.upkeep import setup_key, stamp
from havenkeep.upkeep.folder import Lock, hold, make_folders, note_certificate
from havenkeep.upkeep.trouble import BadUse, Trouble

app = typer.Typer(add_completion=False)
SERVER_WAIT = 60.0  # seconds for the server's first answer


@app.command(
    epilog="Examples:  havenkeep start  ·  havenkeep start --lan  ·  havenkeep start --port 8080 --no-browser"
)
def start(
    *,
    context: typer.Context,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to answer on.")] = 8000,
    lan: Annotated[
        bool, typer.Option("--lan", help="Answer the office network too, not only this computer.")
    ] = False,
    tls_cert: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="A certificate (PEM), for HTTPS."),
    ] = None,
    tls_key: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="The certificate's key (PEM)."),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy",
            help="A web server in front does HTTPS and sets X-Forwarded-For and X-Forwarded-Proto. "
            "HAVENKEEP_HOSTS names the public address.",
        ),
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    data: Annotated[
        Path | None, typer.Option(metavar="FOLDER", file_okay=False, help="Where the data lies.")
    ] = None,
) -> None:
    """Run Havenkeep on this computer until Ctrl-C.

    The first start makes the data folder and prints a link to set up your service. Later starts keep it all.
    """
    folder, environment = _asked(data, context)
    if (tls_cert is None) != (tls_key is None):
        raise BadUse("Give both --tls-cert and --tls-key, or neither.")
    offer = Offer(
        port=port,
        lan=lan,
        certificate=(tls_cert, tls_key) if tls_cert and tls_key else None,
        behind_proxy=behind_proxy or environment.behind_proxy,
        hosts=environment.hosts,
        addresses=tuple(own_addresses()) if lan else (),
        names=tuple(own_names()) if lan else (),
    )
    offer.check()
    os.umask(0o077)
    make_folders(folder)
    with hold(folder, Lock.SERVER, wait=1.0):  # a doctor may be looking whether it is held
        check_port(offer.address, port)
        _make_ready(folder)
        note_certificate(folder, tls_cert)
        _run(offer, folder, browser=not no_browser)


def _asked(data: Path | None, context: typer.Context) -> tuple[Path, Environment]:
    given = data or (context.parent.params.get("data") if context.parent else None)
    try:
        environment = Environment.read()
    except BadEnvironment as wrong:
        raise BadUse(str(wrong)) from wrong
    return (given.expanduser().resolve() if given else environment.data), environment


def _make_ready(folder: Path) -> None:
    if stamp.matches(folder):
        return
    typer.echo(f"Getting {folder} ready. This happens the first time and after an upgrade.")
    done = subprocess.run([sys.executable, "-m", "havenkeep.cli.preparing", str(folder)], check=False)  # noqa: S603  # our own program
    if done.returncode:
        raise typer.Exit(done.returncode)


def _run(offer: Offer, folder: Path, *, browser: bool) -> None:
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    environment = offer.environment(os.environ, data=folder)
    supervisor = Supervisor(stop=stop)
    try:
        server = supervisor.launch(Child("server", offer.server_arguments(), environment))
        _wait_for(server, offer, folder, stop=stop)
        if stop.is_set():
            return
        supervisor.launch(Child("worker", ["havenkeep.cli.work"], environment | {LOG_NAME: "worker"}))
        key = setup_key.read(folder)
        typer.echo(offer.announcement(version=version("havenkeep"), key=key))
        if browser and _can_show():
            webbrowser.open(offer.setup_links(key)[0] if key else offer.home)
        supervisor.watch()
    finally:
        supervisor.end()
    typer.echo("Havenkeep has stopped.")


def _wait_for(server: Child, offer: Offer, folder: Path, *, stop: threading.Event) -> None:
    until = time.monotonic() + SERVER_WAIT
    while not answers(port=offer.port, tls=offer.tls):
        if server.ended() or time.monotonic() > until:
            raise Trouble(f"Havenkeep could not start. The reason stands above, or in {folder / 'logs'}.")
        if stop.wait(0.05):
            return


def _can_show() -> bool:
    if os.environ.get("CI"):
        return False
    return sys.platform in {"win32", "darwin"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
