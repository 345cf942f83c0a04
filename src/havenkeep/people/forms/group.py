"""Which service a group's list means by a place that is the name of none."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from havenkeep.design.fields import SelectField
from havenkeep.design.forms import Form
from havenkeep.people.domain.group_places import NONE_OF_OURS, AskedPlace


class PlacesForm(Form):
    """One question for each place. The likeliest service comes first, and none is chosen by itself.

    What was said before is shown chosen, and can be said otherwise.
    """

    def __init__(self, data: QueryDict | None = None, *, asked: Sequence[AskedPlace]) -> None:
        super().__init__(data, initial={one.question: one.answer for one in asked})
        for one in asked:
            self.fields[one.question] = SelectField(
                label=one.shown,
                required=not one.answer,
                mark_optional=False,
                error_messages={
                    "required": f"Say which service {one.called} is, or that it is none of yours"
                },
                choices=[
                    *((service.ref, service.name) for service in one.services),
                    (NONE_OF_OURS, "None of ours: leave these rows out"),
                ],
            )

    def said(self) -> dict[str, str]:
        """Return what was said, by question. Call it on a form that is valid."""
        return {question: answer for question, answer in self.cleaned_data.items() if answer}
