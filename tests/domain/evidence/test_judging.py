"""What may be kept is kept, and whatever means harm is refused with one sentence."""

from __future__ import annotations

import contextlib
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from havenkeep.evidence.judging import apart
from havenkeep.evidence.judging.apart import judge_apart
from havenkeep.evidence.judging.judge import judge
from havenkeep.evidence.judging.pictures import LONGEST_EDGE
from havenkeep.evidence.judging.verdict import TYPES, FileType, Refused
from tests.domain.evidence.files import (
    HOSTILE,
    a_docx,
    a_letter,
    a_pdf,
    a_photo,
    an_odt,
    an_ooxml,
    an_xlsx,
    moving,
)

ORDINARY = {
    "a.pdf": (a_pdf, FileType.PDF),
    "moves.pdf": (lambda: a_pdf(moving), FileType.PDF),
    "a.docx": (a_docx, FileType.DOCX),
    "a.xlsx": (an_xlsx, FileType.XLSX),
    "a.odt": (an_odt, FileType.ODT),
    "a.jpg": (a_photo, FileType.JPEG),
    "a.png": (lambda: a_photo(kind="PNG"), FileType.PNG),
    "a.webp": (lambda: a_photo(kind="WEBP"), FileType.JPEG),
    "a.txt": (lambda: "Café, 5 £".encode("cp1252"), FileType.TXT),
    "a.csv": (lambda: b"name,done\nAlice,yes", FileType.CSV),
    "a.eml": (a_letter, FileType.EML),
    "with.eml": (lambda: a_letter(attached=("a.pdf", a_pdf())), FileType.EML),
    "wrongly-named.pdf": (a_docx, FileType.DOCX),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_file_is_taken_for_what_it_is(name: str) -> None:
    make, kind = ORDINARY[name]
    assert judge(make(), name=name).type is kind


@pytest.mark.parametrize("what", HOSTILE)
def test_what_means_harm_is_refused_with_one_sentence(what: str) -> None:
    name, make, word = HOSTILE[what]
    with pytest.raises(Refused, match=word) as refused:
        judge(make(), name=name)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


def test_a_photo_loses_its_place_and_camera() -> None:
    with Image.open(io.BytesIO(a_photo())) as before:
        assert before.getexif()[0x010F] == "A Phone"
    remade = judge(a_photo(), name="a.jpg").remade
    assert remade is not None
    assert b"A Phone" not in remade
    with Image.open(io.BytesIO(remade)) as after:
        assert dict(after.getexif()) == {}
        assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_hangs_behind_a_photo_is_gone() -> None:
    remade = judge(a_photo() + b"a film of the room", name="a.jpg").remade
    assert remade is not None
    assert b"film" not in remade


def test_a_large_photo_is_bounded_and_a_bomb_is_refused() -> None:
    remade = judge(a_photo(size=(4_000, 1_000)), name="a.jpg").remade
    with Image.open(io.BytesIO(remade or b"")) as picture:
        assert max(picture.size) == LONGEST_EDGE
    bomb = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(bomb, "PNG")
    with pytest.raises(Refused, match="too many dots"):
        judge(bomb.getvalue(), name="a.png")


def test_every_kind_says_how_it_is_called_named_and_sent() -> None:
    assert set(TYPES) == set(FileType)
    assert not {row.media_type for row in TYPES.values()} & {"text/html", "image/svg+xml"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(
        [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBP"]
    ),
    rest=st.binary(max_size=600),
    name=st.text(max_size=20),
)
def test_no_bytes_raise_anything_but_a_refusal(start: bytes, rest: bytes, name: str) -> None:
    with contextlib.suppress(Refused):
        judge(start + rest, name=name)


SEEDS = (a_pdf(), a_docx(), an_odt(), a_photo(size=(40, 30)), a_photo(size=(40, 30), kind="PNG"), a_letter())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.sampled_from(SEEDS),
    at=st.floats(0, 1, exclude_max=True),
    put=st.binary(min_size=1, max_size=12),
    name=st.sampled_from(["a.pdf", "a.eml", "a.csv"]),
)
def test_no_damage_to_a_real_file_raises_anything_but_a_refusal(
    seed: bytes, at: float, put: bytes, name: str
) -> None:
    where = int(at * len(seed))
    with contextlib.suppress(Refused):
        judge(seed[:where] + put + seed[where + len(put) :], name=name)


def _apart(content: bytes, name: str = "a") -> FileType:
    return judge_apart(io.BytesIO(content), name=name, folder=Path(tempfile.gettempdir())).type


def test_the_process_apart_says_the_same() -> None:
    assert _apart(a_pdf()) is FileType.PDF
    with pytest.raises(Refused, match="macros"):
        _apart(an_ooxml(main="application/vnd.ms-word.document.macroEnabled.main+xml"))


def test_a_process_that_dies_means_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "CHILD", "havenkeep.no_such_module")
    with pytest.raises(Refused, match="could not be looked through"):
        _apart(a_pdf())


def test_a_process_that_takes_too_long_means_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "TIME_LIMIT_SECONDS", 0.001)
    with pytest.raises(Refused, match="too long"):
        _apart(a_pdf())


def test_a_process_that_wants_too_much_memory_means_refused() -> None:
    with pytest.raises(Refused):
        _apart(b"%PDF-1.7\n" + b"[" * 9_000_000 + b"\n%%EOF")
