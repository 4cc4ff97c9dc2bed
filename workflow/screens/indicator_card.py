"""The card of an indicator, with the records of its periods and what became of its values."""

from dataclasses import dataclass

from kinerja import indicator_card
from kinerja.indicator_card import IndicatorCard, PeriodValue
from kinerja.models import Indicator, Unit
from workflow.models import Submission
from workflow.unusual import reading
from workflow.unusual.reading import Happening
from workflow.unusual.rules import BY_KEY

# The kinds that tell what became of a value.
ABOUT_VALUES = tuple(BY_KEY[key] for key in ("dikoreksi", "diganti", "susulan", "dokumen"))


@dataclass(frozen=True)
class ValueOfRecord:
    """One period's value, and the record that it stands in; None where none was opened."""

    value: PeriodValue
    record: Submission | None


@dataclass(frozen=True)
class Card:
    """The page of one indicator."""

    card: IndicatorCard
    values: tuple[ValueOfRecord, ...]
    happened: tuple[Happening, ...]


def read(indicator: Indicator) -> Card:
    """Read the page at a fixed number of questions, however many years there are."""
    card = indicator_card.read(indicator)
    alive = Submission.objects.alive().filter(unit=indicator.unit_id)
    records = {record.period_id: record for record in alive.order_by()}
    return Card(
        card=card,
        values=tuple(ValueOfRecord(each, records.get(each.period.pk)) for each in card.values),
        happened=happened(card),
    )


def happened(card: IndicatorCard) -> tuple[Happening, ...]:
    """List what happened to the indicator's values, newest first."""
    codes = {row.line.code for row in card.targets if row.line}
    units = Unit.objects.filter(pk=card.indicator.unit_id)
    facts = reading.read(units, rules=ABOUT_VALUES)
    # The same code may be another indicator's in another agreement: the records tell.
    near = reading.placed(fact for fact in facts if codes.intersection(fact.told.rows))
    return tuple(each for each in near if any(row.indicator == card.indicator for row in each.rows))
