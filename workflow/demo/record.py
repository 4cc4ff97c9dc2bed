"""One record of the sample on its way, each act pressed by its own person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from kinerja import evidence, journal
from kinerja.models import Assignment, Line, Period, Realisation, Role, Section, Unit, User
from workflow import actions, permissions, standing
from workflow.actions import Entry, Text
from workflow.demo.agreements import entry
from workflow.demo.clock import OfficeClock
from workflow.demo.documents import drawn
from workflow.demo.indicators import BY_CODE, OBJECTIVES
from workflow.models import ArchiveCopy, Disruption, SectionForm, StepRun, Submission
from workflow.standing import Standing, StandingRow


class Record:
    """The record of one unit and period, with its people and the clock of its days.

    `cells` holds what is realised, by code, as `figures` writes it.
    """

    def __init__(
        self, unit: Unit, period: Period, cells: Mapping[str, str], clock: OfficeClock
    ) -> None:
        self.unit, self.period, self.cells, self.clock = unit, period, cells, clock

    def holder(self, role: Role, section: Section | None = None) -> User:
        held = Assignment.objects.in_force(self.clock.now).filter(role=role, unit=self.unit)
        return held.get(section=section).user

    def head(self, form: SectionForm) -> User:
        return self.holder(Role.SECTION_HEAD, form.section)

    def filler(self, form: SectionForm) -> User:
        """Name who fills the form: the section's petugas, where it has one, or its head."""
        fillers = permissions.fillers(form.section, self.clock.now)
        return fillers[0] if fillers else self.head(form)

    @property
    def submission(self) -> Submission:
        return Submission.objects.alive().with_names().get(unit=self.unit, period=self.period)

    @property
    def standing(self) -> Standing:
        return standing.read(self.submission)

    @property
    def codes(self) -> list[str]:
        return list(self.standing.by_code)

    def forms(self) -> list[SectionForm]:
        return list(self.submission.forms.select_related("section"))

    def lines(self, form: SectionForm) -> list[Line]:
        lines = Line.objects.filter(agreement=self.submission.agreement, section=form.section)
        return [line for line in lines if line.is_measured_in(self.period)]

    def open(self) -> None:
        actions.open_submission(
            unit=self.unit,
            period=self.period,
            by=self.holder(Role.PLANNING_HEAD),
            at=self.clock.after(10),
        )

    def distribute(self, form: SectionForm, *, due: date | None = None) -> None:
        head, filler = self.head(form), self.filler(form)
        if form.section.order % 2:
            actions.start(form.runs.get(), by=head, at=self.clock.after(10))
        if filler != head:
            actions.order_form(form, people=[filler], due=due, by=head, at=self.clock.after(20))
        actions.distribute_form(form, due=due, by=filler, at=self.clock.after(10))

    def start(self) -> None:
        """Press Mulai at the step that the record is in."""
        actions.start(self.round, by=self.actor, at=self.clock.after(5))

    def pause(self, reason: str, *, minutes: int) -> None:
        """Pause and go on."""
        actions.pause(self.round, reason=reason, by=self.actor, at=self.clock.after(20))
        actions.resume(self.round, by=self.actor, at=self.clock.after(minutes))

    def extend(self, minutes: int, *, reason: str) -> None:
        given = {"minutes": minutes, "reason": reason}
        by = self.holder(Role.SECRETARY)
        actions.extend(self.round, **given, by=by, at=self.clock.after(5))

    def have_no_power(self, *, hours: int) -> None:
        """Lose the last hours, noted by step 2 and confirmed by step 3."""
        starts, ends = self.clock.now, self.clock.after(60 * hours)
        actions.record_disruption(
            self.unit,
            starts_at=starts,
            ends_at=ends,
            reason="Listrik padam",
            by=self.holder(Role.PLANNING_HEAD),
            at=self.clock.after(5),
        )
        disruption = Disruption.objects.filter(unit=self.unit).latest("recorded_at")
        by = self.holder(Role.SECRETARY)
        actions.confirm_disruption(disruption, by=by, at=self.clock.after(5))

    def order_for_good(self) -> None:
        """Let the form of one section go out by itself from the next quarter on."""
        section = self.forms()[0].section
        by = self.holder(Role.SECTION_HEAD, section)
        actions.give_standing_order(section, by=by, at=self.clock.after(5))

    @property
    def round(self) -> StepRun:
        return self.submission.runs.get(step=self.submission.step, finished_at=None)

    @property
    def actor(self) -> User:
        return self.holder(self.submission.sop.rows[self.submission.step].actor)

    def fill(self, form: SectionForm, lines: Iterable[Line]) -> None:
        values = {line.code: entry(line, self.cells[line.code]) for line in lines}
        actions.fill(form, values=values, by=self.filler(form), at=self.clock.after(35))

    def hand_in(self, form: SectionForm, *, texts: Mapping[str, Text]) -> None:
        actions.hand_in(form, texts=texts, by=self.head(form), at=self.clock.after(25))

    def document(self, codes: Iterable[str], title: str, *, form: SectionForm | None) -> None:
        """Attach a sheet that is drawn for it, for the section or (None) at step 2."""
        codes = list(codes)
        head, kind = title.rpartition(".")[0].capitalize(), title.rpartition(".")[2].upper()
        lines = [f"{self.unit}, {self.period}", *(f"{code}: {self.cells[code]}" for code in codes)]
        kept = evidence.keep(self.unit, [drawn(kind, head, lines)])
        by = self.head(form) if form else self.holder(Role.PLANNING_HEAD)
        given = {"rows": codes, "file": kept, "title": title, "form": form}
        actions.attach(self.submission, **given, by=by, at=self.clock.after(5))

    def texts(self, form: SectionForm) -> dict[str, Text]:
        """Explain the rows of the form that ask for an explanation."""
        rows = self.standing.of_section(form.section_id)
        return {each.row.code: explanation(each) for each in rows if each.row.asks_for_words}

    def explain_objectives(self) -> None:
        """Explain each sasaran that the period measures."""
        numbers = {code.partition(".")[0] for code in self.codes}
        texts = {
            actions.objective_key(int(number)): Text(
                drivers=OBJECTIVES[int(number) - 1].drivers,
                obstacles=OBJECTIVES[int(number) - 1].obstacles,
                follow_up=OBJECTIVES[int(number) - 1].follow_up,
            )
            for number in sorted(numbers)
        }
        planner = self.holder(Role.PLANNING_HEAD)
        actions.explain(self.submission, texts=texts, by=planner, at=self.clock.after(40))

    def accept(self, codes: Iterable[str]) -> None:
        planner = self.holder(Role.PLANNING_HEAD)
        actions.accept(self.submission, rows=codes, by=planner, at=self.clock.after(40))

    def enter(self, values: Mapping[str, Entry]) -> None:
        planner = self.holder(Role.PLANNING_HEAD)
        actions.enter(self.submission, values=values, by=planner, at=self.clock.after(30))

    def correct(self, code: str, *, reason: str) -> None:
        """Take one from the numerator of a ratio, as step 2 does with a mistyped number."""
        line = Line.objects.get(agreement=self.submission.agreement, code=code)
        typed = entry(line, self.cells[code])
        source = Realisation.Source.DOCUMENT
        fewer = replace(typed, numerator=typed.numerator - 1, reason=reason, source=source)
        self.enter({code: fewer})

    def submit(self) -> None:
        planner = self.holder(Role.PLANNING_HEAD)
        actions.submit(self.submission, by=planner, at=self.clock.after(30))

    def check(self, codes: Iterable[str]) -> None:
        secretary = self.holder(Role.SECRETARY)
        actions.check(self.submission, rows=codes, by=secretary, at=self.clock.after(45))

    def send_back(self, codes: Iterable[str], *, reason: str) -> None:
        secretary, at = self.holder(Role.SECRETARY), self.clock.after(30)
        actions.send_back(self.submission, rows=codes, reason=reason, by=secretary, at=at)

    def approve(self) -> None:
        submission = self.submission
        seen = journal.shown_up_to(submission.chain_key)
        secretary = self.holder(Role.SECRETARY)
        actions.approve(submission, seen=seen, by=secretary, at=self.clock.after(20))

    def seal(self) -> None:
        number = ArchiveCopy.objects.count() + 1
        filing = f"000.8.6.3/{number:03d}/{self.clock.now.year}"
        archivist = self.holder(Role.ARCHIVIST)
        actions.seal(self.submission, filing=filing, by=archivist, at=self.clock.after(15))

    def file_copy(self) -> None:
        place = (str(self.period.year), f"A-{self.period.quarter}")
        archivist = self.holder(Role.ARCHIVIST)
        actions.file_copy(self.submission, place=place, by=archivist, at=self.clock.after(20))

    def reopen(self, *, reason: str) -> None:
        secretary = self.holder(Role.SECRETARY)
        actions.reopen(self.submission, reason=reason, by=secretary, at=self.clock.after(20))

    def cancel(self, *, reason: str) -> None:
        secretary = self.holder(Role.SECRETARY)
        actions.cancel(self.submission, reason=reason, by=secretary, at=self.clock.after(20))


def explanation(each: StandingRow) -> Text:
    measured = BY_CODE[each.row.code]
    if each.row.is_reached:
        return Text(drivers=measured.drivers)
    return Text(obstacles=measured.obstacles, follow_up=measured.follow_up)
