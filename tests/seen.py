"""What is seen in the database after each press, compared with the clerk's paper."""

from datetime import timedelta

from clerk.record import Record
from pressing import AtWork

from kinerja import journal
from kinerja.models import Chain, Explanation, JournalEntry, Realisation
from workflow.calendars.reading import Calendars
from workflow.models import RowMark, StepRun, Submission
from workflow.timing.clock import clock
from workflow.verifying import CHECKS, Scope

ONLY_MARKS = ("accept", "check", "acknowledge", "clock", "")
OFFICE_WIDE = (
    *("give_standing_order", "revoke_standing_order"),
    *("record_disruption", "confirm_disruption", "withdraw_disruption"),
)
# Where reports are rendered by nobody, they are not looked at.
LOOKED_AT = ("rantai jurnal", "keadaan berkas", "nilai", "nomor lembar disposisi")
CONTENT = ("pk", "line_id", "period_id", "edition", "status", "value", "reason", "source")
STAMPS = ("version", "entered_at", "entered_by_id", "confirmed_at", "confirmed_by_id")


def found_wrong() -> list[str]:
    """List what `verify` would name, but for files."""
    checks = (check for check in CHECKS if check.name in LOOKED_AT)
    found = (each for check in checks for told in check.run(Scope()) for each in told)
    return [each.text for each in found]


class Seen:
    """What was seen last: the head of each chain, and every row that is final."""

    def __init__(self, work: AtWork) -> None:
        self.work, self.chains, self.final = work, {}, {}
        self.calendars, self.known = None, -1
        self.starts_with = JournalEntry.objects.count()

    def look(self, quarter: int, verb: str) -> None:
        """Look at one record after a press: `verb` was done; "" where it was refused."""
        paper, record = self.work.desk.records[quarter], self.work.records[quarter]
        stored = Submission.objects.only("state", "edition").get(pk=record.pk)
        assert (stored.state, stored.edition) == (paper.state, paper.edition)
        self.see_chain(quarter, record, paper, verb)
        self.see_rows(quarter, record, paper)
        self.see_marks(record, paper)
        self.see_rounds(record, paper)

    def see_chain(self, quarter: int, record: Submission, paper: Record, verb: str) -> None:
        """One entry per act, none for a refused one, each bound to the one before it."""
        before = self.chains.get(quarter)
        if before is None or before.key != record.chain_key:
            before = Chain(key=record.chain_key, count=0, head="")
        chain = self.chains[quarter] = Chain.objects.get(key=record.chain_key)
        new = list(JournalEntry.objects.filter(chain=chain, number__gt=before.count))
        is_entered = verb not in ONLY_MARKS and verb not in OFFICE_WIDE
        assert [each.verb for each in new] == ([verb] if is_entered else [])
        assert chain.count == paper.entries == before.count + len(new)
        for each in new:
            assert each.hash == journal.digest(before.head, each.text) == chain.head
            assert each.text == journal.canonical_text(each)
            assert each.moment == self.work.desk.at
        if verb in OFFICE_WIDE:
            self.see_office()

    def see_office(self) -> None:
        others = JournalEntry.objects.exclude(chain__key__startswith="berkas:").count()
        assert others == self.work.desk.entries + self.starts_with

    def see_rows(self, quarter: int, record: Submission, paper: Record) -> None:
        """The rows are those on paper; what is final stays as it was."""
        cells = list(Realisation.objects.select_related("line").order_by())
        agreement = self.work.agreements[paper.version]
        place = (agreement, record.period_id, paper.edition)
        now = {
            cell.line.code: (cell.version, cell.source, text_of(cell))
            for cell in cells
            if (cell.line.agreement_id, cell.period_id, cell.edition) == place
        }
        if paper.is_open or (paper.state == "archiving" and not paper.is_sealed):
            rows = {code: row for code, row in paper.rows.items() if row.version}
            told = {code: (row.version, row.source, row.value) for code, row in rows.items()}
            assert now == told
        final = {cell.pk: facts(cell) for cell in cells if cell.confirmed_at}
        words = Explanation.objects.exclude(confirmed_at=None).order_by()
        final |= {("words", each["id"]): each for each in words.values()}
        assert final == {**final, **self.final}, "a confirmed row has changed"
        self.final = final

    def see_marks(self, record: Submission, paper: Record) -> None:
        found = RowMark.objects.filter(submission=record, edition=paper.edition)
        found = found.filter(line__agreement=self.work.agreements[paper.version]).order_by()
        columns = ("line__code", "accepted_version", "checked_version")
        marks = {code: ticks for code, *ticks in found.values_list(*columns)}
        if paper.state in ("entering", "reviewing"):
            for code, mark in paper.marks.items():
                assert marks.get(code, [None, None]) == [mark.accepted, mark.checked], code

    def see_rounds(self, record: Submission, paper: Record) -> None:
        """At most one open stretch per round, the open rounds those of the state, clocks sane."""
        at = self.work.desk.at
        if self.known != self.work.desk.entries:
            self.calendars, self.known = Calendars([record.unit_id]), self.work.desk.entries
        found = {}
        for run in (
            StepRun.objects.filter(submission=record)
            .select_related("form__section")
            .with_times()
            .order_by()
        ):
            pauses = [each for each in run.pauses.all() if each.is_open]
            assert len(pauses) <= (1 if run.is_open else 0)
            if run.is_open:
                place = (run.step, self.section(run))
                assert place not in found
                found[place] = (run.started_at is not None, bool(pauses))
            self.see_clock(run, at)
        assert found == {
            (each.step, each.form): (each.is_started, bool(each.paused_by)) for each in paper.rounds
        }
        assert {step for step, form in found if form is None} == steps_open(paper)

    def section(self, run: StepRun) -> int | None:
        return self.work.section_of(run.form) if run.form_id else None

    def see_clock(self, run: StepRun, at) -> None:
        calendar = self.calendars.of(self.work.office.unit.pk, known_at=run.finished_at or at)
        read = clock(run, calendar, at=at)
        assert read.waited >= timedelta(0)
        if read.is_measured:
            assert read.worked >= timedelta(0)
            assert read.due > run.started_at


def steps_open(paper: Record) -> set[int]:
    """Say which steps have their one open round, as the state asks."""
    if paper.state in ("distributing", "archived", "cancelled"):
        return set()
    if paper.state == "entering":
        return {2} if paper.round(2) else set()
    return {{"reviewing": 3, "archiving": 4}[paper.state]}


def text_of(cell: Realisation) -> str:
    return cell.status if cell.value is None else f"{cell.value.normalize():f}"


def facts(cell: Realisation) -> tuple:
    return tuple(getattr(cell, name) for name in (*CONTENT, *STAMPS))
