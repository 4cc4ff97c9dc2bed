"""One record as the clerk has it on paper."""

from collections.abc import Iterable
from dataclasses import dataclass, field

CODES = {0: ("1.1", "1.2"), 1: ("2.1", "2.2")}
ALL = (*CODES[0], *CODES[1])
NOT_YET = "not_yet"
BEFORE_APPROVAL = ("distributing", "entering", "reviewing")


def section_of(code: str) -> int:
    return int(code[0]) - 1


@dataclass
class Row:
    """One number: its value ("" is blank), from whom, in which version; `top` is the highest."""

    value: str = ""
    source: str = ""
    version: int = 0
    top: int = 0
    words: int = 0

    def write(self, value: str, source: str) -> None:
        self.value, self.source, self.version = value, source, self.version + 1
        self.top = max(self.top, self.version)

    @property
    def is_typed_at_step_2(self) -> bool:
        return self.value != "" and self.source != "section"


@dataclass
class Mark:
    """The ticks on one row, each at the version that was looked at."""

    accepted: int | None = None
    checked: int | None = None
    was_accepted: bool = False
    returned: int = 0
    is_with_section: bool = False


@dataclass
class Round:
    """One open round of a step; of step 1, of a form."""

    step: int
    form: int | None
    number: int
    is_started: bool = False
    paused_by: str = ""


@dataclass
class Sheet:
    """An instruction of the Camat: has each addressee answered, and who passed it to whom."""

    done: dict[str, bool]
    given_by: dict[str, str]
    is_cancelled: bool = False


@dataclass
class Record:
    """A record: its state, its forms, rows and ticks, its open rounds and the seal."""

    quarter: int
    rows: dict[str, Row]
    version: int
    state: str = "distributing"
    edition: int = 1
    entries: int = 1
    began: int = 1
    value_acts: list[tuple[int, str]] = field(default_factory=list)
    entered: set[str] = field(default_factory=set)
    forms: dict[int, str] = field(default_factory=lambda: {0: "prepared", 1: "prepared"})
    named: dict[int, bool] = field(default_factory=lambda: {0: False, 1: False})
    marks: dict[str, Mark] = field(default_factory=lambda: {code: Mark() for code in ALL})
    rounds: list[Round] = field(default_factory=list)
    past: list[tuple[int, int | None]] = field(default_factory=list)
    counted: dict[tuple, int] = field(default_factory=dict)
    notes: list[dict] = field(default_factory=list)
    corrections: list[dict] = field(default_factory=list)
    evidence: list[dict] = field(default_factory=list)
    late_evidence: list[set[str]] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    sealed: set[int] = field(default_factory=set)
    final_up_to: int = 0
    cells_up_to: int = 1
    places: dict[int, int] = field(default_factory=dict)
    superseded: set[int] = field(default_factory=set)
    final: dict[str, Row] = field(default_factory=dict)
    confirmed_at: dict[str, object] = field(default_factory=dict)
    late_writers: list[tuple[str, str, object]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for form in self.forms:
            self.arrive(1, form)

    @property
    def is_sealed(self) -> bool:
        return self.edition in self.sealed

    @property
    def is_open(self) -> bool:
        return self.state in BEFORE_APPROVAL

    def round(self, step: int, form: int | None = None) -> Round | None:
        found = (each for each in self.rounds if (each.step, each.form) == (step, form))
        return next(found, None)

    def arrive(self, step: int, form: int | None = None) -> Round:
        """Let a round arrive, unless one is open."""
        if self.round(step, form) is None:
            key = (self.edition, step, form)
            self.counted[key] = self.counted.get(key, 0) + 1
            self.rounds.append(Round(step, form, self.counted[key]))
        return self.round(step, form)

    def arrive_once(self) -> None:
        """Let step 2 arrive, which has had no round in this edition."""
        if not self.counted.get((self.edition, 2, None)) and self.round(2) is None:
            self.arrive(2)

    def works(self, step: int, form: int | None = None) -> Round:
        """Work at a step: its round has started, and nobody who works is in a pause."""
        found = self.arrive(step, form)
        found.is_started, found.paused_by = True, ""
        return found

    def finish(self, step: int, form: int | None = None) -> None:
        if self.round(step, form):
            self.past.append((step, form))
            self.forget(step, form)

    def forget(self, step: int, form: int | None = None) -> None:
        self.rounds = [each for each in self.rounds if (each.step, each.form) != (step, form)]

    def finish_all(self) -> None:
        self.past += [(each.step, each.form) for each in self.rounds]
        self.rounds = []

    def passes_on(self, step: int, *, to: int) -> None:
        self.works(step)
        self.finish(step)
        self.arrive(to)

    @property
    def entering_round(self) -> int:
        return max(self.counted.get((self.edition, 2, None), 0), 1)

    @property
    def returned(self) -> set[str]:
        """The rows that this round of step 2 is about; none where it is about all."""
        own = self.entering_round
        return {code for code, mark in self.marks.items() if mark.returned == own}

    def is_closed(self, codes: Iterable[str]) -> bool:
        return bool(self.returned) and not set(codes) <= self.returned

    def open_to_section(self, section: int) -> set[str]:
        """The rows that a section may write in its form now."""
        if self.forms[section] == "returned":
            return {code for code in CODES[section] if self.marks[code].is_with_section}
        return {code for code in CODES[section] if not self.rows[code].is_typed_at_step_2}

    def is_fillable(self, section: int) -> bool:
        return self.forms[section] in ("distributed", "returned")

    @property
    def every_form_is_back(self) -> bool:
        return all(form in ("handed_in", "skipped") for form in self.forms.values())

    def may_go_on(self) -> None:
        """Leave step 1 by itself, when the last form is out."""
        if self.state == "distributing" and "prepared" not in self.forms.values():
            self.state = "entering"

    def is_accepted(self, code: str) -> bool:
        row = self.rows[code]
        return row.value != "" and self.marks[code].accepted == row.version

    def is_checked(self, code: str) -> bool:
        row = self.rows[code]
        return row.value != "" and self.marks[code].checked == row.version

    def accepts(self, code: str) -> None:
        self.marks[code].accepted, self.marks[code].was_accepted = self.rows[code].version, True

    @property
    def open_notes(self) -> list[dict]:
        return [note for note in self.notes if note["open"] and note["began"] == self.began]

    @property
    def last_sealed(self) -> int:
        return max(each for each in self.sealed if each < self.edition)

    def told(self, verb: str, who: str) -> None:
        """Note one entry of the journal."""
        self.entries += 1
        if verb in CHANGES_WHAT_IS_READ:
            self.value_acts.append((self.entries, who))

    def is_unseen(self, seen: int, who: str) -> bool:
        return any(number > seen and other != who for number, other in self.value_acts)


# Whoever approves must have seen these, where another person did them.
CHANGES_WHAT_IS_READ = (
    *("fill", "hand_in", "enter", "explain", "adopt_agreement", "attach", "replace_evidence"),
    *("correct", "answer", "note", "close_note"),
)
