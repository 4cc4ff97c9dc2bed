"""What an officer writes in a box or a cell, and what the program reads and prints."""

import doctest
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja import numbers
from kinerja.numbers import NumberError, ambiguous, exact, parse

READ = [
    # counts: desa, pengaduan, dokumen
    ("0", "0"),
    ("7", "7"),
    ("007", "7"),
    ("12", "12"),
    ("1100", "1100"),
    ("1.100", "1100"),
    ("84.531", "84531"),
    ("1.250.000", "1250000"),
    ("999.999.999.999.999", "999999999999999"),
    # percentages, indices, hectares
    ("82,5", "82.5"),
    ("84,5", "84.5"),  # published once as 845
    ("0,125", "0.125"),
    ("0.125", "0.125"),
    ("0.5", "0.5"),
    ("90.57", "90.57"),
    ("3.14159", "3.14159"),
    ("1250.5", "1250.5"),
    ("1234.567", "1234.567"),
    ("1,250", "1.250"),
    ("1.250,5", "1250.5"),
    ("1.250.000,75", "1250000.75"),
    ("86,1196", "86.1196"),
    ("0,000000000000001", "0.000000000000001"),
    ("7,0%", "7.0"),
    ("7,0 %", "7.0"),
    ("100%", "100"),
    # anggaran
    ("Rp.3.783.296.000", "3783296000"),
    ("Rp. 3.783.296.000", "3783296000"),
    ("Rp3.783.296.000", "3783296000"),
    ("Rp 1.250,50", "1250.50"),
    ("rp 500", "500"),
    ("RP\N{NO-BREAK SPACE}500", "500"),
    # growth and deficits
    ("-33,33", "-33.33"),
    ("−33,33", "-33.33"),
    ("-1.100", "-1100"),
    ("-0.125", "-0.125"),
    ("-Rp 5.000", "-5000"),
    ("Rp -5.000", "-5000"),
    ("-0", "0"),
    # copied with what stood around it
    ("  82,5  ", "82.5"),
    ("\N{NO-BREAK SPACE}82,5\N{NO-BREAK SPACE}", "82.5"),
    ("\t12\r\n", "12"),
    ("\N{NARROW NO-BREAK SPACE}12", "12"),
]

REFUSED = [
    # nothing was measured: never 0
    ("", "masih kosong"),
    ("   ", "masih kosong"),
    ("\N{NO-BREAK SPACE}", "masih kosong"),
    ("-", "tidak dianggap 0"),
    ("−", "tidak dianggap 0"),
    ("–", "tidak dianggap 0"),
    ("Rp -", "tidak dianggap 0"),
    ("n/a", "tidak dianggap 0"),
    ("N/A", "tidak dianggap 0"),
    ("nihil", "tidak dianggap 0"),
    # what a worksheet leaves behind
    ("#DIV/0!", "galat rumus"),
    ("#N/A", "galat rumus"),
    ("NaN", "bercampur huruf"),
    ("Infinity", "bercampur huruf"),
    ("1e400", "bercampur huruf"),
    ("1E5", "bercampur huruf"),
    ("1_000", "bercampur huruf"),
    # more than a number
    ("2 dok", "bercampur huruf"),
    ("3,5 juta", "bercampur huruf"),
    ("Rp 2 juta", "bercampur huruf"),
    ("12 desa", "bercampur huruf"),
    ("1:32", "waktu atau perbandingan"),
    ("07:30", "waktu atau perbandingan"),
    ("80 - 90%", "bukan satu angka"),
    ("80–90", "bukan satu angka"),
    ("80% - 90%", "bukan satu angka"),
    ("3/4", "bukan satu angka"),
    ("12/05/2026", "bukan satu angka"),
    ("12.5.2026", "tepat tiga angka"),
    # marks in the wrong place
    ("1,250.5", "koma mendahului titik"),
    ("1,250,000", "koma lebih dari satu"),
    ("1.25.000", "tepat tiga angka"),
    ("1.250.5", "tepat tiga angka"),
    ("1250.000.000", "tepat tiga angka"),
    ("0.125.000", "tepat tiga angka"),
    ("1.25,5", "tepat tiga angka"),
    ("1250.5,5", "tepat tiga angka"),
    ("5,", "tanpa angka di belakangnya"),
    ("Rp 5.000,-", "tanpa angka di belakangnya"),
    (",5", "tidak terbaca"),
    (".5", "tidak terbaca"),
    ("5.", "tidak terbaca"),
    ("1 250", "tidak terbaca"),
    ("+5", "tidak terbaca"),
    ("--5", "tidak terbaca"),
    ("- 5", "tidak terbaca"),
    ("(33,33)", "tidak terbaca"),
    ("5%%", "tidak terbaca"),
    ("%", "tidak terbaca"),
    ("Rp", "tidak terbaca"),
    ("=1+1", "tidak terbaca"),
    # digits of other scripts
    ("٣٤", "angka ditulis dengan 0–9"),
    ("１２", "angka ditulis dengan 0–9"),
    ("1²", "bercampur huruf"),
    # more than a worksheet can keep
    ("1234567890123456", "lebih dari 15 angka"),
    ("1.000.000.000.000.000", "lebih dari 15 angka"),
    ("100000000000000,0", "lebih dari 15 angka"),
    ("0,0000000000000001", "lebih dari 15 angka di belakang koma"),
    ("0,0000000000000000", "lebih dari 15 angka di belakang koma"),
]


@pytest.mark.parametrize(("written", "meant"), READ)
def test_a_written_number_is_read_as_it_is_meant(written: str, meant: str) -> None:
    assert parse(written) == Decimal(meant)


@pytest.mark.parametrize(("written", "reason"), REFUSED)
def test_what_is_not_one_number_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(NumberError, match=reason):
        parse(written)


@pytest.mark.parametrize("written", ["2 dok", "1,250.5", "#DIV/0!", "-", "1234567890123456"])
def test_a_refusal_names_what_was_read(written: str) -> None:
    with pytest.raises(NumberError) as refused:
        parse(f"  {written} ")
    assert str(refused.value).startswith(f"Terbaca “{written}”: ")


def test_a_refusal_stays_short_and_printable_whatever_was_pasted() -> None:
    with pytest.raises(NumberError) as refused:
        parse("laporan\n\x00\N{RIGHT-TO-LEFT OVERRIDE}" * 10_000)
    assert str(refused.value).isprintable()
    assert len(str(refused.value)) < 200


def test_a_negative_zero_is_read_as_plain_zero() -> None:
    assert str(parse("-0,00")) == "0.00"


@given(st.text())
def test_any_text_is_either_a_number_or_a_refusal(written: str) -> None:
    try:
        value = parse(written)
    except NumberError:
        return
    assert parse(exact(value)) == value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.100", True),
        (" 1.100 ", True),
        ("-1.100", True),
        ("90.125%", True),
        ("1234.567", True),
        ("0.125", False),
        ("90.57", False),
        ("1.100.000", False),
        ("1.100,0", False),
        ("1100", False),
        ("1.100 dok", False),
        ("", False),
    ],
)
def test_only_a_single_dot_before_three_digits_is_echoed(written: str, expected: bool) -> None:
    assert ambiguous(written) is expected


def test_the_worked_examples_hold() -> None:
    assert doctest.testmod(numbers).failed == 0
