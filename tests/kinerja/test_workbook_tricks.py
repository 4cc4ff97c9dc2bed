"""Odd things inside a good form: what can be read is read, and nothing else happens."""

from re import sub

import pytest
from workbooks import SHEET, form, packed, parts_of, read, row, value, with_part, written

SHAPE = form(row("1.1"))


def good(number: str = "90") -> bytes:
    return written(SHAPE, {("1.1", "value"): number})


def test_a_form_with_a_stray_cell_at_the_end_of_the_world_is_read():
    stray = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    content = with_part(good(), SHEET, lambda part: part.replace(b"</sheetData>", stray))
    reading = read(SHAPE, content)
    assert value(reading) == 90
    assert any("baris sesudah 10.000 tidak dibaca" in note for note in reading.notes)


@pytest.mark.parametrize("lie", [b"A1", b"A1:B2", b"A1:XFD1048576", b"nonsens"])
def test_a_sheet_that_lies_about_its_dimension_loses_no_cell(lie):
    def put_lie(part: bytes) -> bytes:
        begin = part.index(b"<dimension")
        end = part.index(b">", begin) + 1
        return part[:begin] + b'<dimension ref="' + lie + b'"/>' + part[end:]

    assert value(read(SHAPE, with_part(good(), SHEET, put_lie))) == 90


def test_cells_and_rows_without_an_address_are_counted():
    def bare(part: bytes) -> bytes:
        return sub(rb'<row r="(\d+)"', b"<row", sub(rb'<c r="[A-Z]+\d+"', b"<c", part))

    content = with_part(good(), SHEET, bare)
    assert value(read(SHAPE, content)) == 90


def test_a_link_to_another_file_is_not_followed():
    """The result that the cell keeps counts; where it came from is nobody's business here."""
    types = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        b'<Relationship Id="x" TargetMode="External" Type="%s/sharedStrings" '
        b'Target="file:///etc/passwd"/></Relationships>' % types
    )
    content = with_part(
        good(),
        "xl/_rels/workbook.xml.rels",
        lambda part: part.replace(b"</Relationships>", link),
    )
    content = with_part(content, "xl/externalLinks/externalLink1.xml", lambda _: b"<externalLink/>")
    assert value(read(SHAPE, content)) == 90


def test_parts_named_as_windows_names_files_are_read():
    parts = {
        name.replace("/", "\\").replace("xl", "XL"): part for name, part in parts_of(good()).items()
    }
    assert value(read(SHAPE, packed(parts))) == 90
