from __future__ import annotations

import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from havenkeep.printing import pdf, pdf_child
from havenkeep.printing.pdf import CouldNotPrint, Reason, render_pdf

PAGE = """#import "/printing/typst/house.typ": *
#let d = json(bytes(sys.inputs.data))
#show: house.with(title: d.title, running: d.title, about: "", date: datetime(year: 2026, month: 6, day: 12))
= #d.title
#prose(d.text)
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A template of our own, in a copy of the package's print folder."""
    root = tmp_path / "havenkeep"
    (root / "reports/typst").mkdir(parents=True)
    (root / "printing").mkdir()
    (root / "printing/typst").symlink_to(pdf_child.PACKAGE / "printing/typst")
    template = root / "reports/typst/page.typ"
    template.write_text(PAGE, "utf-8")
    monkeypatch.setattr(pdf_child, "PACKAGE", root)
    return template


def words(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def test_markup_in_a_record_stays_text(page: Path) -> None:
    made = pdf_child.render(
        template=page, data='{"title": "A #panic() *b* $x$", "text": "#read(\\"/etc/passwd\\") = no @ref"}'
    )
    assert "A #panic() *b* $x$" in words(made)
    assert '#read("/etc/passwd") = no @ref' in words(made)


def test_the_paper_is_tagged_titled_and_in_british_english(page: Path) -> None:
    reader = PdfReader(BytesIO(pdf_child.render(template=page, data='{"title": "Ours", "text": "x"}')))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Ours"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_only_the_fonts_we_ship_are_in_the_paper(page: Path) -> None:
    reader = PdfReader(BytesIO(pdf_child.render(template=page, data='{"title": "Ours", "text": "ب"}')))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].split("+")[-1].split("-")[0] for font in fonts}
    assert names == {"AtkinsonHyperlegibleNext", "DejaVuSans"}


def test_a_picture_without_words_is_refused(page: Path) -> None:
    page.write_text(PAGE + "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg'/>\"))", "utf-8")
    with pytest.raises(Exception, match="alt text"):
        pdf_child.render(template=page, data='{"title": "Ours", "text": "x"}')


@pytest.mark.parametrize(
    "name", ["nothing/here", "../secrets", "reports/answer_book.typ", "reports/../x", ""]
)
def test_a_template_that_is_not_ours_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="template"):
        render_pdf(template=name, data={})


def test_a_document_that_fails_gives_one_sentence_and_no_paper() -> None:
    with pytest.raises(CouldNotPrint) as refused:
        render_pdf(template="reports/answer_book", data={"not": "a book"})
    assert refused.value.reason is Reason.FAILED
    assert refused.value.sentence == str(refused.value)
    assert "does not contain key" in refused.value.detail


def test_a_document_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "TIME_LIMIT_SECONDS", 0.001)
    with pytest.raises(CouldNotPrint) as refused:
        render_pdf(template="reports/answer_book", data={})
    assert refused.value.reason is Reason.TOO_SLOW


def test_a_document_too_long_to_print_is_refused_before_it_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LARGEST_REQUEST_BYTES", 100)
    with pytest.raises(CouldNotPrint) as refused:
        render_pdf(template="reports/answer_book", data={"text": "x" * 200})
    assert refused.value.reason is Reason.TOO_LONG


def test_ten_clicks_print_two_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, guard, gate = 0, 0, threading.Lock(), threading.Event()

    def slow(*_arguments: object, **_named: object) -> subprocess.CompletedProcess[bytes]:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
            if running == pdf.AT_ONCE:
                gate.set()
        assert gate.wait(5)
        with guard:
            running -= 1
        return subprocess.CompletedProcess([], 0, stdout=b"%PDF-1.7", stderr=b"")

    monkeypatch.setattr(pdf.subprocess, "run", slow)
    clicks = [
        threading.Thread(target=render_pdf, kwargs={"template": "reports/answer_book", "data": {}})
        for _ in range(10)
    ]
    for click in clicks:
        click.start()
    for click in clicks:
        click.join(10)
    assert most == pdf.AT_ONCE


def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0.01)
    with pdf._a_place(), pdf._a_place(), pytest.raises(CouldNotPrint) as refused:
        render_pdf(template="reports/answer_book", data={})
    assert refused.value.reason is Reason.TOO_BUSY


def test_the_child_is_given_none_of_our_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, str] = {}

    def look(*_arguments: object, **named: object) -> subprocess.CompletedProcess[bytes]:
        seen.update(named["env"])  # type: ignore[call-overload]
        return subprocess.CompletedProcess([], 0, stdout=b"%PDF-1.7", stderr=b"")

    monkeypatch.setenv("HAVENKEEP_SECRET_KEY", "hush")
    monkeypatch.setattr(pdf.subprocess, "run", look)
    render_pdf(template="reports/answer_book", data={})
    assert "hush" not in seen.values()
    assert set(seen) <= {*pdf.PASSED_ON, "PYTHONPATH"}


def test_the_server_never_loads_the_typesetting_library() -> None:
    ask = "import sys, havenkeep.reports.formats; print('typst' in sys.modules, 'django' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False False"
