"""Numbers as the program writes them: for reading, for a box, for hashing, and in words."""

from decimal import ROUND_DOWN, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.numbers import canonical, exact, parse, show, words


@st.composite
def storable(draw: st.DrawFn) -> Decimal:
    """Draw any number a box accepts: 15 significant digits, the last at most 15 places down."""
    digits = draw(st.integers(-(10**15) + 1, 10**15 - 1))
    return Decimal(digits).scaleb(-draw(st.integers(0, 15)))


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("1250.5", "1.250,50"),
        ("3783296000", "3.783.296.000,00"),
        ("0.005", "0,01"),  # half-even would print 0,00
        ("0.015", "0,02"),
        ("0.025", "0,03"),  # half-even would print 0,02
        ("2.675", "2,68"),  # 2,67 in binary floating point
        ("0.0049", "0,00"),
        ("-0.005", "−0,01"),
        ("-0.0049", "0,00"),
        ("-0", "0,00"),
        ("-33.33", "−33,33"),
        ("999.995", "1.000,00"),
        ("1E+3", "1.000,00"),
        ("1E-20", "0,00"),
        ("1666.666666666666666666666666666667", "1.666,67"),
        ("99999999999999900000000000000000", "99.999.999.999.999.900.000.000.000.000.000,00"),
    ],
)
def test_a_number_is_printed_half_up_to_two_decimals(value: str, printed: str) -> None:
    assert show(Decimal(value)) == printed


def test_a_missing_number_is_printed_as_a_dash() -> None:
    assert show(None) == "–"


@pytest.mark.parametrize(("places", "printed"), [(0, "1.251"), (1, "1.250,5"), (3, "1.250,500")])
def test_a_number_is_printed_to_the_places_asked(places: int, printed: str) -> None:
    assert show(Decimal("1250.5"), places) == printed


def test_printing_does_not_depend_on_the_callers_context() -> None:
    with localcontext(prec=3, rounding=ROUND_DOWN):
        assert show(Decimal("123456.785")) == "123.456,79"
        assert exact(Decimal("123456.785")) == "123.456,785"
        assert canonical(Decimal("123456.785")) == "123456.785"
        assert parse("123.456,785").as_tuple() == Decimal("123456.785").as_tuple()


@pytest.mark.parametrize(
    ("value", "boxed"),
    [
        (None, ""),
        ("0", "0"),
        ("-0.00", "0"),
        ("1.1", "1,1"),
        ("1.100", "1,1"),
        ("1100", "1.100"),
        ("0.125", "0,125"),
        ("-1250.50", "-1.250,5"),
        ("1E+3", "1.000"),
        ("0.000000000000001", "0,000000000000001"),
    ],
)
def test_a_box_is_filled_with_every_decimal_and_no_more(value: str | None, boxed: str) -> None:
    assert exact(value and Decimal(value)) == boxed


@given(storable())
def test_what_stands_in_a_box_is_read_back_unchanged(value: Decimal) -> None:
    assert parse(exact(value)) == value


@given(storable())
def test_what_is_printed_in_full_is_read_back_unchanged(value: Decimal) -> None:
    whole = value.to_integral_value()
    assert parse(show(whole, 0)) == whole


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("0E+5", "0"),
        ("100", "100"),
        ("1E+2", "100"),
        ("2.50", "2.5"),
        ("-33.330", "-33.33"),
        ("1E-15", "0.000000000000001"),
    ],
)
def test_one_number_has_one_text_to_be_hashed(value: str | None, text: str | None) -> None:
    assert canonical(value and Decimal(value)) == text


@given(storable(), st.integers(0, 10))
def test_trailing_zeros_do_not_change_the_hashed_text(value: Decimal, zeros: int) -> None:
    padded = Decimal(f"{value:f}" + "0" * zeros) if value.as_tuple().exponent < 0 else value
    assert canonical(padded) == canonical(value)
    assert Decimal(canonical(value)) == value


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_has_no_text(value: str) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        canonical(Decimal(value))


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        ("0", "nol"),
        ("10", "sepuluh"),
        ("11", "sebelas"),
        ("12", "dua belas"),
        ("19", "sembilan belas"),
        ("20", "dua puluh"),
        ("21", "dua puluh satu"),
        ("100", "seratus"),
        ("111", "seratus sebelas"),
        ("250", "dua ratus lima puluh"),
        ("1000", "seribu"),
        ("1100", "seribu seratus"),
        ("2001", "dua ribu satu"),
        ("11000", "sebelas ribu"),
        ("21000", "dua puluh satu ribu"),
        ("100000", "seratus ribu"),
        ("101000", "seratus satu ribu"),
        ("1000000", "satu juta"),
        ("1001000", "satu juta seribu"),
        (
            "3783296000",
            "tiga miliar tujuh ratus delapan puluh tiga juta dua ratus sembilan puluh enam ribu",
        ),
        ("1000000000000", "satu triliun"),
        ("900000000000001", "sembilan ratus triliun satu"),
        ("90.57", "sembilan puluh koma lima tujuh"),
        ("0.105", "nol koma satu nol lima"),
        ("7.0", "tujuh"),
        ("-33.33", "minus tiga puluh tiga koma tiga tiga"),
        ("-0", "nol"),
    ],
)
def test_a_number_is_echoed_in_words(value: str, spoken: str) -> None:
    assert words(Decimal(value)) == spoken


def test_words_end_at_hundreds_of_trillions() -> None:
    with pytest.raises(ValueError, match="more than 15 whole digits"):
        words(Decimal(10**15))


@given(storable())
def test_every_storable_number_can_be_said(value: Decimal) -> None:
    assert words(value) != words(-value) or value == 0
    assert "  " not in words(value)
