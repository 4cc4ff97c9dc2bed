"""Rows on their way to the database: gathered by table, inserted parents first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import models

from kinerja.models import (
    Agreement,
    Assignment,
    Chain,
    Explanation,
    Indicator,
    JournalEntry,
    Line,
    Objective,
    Position,
    Realisation,
    Section,
    Target,
    Unit,
    User,
)
from workflow.models import (
    ArchiveCopy,
    ArchiveDescription,
    Disruption,
    Forwarding,
    PaperCopy,
    Pause,
    RowMark,
    SectionForm,
    Sheet,
    SheetSeries,
    StepRun,
    Submission,
)

Naming = SectionForm.people.through
# Parents before children; a table may be filled in several goes.
TABLES = (
    Unit,
    Section,
    User,
    Position,
    Assignment,
    Indicator,
    Agreement,
    Objective,
    Line,
    Target,
    Disruption,
    Submission,
    SectionForm,
    Naming,
    StepRun,
    Pause,
    SheetSeries,
    Sheet,
    Forwarding,
    Realisation,
    Explanation,
    RowMark,
    ArchiveCopy,
    ArchiveDescription,
    PaperCopy,
    Chain,
    JournalEntry,
)
AT_ONCE = 500


class Ledger:
    """The rows of one go, and the count of all that were inserted before."""

    def __init__(self) -> None:
        self.rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        self.inserted = 0

    def add(self, row: models.Model) -> models.Model:
        self.rows[type(row)].append(row)
        return row

    def extend(self, rows: Iterable[models.Model]) -> None:
        for row in rows:
            self.add(row)

    def insert(self) -> None:
        """Insert what was gathered, so that every row has its key, and begin anew."""
        for table in TABLES:
            for rows in waves(self.rows.pop(table, [])):
                table._default_manager.bulk_create(rows, AT_ONCE)
                self.inserted += len(rows)
        if self.rows:
            raise TypeError(f"tables without a place: {sorted(map(str, self.rows))}")


def waves(rows: list[models.Model]) -> Iterator[list[models.Model]]:
    """Part positions by how many stand above them: each needs the key of its superior."""
    by_height = defaultdict(list)
    for row in rows:
        by_height[height(getattr(row, "superior", None))].append(row)
    yield from (by_height[each] for each in sorted(by_height))


def height(above: Position | None) -> int:
    return 1 + height(above.superior) if above else 0
