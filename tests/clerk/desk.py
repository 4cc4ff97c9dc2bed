"""The clerk's desk: the records of two quarters, the late values between them, the office's own."""

from dataclasses import dataclass, field
from datetime import datetime

from clerk.record import ALL, Mark, Record, Row

QUARTERS = (2, 3)
OWN = {2: "kasubag", 3: "sekcam", 4: "admin"}


@dataclass(frozen=True)
class Deal:
    """What a person presses with: which quarter, form, rows and value, and what lay on screen."""

    quarter: int
    section: int
    codes: tuple[str, ...]
    value: str
    is_stale: bool
    pick: int
    names_filler: bool


@dataclass
class Late:
    """A value that came in after the seal: which record carries it, and whether it was ticked."""

    quarter: int
    code: str
    value: str
    edition: int
    version: int = 1
    checked: int | None = None
    carrier: Record | None = None
    words: int = 0

    @property
    def is_open(self) -> bool:
        return self.carrier is None or self.carrier.is_open


@dataclass
class Desk:
    """All that lies there; `entries` counts the office's own journal."""

    records: dict[int, Record | None] = field(default_factory=lambda: dict.fromkeys(QUARTERS))
    cells: dict[tuple[int, int], dict[str, Row]] = field(default_factory=dict)
    late: list[Late] = field(default_factory=list)
    version: int = 1
    entries: int = 0
    orders: dict[int, str] = field(default_factory=dict)
    disruptions: list[dict] = field(default_factory=list)
    presses: int = 0
    at: datetime | None = None

    @property
    def open(self) -> list[Record]:
        return [each for each in self.records.values() if each and each.is_open]

    def latest_open(self, *, beside: Record | None = None) -> Record | None:
        found = [each for each in self.open if each is not beside]
        return max(found, key=lambda each: each.quarter, default=None)

    def carried(self, record: Record) -> list[Late]:
        return [each for each in self.late if each.carrier is record]

    def owed(self, record: Record) -> list[Late]:
        """The late values of a record that are under way."""
        return [each for each in self.late if each.quarter == record.quarter]

    def adopt(self, record: Record) -> None:
        for each in self.late:
            if each.carrier is None and each.quarter != record.quarter:
                each.carrier, each.checked = record, None

    def barred(self, record: Record) -> set[str]:
        """Who entered values that this edition of the record reviews."""
        found = set(record.entered)
        for each in self.carried(record):
            found |= self.writers(self.records[each.quarter], each.code)
        if record.edition > 1:
            found |= {who for code in ALL for who in self.writers(record, code)}
        return found

    def writers(self, origin: Record, code: str) -> set[str]:
        since = origin.confirmed_at.get(code)
        told = origin.late_writers
        return {who for row, who, at in told if row == code and since and at >= since}

    def loosen(self, late: Late) -> None:
        if late.carrier:
            late.carrier.marks[late.code].checked = None

    def opened(self, quarter: int) -> Record:
        rows = self.cells.setdefault((quarter, self.version), {code: Row() for code in ALL})
        before = self.cells.get((quarter, self.version - 1), {})
        for code, row in before.items():
            if row.value and not rows[code].value:
                rows[code] = Row(row.value, row.source, row.version, row.top)
        record = self.records[quarter] = Record(quarter, rows, self.version)
        self.adopt(record)
        return record

    def reopened(self, record: Record) -> None:
        """Begin the next edition with what is final, and with what came in late.

        That is final only when this edition is sealed: given up, the row is owed as before.
        """
        begins = dict(record.final)
        for late in self.owed(record):
            self.loosen(late)
            begins[late.code] = Row(late.value, "document", words=late.words)
        taken_in = {late.code for late in self.owed(record)}
        self.late = [each for each in self.late if each.quarter != record.quarter]
        for code, final in begins.items():
            row = record.rows[code]
            row.value, row.source, row.words = final.value, final.source, final.words
            row.version = row.top = row.top + 1
        record.marks = {code: Mark() for code in ALL}
        record.entered = set()
        # What supports a late value goes with it; what supported the promise stays behind.
        record.evidence = [{**each, "rows": each["final"] - taken_in} for each in record.evidence]
        record.late_evidence = [each - taken_in for each in record.late_evidence]


def holders(step: int, section: int) -> set[str]:
    """Whose step it is: the SOP's actor, and the position above, which may do all of it."""
    own = f"kasi{section + 1}" if step == 1 else OWN[step]
    return {own, superior(step)}


def superior(step: int) -> str:
    return "camat" if step == 3 else "sekcam"


def overlaps(one: dict, starts: datetime, ends: datetime) -> bool:
    return one["state"] != "withdrawn" and one["starts"] < ends and one["ends"] > starts
