"""Which services head office's answers cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from havenkeep.design.fields import CheckboxesField, Choice
from havenkeep.design.forms import Form
from havenkeep.organisations.models import Home
from havenkeep.web.provider.queries import Covering
from havenkeep.web.setup.domain.choices import Publisher


class CoverForm(Form):
    def __init__(self, *args: Any, covering: Covering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.covering = covering
        offered = [*covering.covered, *covering.free]
        offered.sort(key=lambda home: (home.name, home.pk))
        self.fields["homes"] = CheckboxesField(
            label="Which services do head office’s answers cover?",
            hint="Each of them then says whether the answers are true there.",
            choices=[Choice(home.ref, home.name, hint=_said(home)) for home in offered],
            required=False,
            mark_optional=False,
            initial=[home.ref for home in _chosen_first(covering)],
        )

    def chosen(self) -> list[Home]:
        """Return the homes that were ticked. Call it on a form that is valid."""
        refs = set(self.cleaned_data["homes"])
        return [home for home in (*self.covering.covered, *self.covering.free) if home.ref in refs]

    def left_out(self) -> list[Home]:
        """Return the homes that were covered and are not ticked any more."""
        refs = set(self.cleaned_data["homes"])
        return [home for home in self.covering.covered if home.ref not in refs]


def _chosen_first(covering: Covering) -> Sequence[Home]:
    """Until head office has begun, suggest the services that said head office publishes for them."""
    if covering.submission is not None:
        return covering.covered
    return [home for home in covering.free if home.profile.publisher == Publisher.HEAD_OFFICE]


def _said(home: Home) -> str:
    return (
        "Said that head office publishes." if home.profile.publisher == Publisher.HEAD_OFFICE else home.town
    )
