"""Reading what was unusual out of the journal, in constant queries, however much there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import CharField, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.timezone import make_aware

from kinerja import roster
from kinerja.models import Indicator, JournalEntry, Line, Unit
from workflow import rules as verbs
from workflow.models import Submission
from workflow.unusual.rules import RULES, Rule, Told

OF_RECORD, OF_UNIT = "berkas:", "unit:"


@dataclass(frozen=True)
class Fact:
    """One unusual thing, as its entry of the journal tells it."""

    rule: Rule
    entry: JournalEntry
    told: Told


@dataclass(frozen=True)
class AboutRow:
    """A row that a fact is about; `indicator` is None where the record has no such row any more."""

    code: str
    indicator: Indicator | None


@dataclass(frozen=True)
class Happening:
    """One fact in its place: the unit, the record (None where it belongs to none), the rows."""

    fact: Fact
    unit: Unit
    record: Submission | None
    rows: tuple[AboutRow, ...]

    @property
    def rule(self) -> Rule:
        return self.fact.rule

    @property
    def told(self) -> Told:
        return self.fact.told

    @property
    def moment(self) -> datetime:
        return self.fact.entry.moment

    @property
    def number(self) -> int:
        return self.fact.entry.number

    @property
    def who(self) -> str:
        return self.fact.entry.name or self.fact.entry.capacity

    @property
    def capacity(self) -> str:
        return self.fact.entry.capacity if self.fact.entry.name else ""

    @property
    def what(self) -> str:
        """Say what was done: on a record, in its office, or, without words of its own, its kind."""
        verb = self.fact.entry.verb
        if verb in verbs.RULES:
            return verbs.told(verb)
        return roster.TOLD.get(verb, self.rule.label)

    @property
    def is_about_one_row(self) -> bool:
        return len(self.rows) == 1


def read(
    units: QuerySet[Unit], *, year: int | None = None, rules: Sequence[Rule] = RULES
) -> list[Fact]:
    """List what the rules find in the journals of these units, newest first.

    The year is that in which it happened, by the local clock; None for all of them.
    """
    entries = JournalEntry.objects.filter(of_units(units), reduce(or_, (r.where for r in rules)))
    if year is not None:
        first, next_first = (make_aware(datetime(each, 1, 1)) for each in (year, year + 1))
        entries = entries.filter(moment__gte=first, moment__lt=next_first)
    told = entries.defer("text", "hash").order_by("-moment", "chain", "-number")
    return [
        Fact(rule, entry, each) for entry in told for rule in rules for each in rule.read(entry)
    ]


def of_units(units: QuerySet[Unit]) -> Q:
    """Keep the journals of these units and of their records."""
    units = units.order_by()
    records = Submission.objects.filter(unit__in=units).order_by()
    return Q(chain__in=keys(OF_RECORD, records)) | Q(chain__in=keys(OF_UNIT, units))


def keys(kind: str, things: QuerySet[Model]) -> QuerySet:
    key = Concat(Value(kind), Cast("pk", CharField()))
    return things.annotate(chain_of=key).values("chain_of")


def placed(facts: Iterable[Fact]) -> tuple[Happening, ...]:
    """Find the record, the unit and the rows of each fact, at three questions for all of them."""
    facts = tuple(facts)
    records = by_key(OF_RECORD, Submission.objects.with_names(), facts)
    units = by_key(OF_UNIT, Unit.objects.all(), facts)
    lines = lines_of(records.values(), {code for fact in facts for code in fact.told.rows})
    return tuple(place(fact, records, units, lines) for fact in facts)


def place(
    fact: Fact,
    records: dict[str, Submission],
    units: dict[str, Unit],
    lines: dict[tuple[int, str], Indicator],
) -> Happening:
    record = records.get(fact.entry.chain_id)
    rows = fact.told.rows if record else ()
    return Happening(
        fact=fact,
        unit=record.unit if record else units[fact.entry.chain_id],
        record=record,
        rows=tuple(AboutRow(code, lines.get((record.agreement_id, code))) for code in rows),
    )


def by_key(kind: str, things: QuerySet[Model], facts: Iterable[Fact]) -> dict[str, Model]:
    chains = {fact.entry.chain_id for fact in facts}
    wanted = {key.removeprefix(kind) for key in chains if key.startswith(kind)}
    return {f"{kind}{each.pk}": each for each in things.filter(pk__in=wanted)} if wanted else {}


def lines_of(
    records: Iterable[Submission], codes: Iterable[str]
) -> dict[tuple[int, str], Indicator]:
    """Lead from agreement and code to the indicator."""
    agreements = {record.agreement_id for record in records}
    found = Line.objects.filter(agreement__in=agreements, code__in=set(codes))
    return {
        (line.agreement_id, line.code): line.indicator for line in found.select_related("indicator")
    }
