"""What can be done with key cards, shared tablets and links by mail."""

from havenkeep.keycards.actions.cards import JustPrinted, Print, end_card, keep_cards, new_print, open_card
from havenkeep.keycards.actions.links import LinkSpent, ask_for_link, clear_old_links, send_link, use_link
from havenkeep.keycards.actions.signing_in import (
    PinTaken,
    Tried,
    account_of,
    choose_pin,
    remember_card,
    try_pin,
)
from havenkeep.keycards.actions.tablets import TabletLinkSpent, end_tablet, enrol_tablet, make_tablet

__all__ = [
    "JustPrinted",
    "LinkSpent",
    "PinTaken",
    "Print",
    "TabletLinkSpent",
    "Tried",
    "account_of",
    "ask_for_link",
    "choose_pin",
    "clear_old_links",
    "end_card",
    "end_tablet",
    "enrol_tablet",
    "keep_cards",
    "make_tablet",
    "new_print",
    "open_card",
    "remember_card",
    "send_link",
    "try_pin",
    "use_link",
]
