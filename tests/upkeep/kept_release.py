"""What is asked of a kept release: by the version that made it, and by the code of today."""

from __future__ import annotations

LOOK = """
import django, hashlib, json
django.setup()
from datetime import date
from havenkeep.assessment.models import Confirmation, Publication, Response
from havenkeep.assessment.queries import standings
from havenkeep.audit.models import Head
from havenkeep.audit.queries import verify
from havenkeep.evidence.models import KeptFile
from havenkeep.evidence.receiving import vault
from havenkeep.identity.models import User
from havenkeep.organisations.models import Home
from havenkeep.standards.queries import edition_in_force

def told(rows):
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()

on = date(2026, 11, 22)
homes = list(Home.objects.select_related("provider", "profile").order_by("pk"))
laid = standings(homes, edition_id=edition_in_force(on=on).id, on=on)
answers = Response.objects.order_by("pk")
answers = answers.values_list("pk", "item", "value", "comment", "revision", "saved_by")
confirmed = Confirmation.objects.order_by("pk").values_list("pk", "response", "revision", "by")
published = Publication.objects.order_by("pk").values_list("pk", "number", "standing", "digest")
print(json.dumps({
    "answers": [answers.count(), told(answers)],
    "confirmed": [confirmed.count(), told(confirmed)],
    "published": [published.count(), told(published)],
    "people": sorted(User.objects.values_list("name", flat=True)),
    "standings": {home.slug: laid[home.pk].assessed.standing.value for home in homes},
    "histories": {head.stream: [head.number, head.digest] for head in Head.objects.order_by("stream")},
    "whole": all(report.broken_at is None for report in verify()),
    "files": {
        kept.name: hashlib.sha256(b"".join(vault().read(kept.stored_as))).hexdigest()
        for kept in KeptFile.objects.all()
    },
}))
"""
