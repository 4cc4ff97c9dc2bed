"""Numbers as they come back from Excel, each through a real cell: domain.md §2, row by row."""

from decimal import Decimal

import pytest
from workbooks import form, read, refusal, row, value, with_number, written

ONE = form(row("1.1"))
COUNTED = form(row("1.1", satuan="dokumen"))

# What somebody typed, and the number that it is.
AS_TEXT = {
    "1.250,5": "1250.5",
    "82,5": "82.5",
    "1.100": "1100",
    "90.57": "90.57",
    "0.125": "0.125",
    "7,0%": "7",
    "7,0 %": "7",
    "Rp.3.783.296.000": "3783296000",
    "Rp 3.783.296.000": "3783296000",
    "Rp3.783.296.000,50": "3783296000.5",
    "-33,33": "-33.33",
    "−33,33": "-33.33",
    "-Rp1.000": "-1000",
    "0": "0",
    "0,0": "0",
    "00": "0",
    "84,5": "84.5",
    "845": "845",
    "100": "100",
    "100,00": "100",
    "  82,5  ": "82.5",
    "\u00a082,5\u00a0": "82.5",
    "\t82,5\n": "82.5",
    "1667": "1667",
    "-70,50": "-70.5",
    "1.234.567": "1234567",
    "12.345": "12345",
    "123.456": "123456",
    "1.2345": "1.2345",
    "1234.567": "1234.567",
    "0.5": "0.5",
    "0,5": "0.5",
    "1.1": "1.1",
    "99.9": "99.9",
    "999.999,999": "999999.999",
    "1250,5": "1250.5",
    "123456789012345": "123456789012345",
    "123.456.789.012.345": "123456789012345",
    "0,000000000000001": "0.000000000000001",
    "12345678,9012345": "12345678.9012345",
    "=82,5": None,  # a text cell: no formula, and no number either
}
REFUSED_AS_TEXT = {
    "-": "bukan angka dan tidak dianggap 0",
    "–": "bukan angka dan tidak dianggap 0",
    "n/a": "bukan angka dan tidak dianggap 0",
    "N/A": "bukan angka dan tidak dianggap 0",
    "nihil": "bukan angka dan tidak dianggap 0",
    "kosong": "bukan angka dan tidak dianggap 0",
    "1,250.5": "koma mendahului titik",
    "1,250,000": "koma lebih dari satu",
    "2 dok": "bercampur huruf",
    "2dok": "bercampur huruf",
    "dua": "bercampur huruf",
    "1:32": "perbandingan",
    "80 - 90%": "bukan satu angka",
    "80-90": "bukan satu angka",
    "80/90": "bukan satu angka",
    "#DIV/0!": "galat rumus",
    "#REF!": "galat rumus",
    "#N/A": "galat rumus",
    "NaN": "bercampur huruf",
    "nan": "bercampur huruf",
    "inf": "bercampur huruf",
    "Infinity": "bercampur huruf",
    "1e400": "bercampur huruf",
    "1E3": "bercampur huruf",
    "1_000": "bercampur huruf",
    "0x1F": "bercampur huruf",
    "١٢": "0–9",
    "１２": "0–9",
    "৮২": "0–9",
    "1.25.5": "titik ribuan",
    "1.250.5": "titik ribuan",
    "12.34.567": "titik ribuan",
    "82,": "koma tanpa angka",
    "82,-": "koma tanpa angka",
    "Rp": "tidak terbaca",
    "1234567890123456": "lebih dari 15 angka",
    "1.234.567.890.123.456": "lebih dari 15 angka",
    "0,0000000000000001": "lebih dari 15 angka di belakang koma",
    "1 250": "tidak terbaca",
    "82½": "angka",
    "BENAR": "bercampur huruf",
    "1 Mei 2026": "huruf",
    "82,5 persen": "huruf",
    "±5": "tidak terbaca",
    ">90": "tidak terbaca",
    "<script>": "huruf",
    "(82)": "tidak terbaca",
}
# What a number cell holds in the file, sign by sign, and the number that it is.
STORED = {
    "82.5": "82.5",
    "1100": "1100",
    "0": "0",
    "-0": "0",
    "0.0": "0",
    "-33.33": "-33.33",
    "90.57": "90.57",
    "0.125": "0.125",
    "1.1000000000000001": "1.1",  # how Excel writes 1,1
    "82.510000000000005": "82.51",
    "0.30000000000000004": "0.3",  # how Excel writes 0,1 + 0,2
    "84.5": "84.5",
    "1E+2": "100",
    "1.25E3": "1250",
    "1e-3": "0.001",
    "8.25E1": "82.5",
    "3783296000": "3783296000",
    "123456789012345": "123456789012345",
    "99999999999999.9": "99999999999999.9",
    "0.33333333333333331": "0.333333333333333",  # 1/3: Excel keeps 15 digits
    "66.666666666666671": "66.6666666666667",
    "1E-15": "0.000000000000001",
    "100.00000000000001": "100",
    "9.0000000000000107": "9.00000000000001",
    "+5": "5",
    ".5": "0.5",
    "5.": "5",
}
REFUSED_STORED = {
    "NaN": "rusak",
    "INF": "rusak",
    "inf": "rusak",
    "-Infinity": "rusak",
    "1e400": "lebih dari 15 angka",
    "1E308": "lebih dari 15 angka",
    "1e99999": "rusak",
    "1_000": "rusak",
    "١٢": "rusak",
    "12,5": "rusak",
    "1.250,5": "rusak",
    "0x10": "rusak",
    "1.2.3": "rusak",
    "--5": "rusak",
    "abc": "rusak",
    "1234567890123456": "lebih dari 15 angka",
    "12345678901234567": "lebih dari 15 angka",
    "1E-16": "di belakang koma",
    "1E-400": "di belakang koma",
    "5.5511151231257827E-17": "di belakang koma",
    "9" * 60: "rusak",
}


def test_there_are_at_least_120_ways_to_write_a_number():
    tables = (AS_TEXT, REFUSED_AS_TEXT, STORED, REFUSED_STORED)
    assert sum(map(len, tables)) >= 120


@pytest.mark.parametrize(("typed", "meant"), AS_TEXT.items(), ids=repr)
def test_a_text_is_the_number_that_it_says(typed, meant):
    reading = read(ONE, written(ONE, {("1.1", "value"): typed}))
    assert value(reading) == (None if meant is None else Decimal(meant))


@pytest.mark.parametrize(("typed", "told"), REFUSED_AS_TEXT.items(), ids=repr)
def test_a_text_that_is_no_number_is_refused_at_its_cell(typed, told):
    assert told in refusal(read(ONE, written(ONE, {("1.1", "value"): typed})))


@pytest.mark.parametrize(("stored", "meant"), STORED.items(), ids=repr)
def test_a_stored_number_is_what_excel_shows(stored, meant):
    assert value(read(COUNTED, with_number(COUNTED, "1.1", stored))) == Decimal(meant)


@pytest.mark.parametrize(("stored", "told"), REFUSED_STORED.items(), ids=lambda text: text[:24])
def test_a_stored_number_that_is_none_is_refused_at_its_cell(stored, told):
    assert told in refusal(read(COUNTED, with_number(COUNTED, "1.1", stored)))


def test_an_ambiguous_number_is_echoed():
    reading = read(ONE, written(ONE, {("1.1", "value"): "1.100"}))
    assert reading.echoes == {"1.1": ("1.100 = seribu seratus",)}


def test_what_excel_really_rounded_is_told_and_its_noise_is_not():
    assert (
        "dibulatkan" in read(ONE, with_number(ONE, "1.1", "0.33333333333333331")).echoes["1.1"][0]
    )
    assert read(ONE, with_number(ONE, "1.1", "1.1000000000000001")).echoes == {}
