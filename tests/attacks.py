"""Files that mean harm or only look like workbooks, made as they are asked for.

To write them all into a folder, to try them by hand:

    PYTHONPATH=.:tests DJANGO_SETTINGS_MODULE=kinerja.settings .venv/bin/python -c \
        "import django; django.setup(); import attacks; attacks.write_all('FOLDER')"
"""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

from workbooks import form, packed, row, with_part, written

SHEET, BOOK, TEXTS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def good() -> bytes:
    """Make a form of one row, filled in."""
    return written(form(row("1.1")), {("1.1", "value"): "82,5"})


def with_sheet(part: bytes) -> bytes:
    return with_part(good(), SHEET, lambda _: part)


def sheet(*rows: str, size: str = "A1:B2") -> bytes:
    told = f'<worksheet {MAIN}><dimension ref="{size}"/><sheetData>{"".join(rows)}'
    return f"{told}</sheetData></worksheet>".encode()


def bomb() -> bytes:
    return with_sheet(sheet("<row r='1'/>") + b" " * (100 << 20))


def lying_bomb() -> bytes:
    """Declare one byte for a part that unpacks to 100 MB."""
    content = bytearray(bomb())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.find(mark)
        while at >= 0:
            content[at + place : at + place + 4] = (1).to_bytes(4, "little")
            at = content.find(mark, at + 4)
    return bytes(content)


def many_texts() -> bytes:
    texts = f"<sst {MAIN}>".encode() + b"<si><t>a</t></si>" * 1_000_000 + b"</sst>"
    return with_part(good(), TEXTS, lambda _: texts)


def many_cells() -> bytes:
    rows = "".join(
        f'<row r="{number}">' + "<c><v>1</v></c>" * 150 + "</row>" for number in range(1, 9_000)
    )
    return with_sheet(sheet(rows))


def many_parts() -> bytes:
    return packed({f"xl/part{number}.xml": b"<a/>" for number in range(3_000)})


def entity(declared: str) -> bytes:
    texts = f'<!DOCTYPE t [{declared}]><worksheet {MAIN}><sheetData><row r="1"><c t="inlineStr">'
    return with_sheet(f"{texts}<is><t>&x;</t></is></c></row></sheetData></worksheet>".encode())


def laughing() -> bytes:
    """Ten entities, each ten of the one before."""
    names = "abcdefghi"
    doubled = (f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    return entity('<!ENTITY a "ha">' + "".join(doubled) + '<!ENTITY x "&i;">')


def marked_encrypted() -> bytes:
    content = bytearray(good())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def twice() -> bytes:
    kept = BytesIO(good())
    with ZipFile(kept, "a") as into:
        into.writestr(SHEET.upper(), b"<worksheet/>")
    return kept.getvalue()


# The kind of file, how it is made, and a word of what the person is told.
ATTACKS = {
    "nothing": (lambda: b"", "kosong"),
    "one byte": (lambda: b"P", "bukan buku kerja"),
    "zip cut in half": (lambda: good()[: len(good()) // 2], "rusak"),
    "zip without its end": (lambda: good()[:-30], "rusak"),
    "zip behind a text": (lambda: b"GIF89a" + good(), "bukan buku kerja"),
    "zip of nothing": (lambda: packed({}), "rusak"),
    "zip of a picture": (lambda: packed({"photo.jpg": b"\xff\xd8"}), "bukan buku kerja"),
    "zip bomb": (bomb, "terlalu besar"),
    "zip bomb that lies": (lying_bomb, "rusak"),
    "parts by the thousand": (many_parts, "terlalu besar"),
    "part that climbs": (lambda: with_part(good(), "../../evil", lambda _: b""), "tidak wajar"),
    "part from the root": (lambda: with_part(good(), "/etc/passwd", lambda _: b""), "tidak wajar"),
    "part of a drive": (lambda: with_part(good(), "C:/evil", lambda _: b""), "tidak wajar"),
    "part told twice": (twice, "tidak wajar"),
    "million shared texts": (many_texts, "terlalu besar"),
    "million cells": (many_cells, "terlalu besar"),
    "cell at the far end": (
        lambda: with_sheet(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
        "Tidak ada lembar formulir",
    ),
    "row two thousand million": (
        lambda: with_sheet(sheet('<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>')),
        "Tidak ada lembar formulir",
    ),
    "row of twenty digits": (lambda: with_sheet(sheet(f'<row r="{"9" * 20}"/>')), "rusak"),
    "text that is not there": (
        lambda: with_sheet(sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')),
        "rusak",
    ),
    "text below zero": (
        lambda: with_sheet(sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>')),
        "rusak",
    ),
    "entity from a file": (lambda: entity('<!ENTITY x SYSTEM "file:///etc/passwd">'), "rusak"),
    "entity from afar": (lambda: entity('<!ENTITY x SYSTEM "http://127.0.0.1:9/">'), "rusak"),
    "entities that multiply": (laughing, "rusak"),
    "XML cut off": (lambda: with_sheet(sheet("<row r='1'>")[:-30]), "rusak"),
    "XML a million deep": (lambda: with_sheet(b"<a>" * 1_000_000), "terlalu besar"),
    "no sheets": (lambda: with_part(good(), BOOK, lambda _: b"<workbook/>"), "bukan buku kerja"),
    "macro": (lambda: with_part(good(), "xl/vbaProject.bin", lambda _: b"x"), "makro"),
    "binary workbook": (lambda: packed({"xl/workbook.bin": b""}), ".xlsb"),
    "ods": (
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        ".ods",
    ),
    "docx": (lambda: packed({"word/document.xml": b"<a/>"}), "bukan buku kerja"),
    "old .xls": (lambda: OLE, ".xls"),
    "older .xls": (lambda: b"\x09\x08\x10\x00" + bytes(100), ".xls"),
    "locked by a password": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100),
        "kata sandi",
    ),
    "zip marked as locked": (marked_encrypted, "kata sandi"),
    "pdf": (lambda: b"%PDF-1.7\n", "PDF"),
    "html that calls itself .xls": (lambda: b"<html><table>", "teks"),
    "csv": (lambda: b"kode;realisasi\n1.1;90\n", "teks"),
    "workbook without a form": (lambda: with_sheet(sheet("<row r='1'/>")), "Tidak ada lembar"),
}


# Those of which a page is tried too, whichever it is: each ends in another room of the reader.
ON_PAGES = (
    "zip bomb that lies",
    "million cells",
    "row two thousand million",
    "text below zero",
    "entity from a file",
    "macro",
    "locked by a password",
    "ods",
    "html that calls itself .xls",
)


def write_all(folder: str) -> None:
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, (made, _) in ATTACKS.items():
        (place / f"{name}.xlsx").write_bytes(made())
