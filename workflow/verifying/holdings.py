"""The cells and explanations of one record as they lie in the database, by the journal's names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Q

from kinerja.models import Explanation, Line, Realisation
from kinerja.recording.cells import described
from kinerja.recording.words import worded
from workflow.actions.writing import objective_key
from workflow.models import Submission
from workflow.verifying.telling import Key, subject_of


@dataclass(frozen=True)
class Held:
    """One row: what it holds, who wrote it when, and whether it is final."""

    name: str
    content: Mapping[str, str]
    version: int
    person: int | None
    moment: datetime
    confirmed: tuple[datetime | None, int | None]
    is_late: bool

    @property
    def is_final(self) -> bool:
        return self.confirmed[0] is not None


class Holdings:
    """All rows of a record, of every edition, at three questions."""

    def __init__(self, record: Submission) -> None:
        self.record = record

    @cached_property
    def lines(self) -> dict[int, Line]:
        found = Line.objects.filter(agreement=self.record.agreement_id)
        return {line.pk: line for line in found.select_related("objective")}

    @cached_property
    def by_code(self) -> dict[str, Line]:
        return {line.code: line for line in self.lines.values()}

    @cached_property
    def rows(self) -> dict[int, dict[Key, Held]]:
        """Lead from each edition to its rows."""
        found: dict[int, dict[Key, Held]] = {}
        late = set()
        for cell in self.cells():
            line = self.lines[cell.line_id]
            if hasattr(cell, "late"):
                late.add((cell.edition, cell.line_id))
            found.setdefault(cell.edition, {})["cell", subject_of(line)] = Held(
                line.code,
                described(cell),
                cell.version,
                cell.entered_by_id,
                cell.entered_at,
                (cell.confirmed_at, cell.confirmed_by_id),
                hasattr(cell, "late"),
            )
        for words in self.words():
            key, name = self.explained(words)
            found.setdefault(words.edition, {})["words", key] = Held(
                f"penjelasan {name}",
                worded(words),
                words.version,
                words.written_by_id,
                words.written_at,
                (words.confirmed_at, words.confirmed_by_id),
                (words.edition, words.line_id) in late,
            )
        return found

    def cells(self) -> Iterator[Realisation]:
        of_record = Realisation.objects.filter(
            line__agreement=self.record.agreement_id, period=self.record.period_id
        )
        yield from of_record.select_related("predicate", "late").order_by("edition", "line")

    def words(self) -> Iterator[Explanation]:
        agreement = self.record.agreement_id
        about = Q(line__agreement=agreement) | Q(objective__agreement=agreement)
        found = Explanation.objects.filter(about, period=self.record.period_id)
        yield from found.select_related("objective").order_by("edition", "pk")

    def explained(self, words: Explanation) -> tuple[tuple, str]:
        if words.line_id:
            line = self.lines[words.line_id]
            return subject_of(line), line.code
        return (objective_key(words.objective.number),), f"sasaran {words.objective.number}"

    def final_before(self, edition: int, key: Key) -> Held | None:
        """Find what the next edition of a row was copied from."""
        editions = sorted((each for each in self.rows if each < edition), reverse=True)
        rows = (self.rows[each].get(key) for each in editions)
        return next((row for row in rows if row and row.is_final), None)
