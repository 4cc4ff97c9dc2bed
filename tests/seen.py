"""What is seen in the database after each press, compared with the clerk's paper."""

from copy import copy
from datetime import timedelta
from decimal import Decimal

import stored
from clerk.record import Record
from pressing import AtWork

from kinerja import journal
from kinerja.models import JournalEntry
from workflow.calendars.reading import Calendars
from workflow.models import Extension, Pause, StepRun, Submission
from workflow.timing.clock import clock
from workflow.verifying import CHECKS, Scope

ONLY_MARKS = ("accept", "check", "acknowledge", "clock", "")
OFFICE_WIDE = (
    *("give_standing_order", "revoke_standing_order"),
    *("record_disruption", "confirm_disruption", "withdraw_disruption"),
)
# Where reports are rendered by nobody, they are not looked at.
LOOKED_AT = ("rantai jurnal", "keadaan berkas", "nilai", "nomor lembar disposisi")


def found_wrong() -> list[str]:
    """List what `verify` would name, but for files."""
    checks = (check for check in CHECKS if check.name in LOOKED_AT)
    found = (each for check in checks for told in check.run(Scope()) for each in told)
    return [each.text for each in found]


class Seen:
    """What was seen last: the head of each chain, every row that is final, every round."""

    def __init__(self, work: AtWork) -> None:
        self.work, self.heads, self.final = work, {}, {}
        self.calendars, self.known = None, -1
        self.rounds, self.runs = {}, {}
        self.starts_with = office_entries()

    def again(self, work: AtWork) -> "Seen":
        """Give what was seen until now to another run, which begins here."""
        made = copy(self)
        made.work, made.heads, made.final = work, dict(self.heads), dict(self.final)
        made.rounds, made.runs = dict(self.rounds), dict(self.runs)
        return made

    def look(self, quarter: int, verb: str) -> None:
        """Look at one record after a press: `verb` was done; "" where it was refused."""
        paper, record = self.work.desk.records[quarter], self.work.records[quarter]
        place = stored.told(stored.PLACE, record.chain_key, record.pk)[0]
        assert (place["state"], place["edition"]) == (paper.state, paper.edition)
        self.see_chain(record, paper, verb, (place["count"], place["head"]))
        self.see_rows(record, paper)
        self.see_marks(record, paper)
        self.see_rounds(record, paper)

    def see_chain(self, record: Submission, paper: Record, verb: str, now: tuple) -> None:
        """One entry per act, none for a refused one, bound to the one that stood last."""
        count, head = self.heads.get(record.chain_key, (0, ""))
        self.heads[record.chain_key] = now
        numbers = [row[0] for row in stored.read(stored.ENTRIES, record.chain_key, count).rows]
        is_entered = verb not in ONLY_MARKS and verb not in OFFICE_WIDE
        assert numbers == ([count + 1] if is_entered else [])
        assert now[0] == paper.entries == count + len(numbers)
        if is_entered:
            entry = JournalEntry.objects.get(chain=record.chain_key, number=count + 1)
            assert entry.verb == verb
            assert entry.hash == journal.digest(head, entry.text) == now[1]
            assert entry.text == journal.canonical_text(entry)
            assert entry.moment == self.work.desk.at
        else:
            assert now[1] == head
        if verb in OFFICE_WIDE:
            assert office_entries() == self.work.desk.entries + self.starts_with

    def see_rows(self, record: Submission, paper: Record) -> None:
        """The rows are those on paper; what is final stays as it was."""
        cells = stored.told(stored.CELLS)
        place = (self.work.agreements[paper.version], record.period_id, paper.edition)
        now = {
            cell["code"]: (cell["version"], cell["source"], text_of(cell))
            for cell in cells
            if (cell["agreement_id"], cell["period_id"], cell["edition"]) == place
        }
        if paper.is_open or (paper.state == "archiving" and not paper.is_sealed):
            rows = {code: row for code, row in paper.rows.items() if row.version}
            assert now == {code: (row.version, row.source, row.value) for code, row in rows.items()}
        final = {cell["id"]: cell for cell in cells if cell["confirmed_at"]}
        final |= {("words", each["id"]): each for each in stored.told(stored.WORDS)}
        assert final == {**final, **self.final}, "a confirmed row has changed"
        self.final = final

    def see_marks(self, record: Submission, paper: Record) -> None:
        place = (record.pk, paper.edition, self.work.agreements[paper.version])
        marks = {code: ticks for code, *ticks in stored.read(stored.MARKS, *place).rows}
        if paper.state in ("entering", "reviewing"):
            for code, mark in paper.marks.items():
                assert marks.get(code, [None, None]) == [mark.accepted, mark.checked], code

    def see_rounds(self, record: Submission, paper: Record) -> None:
        """At most one open stretch per round, the open rounds those of the state, clocks sane."""
        found, rounds = {}, self.read_rounds(record)
        for round_, pauses, _extensions in rounds.values():
            is_open, waiting = round_["finished_at"] is None, sum(is_on(each) for each in pauses)
            assert waiting <= (1 if is_open else 0)
            if is_open:
                place = (round_["step"], self.section(round_))
                assert place not in found
                found[place] = (round_["started_at"] is not None, bool(waiting))
        assert found == {
            (each.step, each.form): (each.is_started, bool(each.paused_by)) for each in paper.rounds
        }
        assert {step for step, form in found if form is None} == steps_open(paper)
        self.see_clocks(rounds)

    def read_rounds(self, record: Submission) -> dict[int, tuple]:
        """Lead from each round of a record to all that its clock is read from."""
        rounds = {each["id"]: (each, [], []) for each in stored.told(stored.RUNS, record.pk)}
        for at, statement in ((1, stored.PAUSES), (2, stored.EXTENSIONS)):
            for each in stored.told(statement, record.pk):
                rounds[each["run_id"]][at].append(each)
        return rounds

    def section(self, round_: dict) -> int | None:
        keys = [each.pk for each in self.work.office.sections]
        return None if round_["section_id"] is None else keys.index(round_["section_id"])

    def see_clocks(self, rounds: dict[int, tuple]) -> None:
        """Read the clocks: of what has changed, of what runs on, of all in another calendar."""
        changed = [pk for pk, facts in rounds.items() if facts != self.rounds.get(pk)]
        self.runs |= {pk: run_of(*rounds[pk]) for pk in changed}
        self.rounds |= rounds
        is_other_calendar = self.known != self.work.desk.entries
        if is_other_calendar:
            self.calendars = Calendars([self.work.office.unit.pk])
            self.known = self.work.desk.entries
        for pk in rounds:
            if is_other_calendar or pk in changed or self.runs[pk].is_open:
                self.see_clock(self.runs[pk])

    def see_clock(self, run: StepRun) -> None:
        at = self.work.desk.at
        calendar = self.calendars.of(self.work.office.unit.pk, known_at=run.finished_at or at)
        read = clock(run, calendar, at=at)
        assert read.waited >= timedelta(0)
        if read.is_measured:
            assert read.worked >= timedelta(0)
            assert read.due > run.started_at


def run_of(facts: dict, pauses: list[dict], extensions: list[dict]) -> StepRun:
    """Make a round of what is stored, its pauses and extensions at hand as if fetched with it."""
    of_its_own = {name: value for name, value in facts.items() if name != "section_id"}
    run = StepRun(**of_its_own)
    run._prefetched_objects_cache = {
        "pauses": [Pause(**each) for each in pauses],
        "extensions": [Extension(**each) for each in extensions],
    }
    return run


def office_entries() -> int:
    return stored.read(stored.OTHERS, "berkas:%").rows[0][0]


def is_on(pause: dict) -> bool:
    return pause["until"] is None


def steps_open(paper: Record) -> set[int]:
    """Say which steps have their one open round, as the state asks."""
    if paper.state in ("distributing", "archived", "cancelled"):
        return set()
    if paper.state == "entering":
        return {2} if paper.round(2) else set()
    return {{"reviewing": 3, "archiving": 4}[paper.state]}


def text_of(cell: dict) -> str:
    value = cell["value"]
    return cell["status"] if value is None else f"{Decimal(str(value)).normalize():f}"
