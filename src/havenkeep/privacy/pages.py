"""The page of the ICO registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from havenkeep.evidence.domain.finding import NOTHING_RECORDED, Finding
from havenkeep.organisations.models import Home
from havenkeep.privacy.domain.fees import Fees, fees
from havenkeep.privacy.domain.registration import Ours, same_company
from havenkeep.privacy.forms import RegistrationForm
from havenkeep.privacy.models import Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationPage:
    """`form` is None for whoever may only read; `other_name` is the owner's when the register's differs."""

    ref: str
    name: str
    finding: Finding
    kept: Registration | None
    other_name: str
    not_ours: bool
    fees: Fees
    form: RegistrationForm | None

    @classmethod
    def of(
        cls, home: Home, *, kept: Registration | None, on: date, form: RegistrationForm | None
    ) -> RegistrationPage:
        owner = home.provider.name
        differs = kept is not None and kept.holder != "" and not same_company(kept.holder, owner)
        return cls(
            ref=home.ref,
            name=home.name,
            finding=kept.finding(on=on) if kept else NOTHING_RECORDED,
            kept=kept,
            other_name=owner if differs and kept is not None and kept.ours != Ours.NO else "",
            not_ours=kept is not None and kept.ours == Ours.NO,
            fees=fees(),
            form=form,
        )
