"""Finding the service in the national list, or typing it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError

from havenkeep.design.fields import CharField, Choice, ConfirmField, RadioField
from havenkeep.design.forms import Form
from havenkeep.web.setup.domain.choices import CodeKind
from havenkeep.web.setup.domain.questions import BY_NAME, Asked
from havenkeep.web.setup.domain.reading import BadAnswer, Raw, read_code, read_postcode
from havenkeep.web.setup.forms.base import QuestionForm

FROM_LIST = ("cqc_location_id", "code_kind", "listed_status", "from_list")
BOUGHT = "We took this service over in the last two years"
BOUGHT_HINT = (
    "Then the code in the list may still be the old owner’s, and what it published may not be yours."
)


class SearchForm(Form):
    """The search box. It is sent by GET, so that the page can be reloaded and gone back to."""

    q = CharField(
        label=BY_NAME[Asked.SERVICE].title,
        hint=BY_NAME[Asked.SERVICE].lead,
        page_heading=True,
        noun="the name or code of your service",
        max_length=100,
        autocomplete="off",
        spellcheck=False,
    )


class ChooseForm(Form):
    """The services found, as a list to choose from."""

    chosen = RadioField(label="Which one is yours?", size="m", noun="your service, or type it in", choices=())
    bought_recently = ConfirmField(label=BOUGHT, hint=BOUGHT_HINT, required=False, mark_optional=False)

    def __init__(self, typed: Mapping[str, Any] | None, *, found: Sequence[Choice]) -> None:
        super().__init__(typed)
        cast(RadioField, self.fields["chosen"]).offer(found)


class ByHandForm(QuestionForm):
    """The service typed in."""

    asked = Asked.SERVICE
    name = CharField(label="Name of the service", max_length=160, autocomplete="off", spellcheck=False)
    town = CharField(label="Town", max_length=80, autocomplete="off", required=False, spellcheck=False)
    postcode = CharField(
        label="Postcode", max_length=10, width="10", autocomplete="off", required=False, spellcheck=False
    )
    provider_name = CharField(
        label="Who owns it",
        hint="The company, charity or person it is registered to.",
        noun="the owner’s name",
        max_length=160,
        autocomplete="off",
        spellcheck=False,
        required=False,
    )
    code = CharField(
        label="Its code",
        hint="Such as VLXYZ (ODS), or 1-123456789 (CQC location).",
        noun="the code",
        max_length=20,
        width="20",
        autocomplete="off",
        spellcheck=False,
        required=False,
    )
    bought_recently = ConfirmField(label=BOUGHT, hint=BOUGHT_HINT, required=False, mark_optional=False)

    def from_kept(self, kept: Raw) -> dict[str, Any]:
        return {**kept, "code": kept.get("ods_code") or kept.get("cqc_location_id") or ""}

    def clean_postcode(self) -> str:
        try:
            return read_postcode(self.cleaned_data["postcode"])
        except BadAnswer as wrong:
            raise ValidationError(wrong.sentence) from wrong

    def clean_code(self) -> dict[str, str]:
        try:
            return read_code(self.cleaned_data["code"])
        except BadAnswer as wrong:
            raise ValidationError(wrong.sentence) from wrong

    def to_keep(self) -> dict[str, Any]:
        kept = super().to_keep()
        code: dict[str, str] = kept.pop("code")
        if code and code.get("ods_code") == self.kept.get("ods_code"):
            listed = {name: self.kept[name] for name in FROM_LIST if name in self.kept}
            return {**kept, **code, **listed}
        return {**kept, **code, "code_kind": CodeKind.UNKNOWN.value, "from_list": False}
