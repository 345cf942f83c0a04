from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from havenkeep.printing.document import Bullets, Callout, Document, Facts, Heading, Paragraph, Table
from havenkeep.printing.docx import write_docx
from havenkeep.printing.text import printable

MADE_AT = datetime(2026, 6, 12, 13, 5, tzinfo=UTC)


def written(*blocks: object, **changes: object) -> bytes:
    fields = {"title": "Ours", "running": "Ours, 12 June", "made_at": MADE_AT, "blocks": blocks, **changes}
    return write_docx(Document(**fields))  # type: ignore[arg-type]


def opened(made: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(made))


def test_every_kind_of_block_is_in_the_file() -> None:
    paper = opened(
        written(
            Heading(text="Part"),
            Heading(text="Piece", level=2),
            Paragraph(text="Plain\nsecond line"),
            Callout(label="Box", text="In the box", soon=True),
            Bullets(lines=("one", "two")),
            Facts(pairs=(("Owner", "Joan"),)),
            Table(headings=("A", "B"), rows=(("1", "2"),), widths=(1, 2)),
        )
    )
    texts = [line.text for line in paper.paragraphs]
    assert texts[:9] == [
        "Ours",
        "Part",
        "Piece",
        "Plain\nsecond line",
        "Box",
        "In the box",
        "one",
        "two",
        "Owner\tJoan",
    ]
    assert [line.style.name for line in paper.paragraphs if line.style][1:3] == ["Heading 1", "Heading 2"]
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [["A", "B"], ["1", "2"]]


def test_the_headings_of_a_table_are_repeated_on_each_page() -> None:
    paper = opened(written(Table(headings=("A",), rows=(("1",), ("2",)), widths=(1,))))
    first, *others = paper.tables[0].rows
    assert first._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)


def test_the_language_is_british_english_everywhere() -> None:
    paper = opened(written())
    languages = [element.get(qn("w:val")) for element in paper.styles.element.iter(qn("w:lang"))]
    assert languages
    assert set(languages) == {"en-GB"}
    assert paper.core_properties.language == "en-GB"


def test_the_properties_say_what_the_file_is() -> None:
    properties = opened(written(subject="A test")).core_properties
    assert (properties.title, properties.subject, properties.author) == ("Ours", "A test", "Havenkeep")
    assert properties.created == MADE_AT or properties.created == MADE_AT.replace(tzinfo=None)


def test_a_file_holds_no_macro_and_no_link_to_elsewhere() -> None:
    with zipfile.ZipFile(BytesIO(written(Paragraph(text="http://example.org")))) as held:
        names = held.namelist()
        relations = [held.read(name) for name in names if name.endswith(".rels")]
    assert not [name for name in names if "vba" in name.lower() or name.endswith(".bin")]
    assert not [relation for relation in relations if b'TargetMode="External"' in relation]


def test_our_font_wins_over_the_theme() -> None:
    for style in opened(written()).styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in {"Heading1", "Title", "Normal"}:
            assert not [fonts for fonts in style.iter(qn("w:rFonts")) if fonts.get(qn("w:asciiTheme"))]


def test_pages_are_numbered_and_a4_either_way_up() -> None:
    paper = opened(written(landscape=True))
    section = paper.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=120))
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    table = Table(headings=(text,), rows=((text,),), widths=(1,))
    facts = Facts(pairs=((text, text),))
    paper = opened(written(Paragraph(text=text), table, facts, title=text or "x", running=text))
    assert paper.paragraphs[1].text == printable(text)
    assert paper.tables[0].rows[1].cells[0].text == printable(text)
