"""What one agreement version asks differently than another, for the rows of one period."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from kinerja import numbers
from kinerja.models import Agreement, Line, Period, Quarter, Target


@dataclass(frozen=True)
class Fact:
    """One thing that a line says; `judges` where an accepted value must be looked at again."""

    word: str
    read: Callable[[Line], str]
    judges: bool = True


def yes_or_no(is_so: bool) -> str:
    return "ya" if is_so else "tidak"


FACTS = (
    Fact("kode", lambda line: line.code, judges=False),
    Fact("sasaran", lambda line: line.objective.text, judges=False),
    Fact("seksi", lambda line: line.section.name if line.section else "–", judges=False),
    Fact("satuan", lambda line: line.satuan),
    Fact("jenis", lambda line: line.get_kind_display()),
    Fact("cara mengisi", lambda line: line.get_measure_display()),
    Fact("skala", lambda line: line.scale.name if line.scale else "–"),
    Fact("akumulasi", lambda line: line.get_accumulation_display()),
    Fact("dasar", lambda line: line.get_basis_display()),
    Fact("jadwal ukur", lambda line: line.schedule_words),
    Fact("penyebut berupa stok", lambda line: yes_or_no(line.stock_denominator)),
    Fact("boleh negatif", lambda line: yes_or_no(line.allows_negative)),
    Fact("paling tinggi 100", lambda line: yes_or_no(line.at_most_100)),
    Fact("dokumen pendukung", lambda line: yes_or_no(line.asks_evidence), judges=False),
    Fact("penanggung jawab", lambda line: line.person_in_charge or "–", judges=False),
)


@dataclass(frozen=True)
class FactChange:
    """What a line said before, and says now."""

    word: str
    before: str
    after: str
    judges: bool


@dataclass(frozen=True)
class KeptLine:
    """One indicator that both versions ask for in the period."""

    before: Line
    after: Line
    changes: tuple[FactChange, ...]

    @property
    def is_judged_anew(self) -> bool:
        return any(change.judges for change in self.changes)

    @property
    def takes_value_over(self) -> bool:
        """A value follows only into a line that is measured in the same way."""
        old, new = self.before, self.after
        return (old.measure, old.scale_id) == (new.measure, new.scale_id)


@dataclass(frozen=True)
class Difference:
    """What becomes of the rows of a period when the later version takes the earlier one's place."""

    added: tuple[Line, ...]
    dropped: tuple[Line, ...]
    kept: tuple[KeptLine, ...]

    @property
    def changed(self) -> tuple[KeptLine, ...]:
        return tuple(each for each in self.kept if each.changes)

    @property
    def asked(self) -> tuple[Line, ...]:
        """The rows that the later version asks for."""
        return (*(each.after for each in self.kept), *self.added)

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.changed)


def compare(earlier: Agreement, later: Agreement, period: Period) -> Difference:
    """Compare two versions at two questions to the database; indicators are the same by key."""
    lines = (
        Line.objects.filter(agreement__in=[earlier, later])
        .select_related("objective", "indicator", "section", "scale")
        .prefetch_related(Prefetch("targets", Target.objects.select_related("predicate")))
        .order_by("objective__number", "order", "code")
    )
    asked = [line for line in lines if line.is_measured_in(period)]
    old = by_indicator(line for line in asked if line.agreement_id == earlier.pk)
    new = by_indicator(line for line in asked if line.agreement_id == later.pk)
    return Difference(
        added=tuple(line for key, line in new.items() if key not in old),
        dropped=tuple(line for key, line in old.items() if key not in new),
        kept=tuple(
            KeptLine(old[key], line, changes(old[key], line, period))
            for key, line in new.items()
            if key in old
        ),
    )


def by_indicator(lines: Iterable[Line]) -> dict[int, Line]:
    return {line.indicator_id: line for line in lines}


def changes(old: Line, new: Line, period: Period) -> tuple[FactChange, ...]:
    own = (FactChange(fact.word, fact.read(old), fact.read(new), fact.judges) for fact in FACTS)
    before, after = targets(old, period), targets(new, period)
    of_targets = (
        FactChange(word, before.get(word, "–"), after.get(word, "–"), judges=True)
        for word in {**before, **after}
    )
    return tuple(each for each in (*own, *of_targets) if each.before != each.after)


def targets(line: Line, period: Period) -> Mapping[str, str]:
    """Write the targets that a row of the period is measured by: up to it, and the year's."""
    return {
        f"target {Quarter(target.quarter).label}": target_words(target)
        for target in line.targets.all()
        if target.quarter <= period.quarter or target.quarter == Quarter.YEAR
    }


def target_words(target: Target) -> str:
    if target.predicate:
        return target.predicate.label
    bounds = (target.value, target.upper)
    return "–".join(numbers.exact(bound) for bound in bounds if bound is not None)
