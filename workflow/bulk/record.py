"""One generated record: the rows that each act leaves, made without asking the database."""

from collections.abc import Iterable
from datetime import datetime

from kinerja.models import Assignment, Explanation, Line, Period, Realisation
from kinerja.recording.cells import described
from kinerja.recording.words import worded
from workflow.actions.filling import usual_due
from workflow.actions.issuing import INSTRUCTION
from workflow.actions.writing import objective_key
from workflow.bulk import figures, plan
from workflow.bulk.chains import Note
from workflow.bulk.ledger import Ledger, Naming
from workflow.bulk.office import Office
from workflow.bulk.orders import RETURN, Orders
from workflow.bulk.rounds import Rounds
from workflow.models import Pause, RowMark, SectionForm, Sop, Submission

Source = Realisation.Source


class Mended:
    """The standing of a record of which nothing is left undone whenever it moves."""

    forms_waiting = 0
    to_mend = unaccepted = unchecked = unchecked_late = open_notes = receipts_owed = ()
    is_sealed = False


class Record:
    """The rows of one unit and period; each act takes its moment and leaves what the verb would.

    State moves through the transitions of the models, before the rows are inserted.
    """

    def __init__(self, ledger: Ledger, office: Office, period: Period, sop: Sop) -> None:
        self.ledger, self.office, self.period, self.sop = ledger, office, period, sop
        self.lines = office.lines[period.year]
        self.orders = Orders(ledger, office, period)
        self.rounds = Rounds(ledger, sop, forms=len(office.sections))
        self.notes: list[Note] = []
        self.forms: list[SectionForm] = []
        self.cells: dict[str, Realisation] = {}
        self.words: list[Explanation] = []
        self.marks: dict[str, RowMark] = {}
        self.missed: list[str] = []
        self.sealing: Note | None = None

    def duty(self, word: str) -> Assignment:
        return self.office.duties[word]

    def open(self, at: datetime) -> None:
        duty = self.duty("kasubag")
        self.submission = Submission(
            unit=self.office.unit,
            period=self.period,
            sop=self.sop,
            agreement=self.office.agreements[self.period.year],
            opened_at=at,
            opened_by=duty.user,
        )
        self.submission.standing = Mended()
        self.orders.submission = self.rounds.submission = self.ledger.add(self.submission)
        for section in self.office.sections:
            form = SectionForm(submission=self.submission, section=section)
            self.forms.append(self.ledger.add(form))
            self.rounds.arrive(1, at, form)
        after = {
            "state": str(self.submission.state),
            "edition": "1",
            "unit": self.office.unit.name,
            "period": str(self.period),
            "agreement": str(self.submission.agreement),
            "sections": ", ".join(section.name for section in self.office.sections),
            "taken_over": "",
        }
        self.write_down("open_submission", duty, at, after=after)

    def order(self, form: SectionForm, at: datetime) -> None:
        """Kepala Seksi orders the form: its round starts."""
        duty, fillers = self.office.head(form.section), self.office.fillers(form.section)
        form.instruction = INSTRUCTION
        form.due = usual_due(form, at=at)
        form.ordered_at, form.ordered_by = at, duty.user
        self.ledger.extend(Naming(sectionform=form, user=filler.user) for filler in fillers)
        self.orders.order(form, duty, fillers, at)
        self.rounds.begin(self.rounds.of(1, form), duty, at)
        self.write_down("order_form", duty, at, after=self.order_described(form))

    def distribute(self, form: SectionForm, at: datetime) -> None:
        """Kepala Seksi distributes the form as ordered; the last one moves the record on."""
        was, duty = self.place, self.office.head(form.section)
        form.distribute()
        form.distributed_at, form.distributed_by = at, duty.user
        self.rounds.finish(self.rounds.of(1, form), duty, at, "distribute_form")
        if all(each.is_distributed for each in self.forms):
            self.submission.begin_entering()
        self.write_down("distribute_form", duty, at, was=was, after=self.order_described(form))

    def order_described(self, form: SectionForm) -> dict[str, str]:
        return {
            "form": form.section.name,
            "people": ", ".join(duty.user.name for duty in self.office.fillers(form.section)),
            "instruction": form.instruction,
            "due": form.due.isoformat(),
            "sheet": self.orders.of_form[form.section.name].number,
        }

    def hand_in(self, form: SectionForm, drawn: dict[str, figures.Figure], at: datetime) -> None:
        """Kepala Seksi hands the form in with its figures; the last one brings step 2."""
        duty, before, after = self.office.head(form.section), {}, {}
        for line in self.lines:
            if line.section is form.section:
                before[line.code] = {}
                after[line.code] = self.fill(line, drawn[line.code], duty, at)
        form.hand_in()
        form.handed_in_at, form.handed_in_by = at, duty.user
        self.orders.carry_out(form.section.name, duty, at)
        if all(each.is_handed_in for each in self.forms):
            self.rounds.arrive(2, at)
        name = form.section.name
        told = {"form": name, "rows": before}, {"form": name, "rows": after}
        self.write_down("hand_in", duty, at, before=told[0], after=told[1])

    def fill(
        self, line: Line, drawn: figures.Figure, duty: Assignment, at: datetime
    ) -> dict[str, str]:
        stamp = {"period": self.period, "entered_at": at, "entered_by": duty.user}
        cell = figures.cell(line, drawn, source=Source.SECTION, **stamp)
        self.cells[line.code] = self.ledger.add(cell)
        if drawn.is_reached:
            return described(cell)
        self.missed.append(line.code)
        words = Explanation(line=line, obstacles=plan.OBSTACLES, follow_up=plan.FOLLOW_UP)
        return described(cell) | self.explained(words, duty, at)

    def explained(self, words: Explanation, duty: Assignment, at: datetime) -> dict[str, str]:
        words.period, words.written_at, words.written_by = self.period, at, duty.user
        self.words.append(self.ledger.add(words))
        return worded(words)

    def explain(self, at: datetime) -> None:
        """Kasubag explains each sasaran."""
        duty, before, after = self.duty("kasubag"), {}, {}
        for objective in self.office.objectives[self.period.year]:
            words = Explanation(objective=objective, drivers=plan.DRIVERS)
            key = objective_key(objective.number)
            before[key], after[key] = {}, self.explained(words, duty, at)
        self.rounds.begin(self.rounds.of(2), duty, at)
        self.write_down("explain", duty, at, before={"rows": before}, after={"rows": after})

    def accept(self, at: datetime) -> None:
        for line in self.lines:
            mark = RowMark(submission=self.submission, line=line, edition=1)
            self.marks[line.code] = self.ledger.add(mark)
            self.tick("accepted", [line.code], self.duty("kasubag"), at)

    def submit(self, at: datetime) -> None:
        was, duty = self.place, self.duty("kasubag")
        self.submission.submit()
        self.rounds.finish(self.rounds.of(2), duty, at, "submit")
        self.rounds.arrive(3, at)
        self.orders.carry_out(RETURN, duty, at)
        self.write_down("submit", duty, at, was=was)

    def check(self, at: datetime) -> None:
        duty = self.duty("sekcam")
        self.rounds.begin(self.rounds.of(3), duty, at)
        codes = [code for code, mark in self.marks.items() if mark.checked_version is None]
        self.tick("checked", codes, duty, at)

    def send_back(self, code: str, at: datetime) -> None:
        """Sekcam returns one row for another round of step 2."""
        was, duty = self.place, self.duty("sekcam")
        reason = "Angka tidak sama dengan dokumen sumber; mohon diperiksa."
        self.submission.send_back()
        mark = self.marks[code]
        mark.accepted_version = mark.checked_version = None
        mark.returned_round = self.rounds.number(2) + 1
        self.rounds.finish(self.rounds.of(3), duty, at, "send_back")
        self.rounds.arrive(2, at)
        sheet = self.orders.send_back(code, reason, duty, self.duty("kasubag"), at)
        after = {"returned": code, "sheet": sheet.number}
        self.write_down("send_back", duty, at, was=was, after=after, note=reason)

    def enter(self, code: str, at: datetime) -> None:
        """Kasubag mends a returned row, with its reason."""
        cell, duty = self.cells[code], self.duty("kasubag")
        before = {"rows": {code: described(cell)}}
        setattr(cell, *figures.corrected(cell))
        cell.source, cell.reason = Source.DOCUMENT, "Disesuaikan dengan dokumen sumber."
        cell.version, cell.entered_at, cell.entered_by = cell.version + 1, at, duty.user
        self.rounds.begin(self.rounds.of(2), duty, at)
        self.tick("accepted", [code], duty, at)
        self.write_down("enter", duty, at, before=before, after={"rows": {code: described(cell)}})

    def approve(self, at: datetime) -> None:
        was, duty, seen = self.place, self.duty("sekcam"), len(self.notes)
        self.submission.approve()
        self.rounds.finish(self.rounds.of(3), duty, at, "approve")
        self.rounds.arrive(4, at)
        self.write_down("approve", duty, at, was=was, after={"seen": str(seen)})

    def seal(self, at: datetime) -> None:
        """The edition's values are final; what the archive says follows once they are stored."""
        duty = self.duty("admin")
        self.submission.seal()
        self.submission.standing.is_sealed = True
        for row in (*self.cells.values(), *self.words):
            row.confirmed_at, row.confirmed_by = at, duty.user
        self.rounds.begin(self.rounds.of(4), duty, at)
        self.rounds.pause(4, Pause.Reason.WAITING_FOR_SIGNATURE, duty, at)
        self.write_down("seal", duty, at)
        self.sealing = self.notes[-1]

    def file_copy(self, at: datetime) -> None:
        was, duty = self.place, self.duty("admin")
        self.submission.file_copy()
        self.rounds.finish(self.rounds.of(4), duty, at, "file_copy")
        after = {"box": str(self.period.year), "shelf": f"A-{self.period.quarter}"}
        self.write_down("file_copy", duty, at, was=was, after=after)

    def start(self, step: int, word: str, at: datetime) -> None:
        duty = self.duty(word)
        self.rounds.begin(self.rounds.of(step), duty, at)
        self.write_down("start", duty, at, after=self.which(step))

    def pause(self, step: int, word: str, reason: Pause.Reason, at: datetime) -> None:
        duty = self.duty(word)
        self.rounds.pause(step, reason, duty, at)
        told = {"reason": reason.label, "since": at.isoformat()}
        self.write_down("pause", duty, at, after=self.which(step) | told)

    def resume(self, step: int, word: str, at: datetime) -> None:
        self.rounds.end_pause(at)
        self.write_down("resume", self.duty(word), at, after=self.which(step))

    def which(self, step: int) -> dict[str, str]:
        return {"step": str(step), "round": str(self.rounds.number(step))}

    def tick(self, name: str, codes: Iterable[str], duty: Assignment, at: datetime) -> None:
        for code in codes:
            mark = self.marks[code]
            setattr(mark, f"{name}_version", self.cells[code].version)
            setattr(mark, f"{name}_at", at)
            setattr(mark, f"{name}_by", duty.user)

    @property
    def notes_before_seal(self) -> list[Note]:
        return self.notes[: self.notes.index(self.sealing)] if self.sealing else self.notes

    @property
    def notes_from_seal(self) -> list[Note]:
        return self.notes[self.notes.index(self.sealing) :] if self.sealing else []

    @property
    def place(self) -> str:
        return str(self.submission.state)

    def write_down(
        self,
        verb: str,
        duty: Assignment,
        at: datetime,
        *,
        was: str = "",
        before: dict | None = None,
        after: dict | None = None,
        note: str = "",
    ) -> None:
        """Note what happened, with the record's move where it moved."""
        moved = was and was != self.place
        before = ({"state": was} if moved else {}) | (before or {})
        after = ({"state": self.place} if moved else {}) | (after or {})
        self.notes.append(Note(verb, duty.user, duty.title, at, before, after, note))
