"""How a record stands: its rows with findings and marks, its forms, its archive.

Each part is fetched once, when first asked for, at a number of queries that does not grow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kinerja import findings
from kinerja.findings import Finding, Found
from kinerja.models import Realisation
from kinerja.table import Book, Row, Table
from workflow.late import LateRow, Owing
from workflow.models import (
    ArchiveCopy,
    Correction,
    FormState,
    LateValue,
    Note,
    RowMark,
    SectionForm,
    StepRun,
    Submission,
)
from workflow.outside import receipts
from workflow.outside.receipts import Place


@dataclass(frozen=True)
class StandingRow:
    """One row of the record: what the table reads, what the rules find, how it is marked."""

    row: Row
    find: Callable[[Row], tuple[Finding, ...]]
    is_accepted: bool
    is_checked: bool
    is_returned: bool
    is_with_section: bool
    is_editable: bool

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All that is found; the first row that is asked reads what the unit has defined."""
        return self.find(self.row)

    @cached_property
    def must_mend(self) -> tuple[Finding, ...]:
        return findings.must_mend(self.row)

    @property
    def is_closed_to_section(self) -> bool:
        """A row that was typed at step 2 is closed to the section that it came from."""
        reading = self.row.reading
        return bool(reading and not reading.is_blank and not reading.is_from_section)


class Standing:
    """The state of one record at the moment of reading; make a new one after each change."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission

    @cached_property
    def book(self) -> Book:
        record = self.submission
        record.agreement.unit = record.unit
        late = LateValue.objects.carried_by(record)
        carried = Realisation.objects.filter(late__in=late)
        return Book(record.agreement, record.period, record.edition, carried=carried)

    @cached_property
    def table(self) -> Table:
        return self.book.table(self.submission.period)

    @cached_property
    def marks(self) -> dict[int, RowMark]:
        own = {"edition": self.submission.edition, "line__agreement": self.submission.agreement_id}
        found = self.submission.marks.filter(**own)
        found = found.select_related("accepted_by").order_by("line")
        return {mark.line_id: mark for mark in found}

    @cached_property
    def entering_round(self) -> int:
        """Number the round of step 2 that the record is in, or was in last; 1 before any."""
        runs = StepRun.objects.filter(
            submission=self.submission, edition=self.submission.edition, step=2
        )
        return max(runs.values_list("round", flat=True), default=1)

    @cached_property
    def returned_lines(self) -> frozenset[int]:
        """The lines that this round of step 2 is about; none where it is about all."""
        return frozenset(
            line_id
            for line_id, mark in self.marks.items()
            if mark.returned_round and mark.returned_round == self.entering_round
        )

    @cached_property
    def rows(self) -> tuple[StandingRow, ...]:
        """The asked rows, in the order of the sheet."""
        return tuple(self._standing_row(row) for row in self.table.asked)

    def _standing_row(self, row: Row) -> StandingRow:
        mark = self.marks.get(row.line_id) or RowMark()
        is_returned = row.line_id in self.returned_lines
        return StandingRow(
            row=row,
            find=self.find,
            is_accepted=not row.is_blank and mark.accepted_version == row.version,
            is_checked=not row.is_blank and mark.checked_version == row.version,
            is_returned=is_returned,
            is_with_section=mark.is_with_section,
            is_editable=is_returned or not self.returned_lines,
        )

    @cached_property
    def found(self) -> Found:
        return findings.read(self.table)

    def find(self, row: Row) -> tuple[Finding, ...]:
        return self.found.of(row)

    def find_late(self, row: Row) -> tuple[Finding, ...]:
        """Look at a row of another period, which the cross-checks of this one do not concern."""
        return self.found.of_itself(row)

    def of_section(self, section_id: int) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.rows if each.row.section_id == section_id)

    @cached_property
    def by_code(self) -> dict[str, StandingRow]:
        return {each.row.code: each for each in self.rows}

    @property
    def to_mend(self) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.rows if each.must_mend)

    @property
    def unaccepted(self) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.rows if not each.is_accepted)

    @property
    def acceptable(self) -> tuple[StandingRow, ...]:
        """The rows that one press accepts: without any finding and not accepted yet."""
        return tuple(each for each in self.unaccepted if not each.findings)

    @property
    def unchecked(self) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.rows if not each.is_checked)

    @property
    def checkable(self) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.unchecked if not each.findings)

    @property
    def to_see(self) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.rows if each.findings)

    @property
    def clean(self) -> tuple[StandingRow, ...]:
        return tuple(each for each in self.rows if not each.findings)

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The reviewer's notes on this edition, the oldest first."""
        return tuple(Note.objects.of(self.submission).select_related("opened_by", "correction"))

    @property
    def open_notes(self) -> tuple[Note, ...]:
        return tuple(note for note in self.notes if note.is_open)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The values of this edition that the reviewer corrected, the oldest first."""
        found = Correction.objects.of(self.submission)
        return tuple(found.select_related("corrected_by", "answered_by"))

    @property
    def unanswered(self) -> tuple[Correction, ...]:
        """The corrections that wait for an answer: their value still stands."""
        standing = {each.row.indicator_id: each.row.version for each in self.rows}
        return tuple(
            each
            for each in self.corrections
            if not each.answer and standing.get(each.indicator_id) == each.version
        )

    @cached_property
    def late(self) -> tuple[LateValue, ...]:
        """The late values of earlier periods that are reviewed and sealed with this edition."""
        return tuple(LateValue.objects.carried_by(self.submission).with_names())

    @cached_property
    def late_rows(self) -> tuple[LateRow, ...]:
        rows = self.book.carried_rows() if self.late else {}
        return tuple(LateRow(late, rows[late.cell_id], self.find_late) for late in self.late)

    @property
    def unchecked_late(self) -> tuple[LateValue, ...]:
        return tuple(late for late in self.late if not late.is_checked)

    @cached_property
    def owing(self) -> Owing:
        """What the record itself still owes, or has under way in another record."""
        return Owing(self.submission)

    @property
    def approved_late(self) -> tuple[LateValue, ...]:
        return tuple(late for late in self.owing.under_way if not late.is_open)

    @property
    def next_edition(self) -> int:
        """Number the next edition, past those that late values brought."""
        return 1 + max(self.submission.edition, self.owing.final_edition)

    @cached_property
    def forms(self) -> tuple[SectionForm, ...]:
        return tuple(self.submission.forms.select_related("section", "handed_in_by"))

    @property
    def forms_waiting(self) -> int:
        return sum(form.state == FormState.PREPARED for form in self.forms)

    @property
    def every_form_is_back(self) -> bool:
        return all(form.is_done for form in self.forms)

    @cached_property
    def archive(self) -> ArchiveCopy | None:
        return self.submission.archives.filter(edition=self.submission.edition).first()

    @property
    def is_sealed(self) -> bool:
        return self.archive is not None

    @cached_property
    def outside(self) -> tuple[Place, ...]:
        """The outside applications of the unit, with the receipts of this edition."""
        return receipts.places(self.submission)

    @property
    def receipts_owed(self) -> tuple[Place, ...]:
        return tuple(place for place in self.outside if place.is_owed)

    @cached_property
    def review_has_begun(self) -> bool:
        return self.submission.runs.filter(
            step=3, finished_at=None, started_at__isnull=False
        ).exists()

    @cached_property
    def last_archive(self) -> ArchiveCopy | None:
        """The archive of the edition before this one, which need not be the number before it."""
        before = self.submission.archives.filter(edition__lt=self.submission.edition)
        return before.order_by("-edition").first()

    @property
    def archived_edition(self) -> int:
        return self.last_archive.edition

    @cached_property
    def has_paper(self) -> bool:
        return self.last_archive is not None and self.last_archive.papers.exists()


def read(submission: Submission) -> Standing:
    """Put the record's standing on it, fresh, and return it."""
    submission.standing = Standing(submission)
    return submission.standing
