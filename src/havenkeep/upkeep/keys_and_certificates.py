"""Whether the keys here open the stored proof, and how long the certificate is good for."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from havenkeep.design.wording import say_date
from havenkeep.evidence.queries import some_stored
from havenkeep.evidence.receiving import vault
from havenkeep.evidence.vault.cipher import Damaged, WrongKey
from havenkeep.evidence.vault.keys import KeyTrouble
from havenkeep.upkeep.check import Check, State
from havenkeep.upkeep.folder import CERTIFICATE

LOOKED_AT = 200  # of the oldest and of the newest files each
ENDS_SOON = timedelta(days=30)


def stored_proof() -> Check:
    """Look at the beginning of the oldest and newest files: which key locked them, and are they there."""
    name = "Stored proof"
    count, stored = some_stored(LOOKED_AT)
    if not count:
        return Check(name=name, state=State.OK, sentence="No proof is stored yet.")
    try:
        room = vault()
    except KeyTrouble as wrong:
        sentence, _, rest = str(wrong).partition(". ")
        return Check(name=name, state=State.WRONG, sentence=f"{sentence}.", what_to_do=rest)
    locked, gone = 0, 0
    for one in stored:
        try:
            room.check_head(one)
        except WrongKey:
            locked += 1
        except Damaged:
            gone += 1
    if locked:
        return Check(
            name=name,
            state=State.WRONG,
            sentence=f"{locked} of {len(stored)} stored files looked at were locked with a key that is not "
            "here; secrets/evidence-key was made anew or swapped.",
            what_to_do="Add the line of the old secrets/evidence-key, which every backup has, as a further "
            "line to the one here, and restart Havenkeep. Nothing needs to be added again.",
        )
    if gone:
        return Check(
            name=name,
            state=State.WRONG,
            sentence=f"{gone} of {len(stored)} stored files looked at are damaged or gone.",
            what_to_do="Restore the newest backup into another folder, and copy its evidence folder here.",
        )
    return Check(name=name, state=State.OK, sentence=f"The key here opens the stored proof: {count:,} files.")


def certificate(data: Path, at: datetime) -> list[Check]:
    """Say until when the certificate is good; nothing when Havenkeep was started without one."""
    note, name = data / CERTIFICATE, "Certificate"
    if not note.is_file():
        return []
    path = Path(note.read_text("utf-8"))
    renew = "Ask whoever made the certificate for a new one, put it in its place, and restart Havenkeep."
    try:
        ends = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        sentence = f"The certificate {path} cannot be read."
        return [Check(name=name, state=State.WRONG, sentence=sentence, what_to_do=renew)]
    told = f"The certificate for HTTPS {{}} on {say_date(ends)}."
    if ends <= at:
        return [Check(name=name, state=State.WRONG, sentence=told.format("ended"), what_to_do=renew)]
    if ends - at < ENDS_SOON:
        return [Check(name=name, state=State.WARN, sentence=told.format("ends"), what_to_do=renew)]
    return [Check(name=name, state=State.OK, sentence=told.format("ends"))]
