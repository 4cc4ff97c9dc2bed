"""Relations between figures, such as "1.1 + 1.2 = 1.3": read as people write them, and judged.

One sign, sums with + on both sides. Figures are compared to six decimals, so that a ratio does not
fail by its last digit.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum
from operator import eq, ge, gt, le, lt

from kinerja import numbers

PLACES = 6
# Ample for sums of storable figures; the caller's own context has no say.
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


class Sign(StrEnum):
    """How the left side stands to the right one."""

    EQUAL = "="
    AT_MOST = "≤"
    AT_LEAST = "≥"
    LESS = "<"
    MORE = ">"


class Missing(StrEnum):
    """What to do with a relation of which figures are missing; one that counts is 0."""

    SKIP_IF_ANY = "any"
    SKIP_IF_ALL = "all"
    NEVER_SKIP = "never"


class RelationError(ValueError):
    """A text is no relation; the message is Indonesian and says the way out."""


@dataclass(frozen=True)
class Written:
    """A relation as it was typed: the codes of both sides, and the sign between them."""

    left: tuple[str, ...]
    sign: Sign
    right: tuple[str, ...]

    def __str__(self) -> str:
        return f"{' + '.join(self.left)} {self.sign} {' + '.join(self.right)}"


@dataclass(frozen=True)
class Verdict:
    """Whether a relation holds, None where it is skipped, and the numbers that say why not."""

    holds: bool | None
    text: str = ""


Figure = Decimal | None
_TYPED = {"<=": Sign.AT_MOST, "=<": Sign.AT_MOST, ">=": Sign.AT_LEAST, "=>": Sign.AT_LEAST}
_SIGN = re.compile("<=|=<|>=|=>|[=≤≥<>]")
_HOLDS: dict[Sign, Callable[[Decimal, Decimal], bool]] = {
    Sign.EQUAL: eq,
    Sign.AT_MOST: le,
    Sign.AT_LEAST: ge,
    Sign.LESS: lt,
    Sign.MORE: gt,
}
_FAILS = {sign: "bukan" if sign == Sign.EQUAL else f"tidak {sign}" for sign in Sign}
_SKIPS: dict[Missing, Callable[[list[bool]], bool]] = {
    Missing.SKIP_IF_ANY: any,
    Missing.SKIP_IF_ALL: all,
    Missing.NEVER_SKIP: lambda gaps: False,
}
_EXAMPLE = "misalnya 1.1 + 1.2 = 1.3"


def read(text: str) -> Written:
    """Read a relation of codes. Raises RelationError for anything that is not exactly one.

    >>> str(read("1.1+1.2 <= 1.3"))
    '1.1 + 1.2 ≤ 1.3'
    """
    signs = _SIGN.findall(text)
    if not signs:
        raise RelationError(f"Tulis satu tanda =, ≤, ≥, <, atau >, {_EXAMPLE}.")
    if len(signs) > 1:
        raise RelationError(f"Tertulis {len(signs)} tanda perbandingan; tulis satu, {_EXAMPLE}.")
    left, right = (side_of(side) for side in _SIGN.split(text))
    for side, words in ((left, "kiri"), (right, "kanan")):
        if not any(side):
            raise RelationError(f"Sebelah {words} tanda {signs[0]} masih kosong.")
        if not all(side):
            raise RelationError(f"Ada tanda + tanpa kode di sebelah {words}.")
    return Written(left, _TYPED.get(signs[0]) or Sign(signs[0]), right)


def side_of(text: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split("+"))


def judge(
    left: Sequence[Figure], sign: Sign, right: Sequence[Figure], *, missing: Missing
) -> Verdict:
    """Compare the sums of both sides.

    >>> judge([Decimal(12), Decimal(5)], Sign.EQUAL, [Decimal(20)], missing=Missing.SKIP_IF_ANY)
    Verdict(holds=False, text='12 + 5 = 17, bukan 20')
    """
    if _SKIPS[missing]([figure is None for figure in (*left, *right)]):
        return Verdict(None)
    if _HOLDS[sign](summed(left), summed(right)):
        return Verdict(True)
    return Verdict(False, f"{sum_words(left)}, {_FAILS[sign]} {sum_words(right)}")


def summed(side: Sequence[Figure]) -> Decimal:
    with localcontext(_EXACT):
        return numbers.rounded(sum((figure or Decimal(0) for figure in side), Decimal(0)), PLACES)


def sum_words(side: Sequence[Figure]) -> str:
    parts = " + ".join("0 (kosong)" if each is None else written(each) for each in side)
    return parts if len(side) == 1 else f"{parts} = {written(summed(side))}"


def written(figure: Decimal) -> str:
    return numbers.exact(numbers.rounded(figure, PLACES)).replace("-", "−")
