"""Calculate achievement (capaian), or say why there is none, and write the formula out.

One rule per kind answers with a percentage, or the reason for none. Only printing rounds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from kinerja.formula.kinds import EXACT, HUNDRED, Choice, Figure, Kind, Number
from kinerja.numbers import show


def achievement(kind: Kind, target: Figure, realised: Figure, *, upper: Number = None) -> Number:
    """Calculate the achievement in percent, unrounded and uncapped; else `no_number` says why.

    For RANGE the target is the lower bound and `upper` the upper one; PREDICATE takes two Choices.

    >>> [achievement(kind, Decimal(10), Decimal(20)) for kind in (Kind.LOWER, Kind.LOWER_RATIO)]
    [Decimal('0'), Decimal('50.0')]
    """
    return _answer(kind, target, realised, upper).percent


def no_number(kind: Kind, target: Figure, realised: Figure, *, upper: Number = None) -> str | None:
    """Say in Indonesian why there is no achievement; None exactly where there is one.

    >>> no_number(Kind.HIGHER, Decimal(0), Decimal(5))
    'tidak dapat dihitung: target 0'
    """
    return _answer(kind, target, realised, upper).reason


def reached(kind: Kind, target: Figure, realised: Figure, *, upper: Number = None) -> bool | None:
    """Judge whether an unrounded 100 %, or the predicate, is reached; None where none can say.

    >>> reached(Kind.HIGHER, Decimal("100"), Decimal("99.999"))
    False
    """
    return _answer(kind, target, realised, upper).reached


def explain(kind: Kind, target: Figure, realised: Figure, *, upper: Number = None) -> str:
    """Write the formula with its numbers, printed to two decimals, or the reason there is none.

    >>> explain(Kind.LOWER, Decimal(2), Decimal(3))
    '(2 × 2,00 − 3,00) / 2,00 × 100 = 50,00%'
    """
    return _answer(kind, target, realised, upper).text


@dataclass(frozen=True)
class _Answer:
    """What a rule answers: exactly one of percent and reason is None; the text explains either."""

    text: str
    percent: Number = None
    reason: str | None = None
    reached: bool | None = None


def _percentage(steps: str, percent: Decimal) -> _Answer:
    return _Answer(f"{steps} = {show(percent)}%", percent=percent, reached=percent >= HUNDRED)


def _nothing(reason: str) -> _Answer:
    return _Answer(reason, reason=reason)


def _answer(kind: Kind, target: Figure, realised: Figure, upper: Number) -> _Answer:
    """Apply the rule of a kind, once everything it needs is there."""
    gaps = (
        (target is None, "target belum ditetapkan"),
        (kind == Kind.RANGE and upper is None, "batas atas belum ditetapkan"),
        (realised is None, "belum ada realisasi"),
    )
    for is_missing, reason in gaps:
        if is_missing:
            return _nothing(reason)
    with localcontext(EXACT):
        return _RULES[kind](target, realised, upper)


def _higher(target: Decimal, realised: Decimal, _upper: Number = None) -> _Answer:
    """R / T × 100."""
    return _not_positive("target", target) or _quotient(realised, target, show(realised))


def _lower(target: Decimal, realised: Decimal, _upper: Number = None) -> _Answer:
    """(2T − R) / T × 100: variant A, used in PermenPANRB 8/2021."""
    subtracted = f"({show(realised)})" if realised < 0 else show(realised)
    return _undivided(target, realised) or _quotient(
        2 * target - realised, target, f"(2 × {show(target)} − {subtracted})"
    )


def _lower_ratio(target: Decimal, realised: Decimal, _upper: Number) -> _Answer:
    """T / R × 100: variant B. A negative R, the best there can be, would come out below 0."""
    return (
        _undivided(target, realised)
        or _not_positive("realisasi", realised)
        or _quotient(target, realised, show(target))
    )


def _range(lower: Decimal, realised: Decimal, upper: Decimal) -> _Answer:
    """100 inside; below, the lower bound is to be reached, above, the upper one not passed."""
    if lower > upper:
        return _nothing("tidak dapat dihitung: batas bawah melebihi batas atas")
    if realised < lower:
        return _higher(lower, realised)
    if realised > upper:
        return _lower(upper, realised)
    return _percentage(f"{show(realised)} di dalam {show(lower)}–{show(upper)}", HUNDRED)


def _predicate(target: Choice, realised: Choice, _upper: Number) -> _Answer:
    """R / T × 100 on the scores; by rank if one is missing or nothing can be divided by T."""
    passed = realised.rank >= target.rank
    if target.score is None or realised.score is None or target.score <= 0:
        text, percent, reason = _BY_RANK[passed]
        return _Answer(text.format(realised.label, target.label), percent, reason, reached=passed)
    scored = _higher(target.score, realised.score)
    text = f"{realised.label} terhadap {target.label}: {scored.text}"
    return replace(scored, text=text, reached=scored.reached or passed)


_BY_RANK: dict[bool, tuple[str, Number, str | None]] = {
    True: ("{} ≥ {}: tercapai", HUNDRED, None),
    False: ("{} < {}: tidak tercapai", None, "tidak tercapai"),
}

_RULES: dict[Kind, Callable[..., _Answer]] = {
    Kind.HIGHER: _higher,
    Kind.LOWER: _lower,
    Kind.LOWER_RATIO: _lower_ratio,
    Kind.RANGE: _range,
    Kind.PREDICATE: _predicate,
}


def _quotient(dividend: Decimal, divisor: Decimal, written: str) -> _Answer:
    return _percentage(f"{written} / {show(divisor)} × 100", dividend / divisor * HUNDRED)


def _undivided(target: Decimal, realised: Decimal) -> _Answer | None:
    """Answer 100 where nothing was to happen and nothing did; else as `_not_positive`."""
    if target == realised == 0:
        return _percentage("target 0 dan realisasi 0", HUNDRED)
    return _not_positive("target", target)


def _not_positive(name: str, divisor: Decimal) -> _Answer | None:
    """Answer that nothing can be divided by a figure that is 0 or negative; None where it can."""
    sign = "negatif" if divisor else "0"
    return None if divisor > 0 else _nothing(f"tidak dapat dihitung: {name} {sign}")
