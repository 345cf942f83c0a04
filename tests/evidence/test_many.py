"""Ten thousand proofs are listed, searched and shown in as many queries as ten."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from havenkeep.evidence.models import KeptFile, Proof, ProofUse
from tests.world import AT, TODAY, World

MANY = 10_000


@pytest.fixture
def many(world: World) -> str:
    proofs = Proof.objects.bulk_create(
        Proof(
            home=world.thistlewick,
            kind=Proof.Kind.FILE,
            paper="policy" if n % 2 else "minutes",
            title=f"Paper number {n}",
            added_at=AT,
            added_by="Alice Fenn",
            valid_until=TODAY + timedelta(days=n % 400 - 100),
        )
        for n in range(MANY)
    )
    ProofUse.objects.bulk_create(ProofUse(proof=proof, item=f"x{proof.pk % 45}") for proof in proofs)
    KeptFile.objects.bulk_create(
        KeptFile(
            proof=proof,
            version=1,
            name=f"scan {n}.pdf",
            file_type="pdf",
            stored_as=f"{n:032x}",
            size=9,
            sha256="0" * 64,
            scan="clean",
            kept_at=AT,
        )
        for n, proof in enumerate(proofs)
    )
    return f"/homes/{world.thistlewick.ref}/evidence/"


@pytest.mark.django_db
def test_the_list_and_every_search_cost_the_same(
    many: str, world: World, time_machine: Any, django_assert_max_num_queries: Any
) -> None:
    time_machine.move_to(AT, tick=False)
    client: Client = world.client(world.alice)
    client.get(many)
    searches = {
        "": f"{MANY:,} proofs",
        "?page=200": "Page 200 of 200",
        "?page=9999": "Page 200 of 200",
        "?q=number+4321": "Paper number 4321",
        "?q=scan+4321": "Paper number 4321",
        "?item=x7&paper=policy": "Paper number",
        "?show=lapsed": "2,500 proofs",
        "?show=lapsing": "proofs",
        "?q=nothing+like+it": "Nothing fits",
        "?show=junk&paper=junk": f"{MANY:,} proofs",
    }
    for query, expected in searches.items():
        with django_assert_max_num_queries(8):
            page = client.get(many + query).content.decode()
        assert expected in page, query
