"""Numbers as Excel keeps them: formats, dates it guessed, formulas, faults."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from workbooks import (
    Formula,
    form,
    ratio_row,
    read,
    refusal,
    row,
    value,
    with_number,
    with_part,
    written,
)

from kinerja.workbook import FormReading

ONE = form(row("1.1"))
COUNTED = form(row("1.1", satuan="dokumen"))


def in_format(typed, number_format: str, shape=ONE) -> FormReading:
    cell = ("1.1", "value")
    return read(shape, written(shape, {cell: typed}, formats={cell: number_format}))


@pytest.mark.parametrize("number_format", ["0%", "0.0%", "0.00%;[Red]-0.00%", "#,##0.0 %"])
def test_a_percentage_format_means_what_it_shows(number_format):
    reading = in_format(Decimal("0.825"), number_format)
    assert value(reading) == Decimal("82.5")
    assert reading.echoes["1.1"] == ("82,5% dari sel berformat persen",)


def test_a_percentage_format_where_nothing_is_a_percentage_is_refused():
    assert "satuannya bukan persen" in refusal(in_format(Decimal("0.825"), "0%", COUNTED))


def test_a_percentage_format_in_a_numerator_is_refused():
    shape = form(ratio_row("1.1"))
    cells = {("1.1", "numerator"): Decimal("0.5"), ("1.1", "denominator"): 2}
    formats = dict.fromkeys(cells, "0%")
    reading = read(shape, written(shape, cells, formats=formats))
    assert {error.cell for error in reading.errors} == {"I9", "J9"}


@pytest.mark.parametrize(
    ("number_format", "is_date"),
    [
        ("dd/mm/yyyy", True),
        ("d mmm", True),
        ("[$-421]dd mmmm yyyy", True),
        ("[h]:mm", True),
        ('0.0" hari"', False),
        ("#,##0.00", False),
        ('"Rp"#,##0', False),
        ("_-* #,##0_-", False),
        ("[Red]0.0", False),
        ("0.00E+00", False),
        ("@", False),
    ],
)
def test_a_number_is_a_date_only_where_the_sheet_shows_one(number_format, is_date):
    reading = in_format(46143, number_format, COUNTED)
    if is_date:
        assert "tanggal" in refusal(reading)
    else:
        assert value(reading) == 46143


@pytest.mark.parametrize("typed", [date(2026, 5, 1), datetime(2026, 5, 1, 7, 30)])
def test_a_date_that_excel_guessed_is_refused_by_its_day(typed):
    told = refusal(
        read(ONE, written(ONE, {("1.1", "value"): typed}, formats={("1.1", "value"): "d-mmm"}))
    )
    assert "Excel menjadikan isian ini tanggal (1 Mei 2026)" in told
    assert "format sel Teks" in told


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    content = with_number(ONE, "1.1", "44681")
    content = with_part(
        content,
        "xl/workbook.xml",
        lambda part: re.sub(rb"<workbookPr[^>]*/>", b'<workbookPr date1904="1" />', part),
    )
    content = with_part(
        content,
        "xl/styles.xml",
        lambda part: part.replace(b'numFmtId="0"', b'numFmtId="14"'),
    )
    assert "1 Mei 2026" in refusal(read(ONE, content))


@pytest.mark.parametrize(("typed", "told"), [(True, "BENAR"), (False, "SALAH")])
def test_truth_is_no_number(typed, told):
    assert told in refusal(read(ONE, written(ONE, {("1.1", "value"): typed})))


def test_a_formula_counts_by_its_kept_result():
    content = written(ONE, {("1.1", "value"): Formula("=33/40*100")})
    assert "belum dihitung" in refusal(read(ONE, content))
    counted = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<v></v>", b"<v>82.5</v>").replace(b"<v />", b"<v>82.5</v>"),
    )
    assert value(read(ONE, counted)) == Decimal("82.5")


@pytest.mark.parametrize("fault", ["#DIV/0!", "#REF!", "#VALUE!", "#N/A", "#NAME?"])
def test_a_fault_of_a_formula_is_refused(fault):
    content = with_number(ONE, "1.1", fault)
    faulty = with_part(
        content,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b't="n"><v>#', b't="e"><v>#'),
    )
    assert f"“{fault}”: galat rumus" in refusal(read(ONE, faulty))


def test_84_5_never_becomes_845():
    """One published application does that; here every way in gives the same number."""
    ways = [
        read(ONE, written(ONE, {("1.1", "value"): "84,5"})),
        read(ONE, written(ONE, {("1.1", "value"): "84.5"})),
        read(ONE, with_number(ONE, "1.1", "84.5")),
        in_format(Decimal("0.845"), "0%"),
    ]
    assert {value(reading) for reading in ways} == {Decimal("84.5")}
