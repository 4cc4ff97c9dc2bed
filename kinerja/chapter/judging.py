"""What the chapter says of a row or a sasaran: aims beside its target, efficiency, gaps."""

from collections.abc import Iterable
from decimal import Decimal

from kinerja import formula, summary
from kinerja.chapter.shape import Aim, ChapterRow, Efficiency
from kinerja.policies import Policy
from kinerja.table import Row, Table

# By these words in its name a row in per cent tells the absorption of the budget.
ABSORPTION = ("penyerapan anggaran", "serapan anggaran", "realisasi anggaran")
PERCENT = ("%", "persen")


def aim(row: Row, value: Decimal | None, year: int | None = None) -> Aim | None:
    """Hold a figure against one number, by the rule of its kind; of a predicate, by its score."""
    if value is None:
        return None
    if row.kind == formula.Kind.RANGE:
        return Aim(value, year, None, "rentang: tidak dibandingkan dengan satu angka")
    kind, realised = row.kind, row.realised
    if isinstance(realised, formula.Choice):
        kind, realised = formula.Kind.HIGHER, realised.score
    elif kind == formula.Kind.PREDICATE:
        kind = formula.Kind.HIGHER
    if realised is None:
        return Aim(value, year, None, "belum ada angka")
    found = formula.achievement(kind, value, realised)
    return Aim(value, year, found, formula.explain(kind, value, realised))


def absorption(rows: Iterable[ChapterRow]) -> ChapterRow | None:
    """Find the row that tells how much of the budget was used, by its name and satuan."""
    return next((each for each in rows if is_absorption(each.row)), None)


def is_absorption(row: Row) -> bool:
    named = row.indicator.casefold()
    return row.satuan.casefold() in PERCENT and any(words in named for words in ABSORPTION)


def efficiency(rows: Iterable[ChapterRow], used: ChapterRow | None, policy: Policy) -> Efficiency:
    """Subtract the absorption of the budget from the mean achievement of a sasaran."""
    others = [each.row for each in rows if not is_absorption(each.row) and counts(each)]
    average = summary.average(others, policy)
    percent, share = average.mean.percent, used and used.row.realised
    both = percent is not None and isinstance(share, Decimal)
    return Efficiency(average, used, percent - share if both else None)


def counts(each: ChapterRow) -> bool:
    """Say whether a row counts in a mean: one that was never asked so far counts nowhere."""
    return each.has_number or bool(each.remark)


def remark(begun: Iterable[Table], stands: Row, *, since: int) -> str:
    """Say of every later period that was begun why there is no number, and what is incomplete."""
    later = (each for each in begun if each.period.quarter > since)
    told = [
        f"{each.period.get_quarter_display()}: {summary.why(row)}{because(row)}"
        for each in later
        if (row := of_indicator(each, stands.indicator_id)) and row.is_asked
    ]
    if not stands.is_complete:
        told.append("belum lengkap: ada triwulan sebelumnya tanpa angka")
    return "; ".join(told)


def because(row: Row) -> str:
    return f" ({row.reading.reason})" if row.reading and row.reading.reason else ""


def of_indicator(table: Table, indicator: int) -> Row | None:
    return next((row for row in table.rows if row.indicator_id == indicator), None)
