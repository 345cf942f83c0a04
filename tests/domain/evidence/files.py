"""Files made in memory: ordinary ones, and ones that mean harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

import docx
import pikepdf
import xlsxwriter
from PIL import Image

DOCX_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
XLSX_MAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def a_pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, **options: object) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Clear desk policy")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet().write_row(0, 0, ["Name", "Done"])
    book.close()
    return out.getvalue()


def an_odt(*, content: str = "<office:body/>", more: Mapping[str, bytes] | None = None) -> bytes:
    root = "office:document-content"
    xml = f'<{root} xmlns:office="urn:o" xmlns:xlink="urn:x">{content}</{root}>'
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode()}
    return a_zip(parts | dict(more or {}))


def a_zip(parts: Mapping[str, bytes], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as box:
        for name, content in parts.items():
            box.writestr(name, content)
    return out.getvalue()


def an_ooxml(*, main: str = DOCX_MAIN, more: Mapping[str, bytes] | None = None, types: str = "") -> bytes:
    content_types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{types}</Types>'
    )
    parts = {
        "[Content_Types].xml": content_types.encode(),
        "word/document.xml": b"<w:document xmlns:w='urn:w'/>",
    }
    return a_zip(parts | dict(more or {}))


def relationships(kind: str, *, target: str, external: bool = True) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    return (
        f'<Relationships xmlns="urn:r"><Relationship Id="r1" Type="http://x/{kind}" Target="{target}"{mode}/>'
        "</Relationships>"
    ).encode()


def a_photo(*, size: tuple[int, int] = (400, 300), kind: str = "JPEG", place: bool = True) -> bytes:
    picture = Image.effect_noise(size, 40).convert("RGB")
    exif = Image.Exif()
    if place:
        exif[0x010F] = "A Phone"
        exif[0x8825] = {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def a_letter(*, attached: tuple[str, bytes] | None = None, html: str = "<p>Hello</p>") -> bytes:
    from email.message import EmailMessage

    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "it@example.org", "home@example.org", "Backups ran"
    letter.set_content("Hello")
    letter.add_alternative(html, subtype="html")
    if attached:
        letter.add_attachment(
            attached[1], maintype="application", subtype="octet-stream", filename=attached[0]
        )
    return letter.as_bytes()


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS="app.alert(1)")


def launching(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name("/Annot"),
        Subtype=pikepdf.Name("/Link"),
        Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name("/Launch"), F="cmd.exe"),
    )
    pdf.pages[0]["/Annots"] = pikepdf.Array([link])


def sending(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0]["/AA"] = pikepdf.Dictionary(
        O=pikepdf.Dictionary(S=pikepdf.Name("/URI"), URI="https://example.org/seen")
    )


def carrying(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["list.txt"] = pikepdf.AttachedFileSpec(pdf, b"names", filename="list.txt")


def moving(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name("/Fit")])


SVG: Final = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE: Final = b"MZ\x90\x00\x03" + bytes(200) + b"This program cannot be run in DOS mode"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GIF_AND_SCRIPT: Final = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)//"
VBA: Final = '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
DOCM_MAIN: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"
XLSM_MAIN: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DDE: Final = (
    b"<w:document xmlns:w='urn:w'><w:instrText>DD</w:instrText>"
    b"<w:instrText>EAUTO cmd</w:instrText></w:document>"
)

# What it is called, the file, and a word of the sentence that refuses it.
HOSTILE: Final[Mapping[str, tuple[str, Callable[[], bytes], str]]] = {
    "a program named as a PDF": ("report.pdf", lambda: EXE, "program"),
    "a Linux program": ("report.docx", lambda: b"\x7fELF" + bytes(99), "program"),
    "a shell script": ("notes.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "program"),
    "a web page": ("page.txt", lambda: b"  <!DOCTYPE html><script>x</script>", "scripts"),
    "a drawing with a script": ("logo.svg", lambda: SVG, "scripts"),
    "a drawing with a script in UTF-16": ("a.txt", lambda: SVG.decode().encode("utf-16"), "scripts"),
    "a script further down a text": ("a.csv", lambda: b"name,done\n" * 900 + b"<script>x</script>", "script"),
    "a GIF that is JavaScript": ("cat.gif", lambda: GIF_AND_SCRIPT, "JPEG or PNG"),
    "an old Office file": ("list.xls", lambda: OLE, "old Word or Excel"),
    "macros renamed": ("plan.docx", lambda: an_ooxml(main=DOCM_MAIN, types=VBA), "macros"),
    "a macro workbook renamed": ("plan.xlsx", lambda: an_ooxml(main=XLSM_MAIN), "macros"),
    "a hidden macro part": ("p.docx", lambda: an_ooxml(more={"word/vbaProject.bin": b"x"}), "macros"),
    "old macro sheets": (
        "p.xlsx",
        lambda: an_ooxml(main=XLSX_MAIN, more={"xl/macrosheets/a.xml": b"<a/>"}),
        "macros",
    ),
    "an object inside": ("p.docx", lambda: an_ooxml(more={"word/embeddings/oleObject1.bin": OLE}), "object"),
    "a template far away": (
        "p.docx",
        lambda: an_ooxml(
            more={"word/_rels/settings.xml.rels": relationships("attachedTemplate", target="http://x/t.dotm")}
        ),
        "fetches",
    ),
    "a picture far away": (
        "p.docx",
        lambda: an_ooxml(more={"word/_rels/d.rels": relationships("image", target="\\\\x\\y.png")}),
        "fetches",
    ),
    "a field that starts a program": ("p.docx", lambda: an_ooxml(more={"word/footer1.xml": DDE}), "fetches"),
    "entities in a part": (
        "p.docx",
        lambda: an_ooxml(more={"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "damaged",
    ),
    "a bomb in a part": ("p.docx", lambda: an_ooxml(more={"word/media/a.emf": bytes(40_000_000)}), "unpacks"),
    "ten thousand parts": ("p.docx", lambda: an_ooxml(more={f"w/{n}": b"" for n in range(6_000)}), "unpacks"),
    "a part that leads out": ("p.docx", lambda: an_ooxml(more={"../../etc/passwd": b"x"}), "damaged"),
    "a plain zip": ("papers.zip", lambda: a_zip({"a.txt": b"x"}), "packed folder"),
    "macros in OpenDocument": ("p.odt", lambda: an_odt(more={"Basic/script-lc.xml": b"<a/>"}), "macros"),
    "an event in OpenDocument": (
        "p.odt",
        lambda: an_odt(content='<s:event-listener xmlns:s="urn:s" xlink:href="vnd.sun.star.script:x"/>'),
        "macros",
    ),
    "a PDF with a script": ("a.pdf", lambda: a_pdf(scripted), "script"),
    "a PDF that starts a program": ("a.pdf", lambda: a_pdf(launching), "script"),
    "a PDF that calls home": ("a.pdf", lambda: a_pdf(sending), "script"),
    "a PDF with a file inside": ("a.pdf", lambda: a_pdf(carrying), "carries"),
    "a locked PDF": (
        "a.pdf",
        lambda: a_pdf(encryption=pikepdf.Encryption(owner="o", user="")),
        "locked",
    ),
    "a PDF cut short": ("a.pdf", lambda: a_pdf()[:-40], "damaged"),
    "a PDF that is a zip": ("a.pdf", lambda: a_pdf() + a_zip({"a": b"x"}), "two kinds"),
    "a picture that is a zip": ("a.jpg", lambda: a_photo() + a_zip({"a": b"x"}), "two kinds"),
    "a zip behind a program": ("a.docx", lambda: b"PK\x03\x04" + EXE + an_ooxml(), "two kinds"),
    "a picture cut short": ("a.jpg", lambda: a_photo()[:900], "damaged"),
    "an e-mail with a program": ("a.eml", lambda: a_letter(attached=("x.pdf", EXE)), "attachment"),
    "an e-mail with a script": ("a.eml", lambda: a_letter(html="<script>x</script>"), "script"),
    "nothing": ("a.txt", lambda: b" \n", "empty"),
    "noughts": ("a.bin", lambda: b"abc\x00\x01\x02" * 50, "not of a kind"),
    "an iPhone photo": ("a.heic", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(50), "iPhone"),
}
