"""What `start` was asked for: where it answers, by which names, and what its processes are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from havenkeep.design.square import square_lines
from havenkeep.upkeep.trouble import BadUse

HERE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # only with --lan
PLAIN_HTTP = (
    "Over plain HTTP, passkeys, pages kept for offline use and copy buttons work on this computer only. "
    "For all devices, give a certificate with --tls-cert and --tls-key."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way to reach Havenkeep. `addresses` and `names` are this computer's own, for the network."""

    port: int
    lan: bool = False
    certificate: tuple[Path, Path] | None = None
    behind_proxy: bool = False
    hosts: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def check(self) -> None:
        """Check that what was asked goes together.

        Raises:
            BadUse: it does not.
        """
        if self.behind_proxy and not self.hosts:
            raise BadUse(
                "Say by which name people reach the proxy: set HAVENKEEP_HOSTS, for example care.example.org."
            )
        if self.behind_proxy and self.certificate:
            raise BadUse(
                "Give either --behind-proxy, where the proxy does HTTPS, or a certificate; not both."
            )

    @property
    def address(self) -> str:
        return EVERYWHERE if self.lan else HERE

    @property
    def tls(self) -> bool:
        return self.certificate is not None

    @property
    def home(self) -> str:
        """Return the address on this computer."""
        return self._link(HERE)

    @property
    def network(self) -> tuple[str, ...]:
        """Return the addresses for other devices, the surest first."""
        if self.behind_proxy:
            return tuple(f"https://{host}" for host in self.hosts)
        return tuple(self._link(host) for host in (*self.addresses, *self.names)) if self.lan else ()

    def setup_links(self, key: str) -> tuple[str, ...]:
        return tuple(f"{link}/setup/?key={key}" for link in (self.home, *self.network[:1]))

    def server_arguments(self) -> list[str]:
        found = ["havenkeep.cli.serving", "--address", self.address, "--port", str(self.port)]
        if self.certificate is not None:
            found += ["--cert", str(self.certificate[0]), "--key", str(self.certificate[1])]
        return found

    def environment(self, base: Mapping[str, str], *, data: Path) -> dict[str, str]:
        """Return the environment of the server and the worker."""
        hosts = dict.fromkeys([*self.hosts, *self.addresses, *self.names])
        return {
            **base,
            "HAVENKEEP_DATA": str(data),
            "HAVENKEEP_HOSTS": ",".join(hosts),
            "HAVENKEEP_HTTPS": "1" if self.tls or self.behind_proxy else "0",
            "HAVENKEEP_BEHIND_PROXY": "1" if self.behind_proxy else "0",
        }

    def announcement(self, *, version: str, key: str) -> str:
        """Return what to print once the server answers."""
        rows: list[tuple[str, tuple[str, ...]]] = [("On this computer", (self.home,))]
        if self.network:
            rows.append(("For other devices", self.network))
        if key:
            rows.append(("Set up your service", self.setup_links(key)))
        lines = [f"Havenkeep {version} is running.", ""]
        for title, links in rows:
            lines += [f"  {title if first else '':<22}{link}" for first, link in _marked(links)]
        if self.lan:
            lines += ["", *_picture(self.network[0] if self.network else self.home)]
            if not self.tls:
                lines += [PLAIN_HTTP]
        return "\n".join([*lines, "", "Press Ctrl-C to stop it."])

    def _link(self, host: str) -> str:
        usual = 443 if self.tls else 80
        port = "" if self.port == usual else f":{self.port}"
        return f"{'https' if self.tls else 'http'}://{host}{port}"


def _marked(links: tuple[str, ...]) -> list[tuple[bool, str]]:
    return [(number == 0, link) for number, link in enumerate(links)]


def _picture(link: str) -> list[str]:
    return [f"Point a phone's camera here for {link}", square_lines(link)]
