"""Read the numbers people write, and write numbers the way the office reads them.

A number is a ``Decimal`` from the form to the PDF. A dot separates groups of exactly three digits,
a comma begins the decimals; a dot that cannot be a group is the decimal mark it looks like.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

MAX_DIGITS = 15  # significant digits, and also decimals: a spreadsheet keeps no more than these

_BEFORE = r"(?P<before>(?:(?i:Rp)\.?\s*)?[-−]?|[-−]\s*(?i:Rp)\.?\s*)"
_WRITTEN = re.compile(
    _BEFORE
    + r"(?:(?P<indonesian>(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?)"
    + r"|(?P<dotted>[0-9]+\.[0-9]+))\s*%?"
)
_MINUS = re.compile("[-−]")
_AMBIGUOUS = re.compile(_BEFORE + r"[1-9][0-9]*\.[0-9]{3}\s*%?")

_DROP_GROUPS = str.maketrans(",", ".", ".")
_SWAP_MARKS = str.maketrans(",.", ".,")
# Ample for every quotient of two storable numbers; the caller's own context has no say.
_PRINTING = Context(prec=100, rounding=ROUND_HALF_UP)

_EXAMPLE = "Tulis titik untuk ribuan dan koma untuk desimal, misalnya 1.250,5."
_STATUS = "pilih “belum tersedia” atau “tidak diukur” beserta alasannya."
_SHOWN_LENGTH = 40

# What is wrong with a text that is no number: the first row that matches its beginning answers.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"$", f"masih kosong. Isi angkanya (0 bila memang nol), atau {_STATUS}"),
    (
        r"(rp\.? ?)?([-–—−.]+|n\.?/?a\.?|nihil|kosong)$",
        f"bukan angka dan tidak dianggap 0. Tulis 0 bila memang nol, atau {_STATUS}",
    ),
    (r"#", "galat rumus lembar kerja. Perbaiki rumusnya, atau ketik angkanya."),
    (r".*(?![0-9])\d", f"angka ditulis dengan 0–9. {_EXAMPLE}"),
    (r".*\d ?:", "waktu atau perbandingan, bukan satu angka. Tulis satu angka dalam satuannya."),
    (r".*\d ?%? ?[-–—−/]", "bukan satu angka. Tulis satu angka saja, misalnya 85."),
    (r"(rp)?+.*[^\W\d]|.*_", "angka bercampur huruf. Tulis angkanya saja, tanpa satuan."),
    (r"[^,]*,[^,]*\.", f"koma mendahului titik. {_EXAMPLE}"),
    (r".*,.*,", f"koma lebih dari satu. {_EXAMPLE}"),
    (r".*,[-–—]*$", f"koma tanpa angka di belakangnya. Hapus komanya. {_EXAMPLE}"),
    (r".*\..*[.,]", f"titik ribuan harus memisahkan tepat tiga angka. {_EXAMPLE}"),
    (r"", f"tidak terbaca sebagai angka. {_EXAMPLE}"),
)
_TOO_LONG = "lebih dari 15 angka. Bulatkan, atau pakai satuan yang lebih besar."
_TOO_FINE = "lebih dari 15 angka di belakang koma. Bulatkan lebih dahulu."

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_GROUPS = ("", "ribu", "juta", "miliar", "triliun")


class NumberError(ValueError):
    """A text is no number; the message is Indonesian and says what was read and the way out."""


def parse(text: str) -> Decimal:
    """Read one written number; a trailing % and a leading Rp are dropped, not calculated with.

    Raises NumberError for anything that is not one plain number of at most 15 significant digits,
    a blank, "-" and "n/a" among them: none of these is 0.

    >>> parse("1.250,5"), parse("1.100"), parse("90.57"), parse("Rp.3.783.296.000")
    (Decimal('1250.5'), Decimal('1100'), Decimal('90.57'), Decimal('3783296000'))
    """
    shown = _shown(text.strip())
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        raise NumberError(f"Terbaca “{shown}”: {_complaint(shown)}")
    plain = written["dotted"] or written["indonesian"].translate(_DROP_GROUPS)
    if excess := _excess(plain):
        raise NumberError(f"Terbaca “{shown}”: {excess}")
    value = Decimal(plain)
    return value.copy_negate() if value and _MINUS.search(written["before"]) else value


def ambiguous(text: str) -> bool:
    """Tell whether the one dot of a text could be meant either way, so that it is echoed back.

    >>> ambiguous("1.100"), ambiguous("1.100,0"), ambiguous("0.125"), ambiguous("90.57")
    (True, False, False, False)
    """
    return _AMBIGUOUS.fullmatch(text.strip()) is not None


def show(value: Decimal | None, places: int = 2) -> str:
    """Write a number for reading, rounded half-up; None is an en dash.

    >>> show(Decimal("1250.495")), show(Decimal("-33.333")), show(Decimal("-0.001")), show(None)
    ('1.250,50', '−33,33', '0,00', '–')
    """
    if value is None:
        return "–"
    shown = rounded(value, places)
    sign = "−" if shown < 0 else ""
    return sign + f"{shown.copy_abs():,f}".translate(_SWAP_MARKS)


def rounded(value: Decimal, places: int) -> Decimal:
    """Round half-up, whatever the caller's context says.

    >>> rounded(Decimal("0.125"), 2), rounded(Decimal(3), 1)
    (Decimal('0.13'), Decimal('3.0'))
    """
    return value.quantize(Decimal((0, (1,), -places)), context=_PRINTING)


def exact(value: Decimal | None) -> str:
    """Write a number for an input box: every decimal it has, so that `parse` reads it back.

    >>> exact(Decimal("1.100")), exact(Decimal("1100")), exact(Decimal("-0.5")), exact(None)
    ('1,1', '1.100', '-0,5', '')
    """
    plain = canonical(value)
    return "" if plain is None else f"{Decimal(plain):,f}".translate(_SWAP_MARKS)


def canonical(value: Decimal | None) -> str | None:
    """Write a number so that equal numbers have equal text: the form that is hashed.

    Raises ValueError for what is not finite. `Decimal.normalize` would round to the context.

    >>> canonical(Decimal("1E+3")), canonical(Decimal("2.50")), canonical(Decimal("-0.0"))
    ('1000', '2.5', '0')
    """
    if value is None:
        return None
    if not value.is_finite():
        raise ValueError(f"{value} is not a finite number")
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) if value else "0"


def words(value: Decimal) -> str:
    """Say a number in Indonesian, decimals digit by digit; ValueError above 15 whole digits.

    >>> words(Decimal(1100)), words(Decimal("-11.05"))
    ('seribu seratus', 'minus sebelas koma nol lima')
    """
    whole, _, decimals = str(canonical(value)).removeprefix("-").partition(".")
    if len(whole) > MAX_DIGITS:
        raise ValueError(f"{value} has more than {MAX_DIGITS} whole digits")
    spoken = ["minus"] if value < 0 else []
    spoken += _say_whole(int(whole))
    spoken += ["koma", *(_DIGITS[int(digit)] for digit in decimals)] if decimals else []
    return " ".join(spoken)


def _shown(text: str) -> str:
    """Make a text fit to stand in a message: one line, printable, not endless."""
    line = " ".join(text[: 2 * _SHOWN_LENGTH].split())
    printable = "".join(sign if sign.isprintable() else "�" for sign in line)
    return printable if len(text) <= _SHOWN_LENGTH else printable[:_SHOWN_LENGTH] + "…"


def _complaint(shown: str) -> str:
    return next(
        complaint for pattern, complaint in _COMPLAINTS if re.match(pattern, shown, re.IGNORECASE)
    )


def _excess(plain: str) -> str | None:
    """Say which limit a machine-readable text exceeds; zeros in front are not significant."""
    whole, _, decimals = plain.partition(".")
    if len((whole + decimals).lstrip("0")) > MAX_DIGITS:
        return _TOO_LONG
    return _TOO_FINE if len(decimals) > MAX_DIGITS else None


def _say_whole(number: int) -> list[str]:
    """Say a whole number by its groups of three digits, the highest first."""
    if number == 0:
        return [_DIGITS[0]]
    spoken: list[str] = []
    for power in reversed(range(len(_GROUPS))):
        spoken += _say_group(number // 1000**power % 1000, name=_GROUPS[power])
    return spoken


def _say_group(number: int, *, name: str) -> list[str]:
    """Say 0 to 999 with its group's name; only a thousand has a short form ("seribu")."""
    if number == 0:
        return []
    if (number, name) == (1, "ribu"):
        return ["seribu"]
    hundreds, rest = divmod(number, 100)
    return [
        *_say_units(hundreds, one="seratus", unit="ratus"),
        *_say_below_hundred(rest),
        *([name] if name else []),
    ]


def _say_below_hundred(number: int) -> list[str]:
    """Say 0 (as nothing) to 99; the teens count "belas" where the others count "puluh"."""
    tens, ones = divmod(number, 10)
    if tens == 1 and ones:
        return _say_units(ones, one="sebelas", unit="belas")
    return [*_say_units(tens, one="sepuluh", unit="puluh"), *([_DIGITS[ones]] if ones else [])]


def _say_units(count: int, *, one: str, unit: str) -> list[str]:
    """Say 0 (as nothing) to 9 of a unit whose single one has a word of its own."""
    return {0: [], 1: [one]}.get(count, [_DIGITS[count], unit])
