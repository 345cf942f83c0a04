"""How the installation is, for whoever looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from havenkeep.upkeep.check import Check, State


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationPage:
    """`whole` says that the database and every history were read through."""

    checks: Sequence[Check]
    whole: bool

    @property
    def to_mend(self) -> list[Check]:
        """Return what wants somebody, what is wrong first."""
        return sorted(
            (check for check in self.checks if check.state is not State.OK),
            key=lambda check: check.state is not State.WRONG,
        )

    @property
    def well(self) -> list[Check]:
        return [check for check in self.checks if check.state is State.OK]

    @property
    def lead(self) -> str:
        count = len(self.to_mend)
        if not count:
            return "All is well."
        return "One thing wants you." if count == 1 else f"{count} things want you."
