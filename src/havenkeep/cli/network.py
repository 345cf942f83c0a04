"""This computer on its network: its addresses and names, a free port, and whether the server answers."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from contextlib import suppress

from havenkeep.upkeep.trouble import BadUse, Trouble

SOMEWHERE = "192.0.2.1"  # RFC 5737: never a real machine; nothing is sent to it
NAME_LOOKUP = 1.0  # seconds; an office without a name server would wait for ten


def own_addresses() -> list[str]:
    """Return this computer's IPv4 addresses on its networks, the one that leads outside first."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((SOMEWHERE, 9))
        found.append(probe.getsockname()[0])
    with suppress(OSError):
        rows = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        found += [str(row[4][0]) for row in rows]
    return [address for address in dict.fromkeys(found) if not address.startswith(("127.", "0."))]


def own_names() -> list[str]:
    """Return the names that others may use for this computer, in lower case."""
    name = socket.gethostname().lower()
    names = [name, f"{name.split('.')[0]}.local", *_full_name()]
    return [name for name in dict.fromkeys(names) if name and not name.startswith("localhost")]


def check_port(address: str, port: int) -> None:
    """Check that the port can be had.

    Raises:
        Trouble: another program has it.
        BadUse: this account may not use it.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError as wrong:
            raise BadUse(
                f"This account may not use port {port}. Choose one above 1023, such as 8000."
            ) from wrong
        except OSError as wrong:
            raise Trouble(
                f"Port {port} is taken by another program. Stop that program, or choose another port: "
                f"havenkeep start --port {port + 1}, or make start PORT={port + 1}."
            ) from wrong


def answers(*, port: int, tls: bool) -> bool:
    """Whether a server on this computer answers that it is well."""
    connection: http.client.HTTPConnection
    if tls:
        # The certificate is for the public name; this asks our own child process.
        connection = http.client.HTTPSConnection(
            "127.0.0.1",
            port,
            timeout=2,
            context=ssl._create_unverified_context(),  # noqa: S323
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _full_name() -> list[str]:
    found: list[str] = []
    lookup = threading.Thread(target=lambda: found.append(socket.getfqdn().lower()), daemon=True)
    lookup.start()
    lookup.join(NAME_LOOKUP)
    return [name for name in found if not name.endswith(".arpa")]
