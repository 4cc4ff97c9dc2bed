"""What the journal says that cells and explanations hold: its entries, told again in order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kinerja.models import JournalEntry, Line
from kinerja.recording import PARTS, TEXT_FIELDS
from workflow.actions.writing import OBJECTIVE_KEY

CELL_PARTS = frozenset({*PARTS, "choice", "status", "reason", "promised_on", "source"})
SUBJECTS = {"cell": CELL_PARTS, "words": frozenset(TEXT_FIELDS)}
WRITING = frozenset({"fill", "hand_in", "enter", "explain", "correct"})

# A line through all versions, as far as its values follow: indicator, measure, scale; or a sasaran.
Subject = tuple
Key = tuple[str, Subject]


@dataclass(frozen=True)
class Told:
    """What an entry left in one cell or explanation, by whom and when."""

    content: Mapping[str, str]
    person: int | None
    moment: datetime


def subject_of(line: Line) -> Subject:
    return line.indicator_id, line.measure, line.scale_id


def version_named(agreement: str) -> int:
    """Read the version from the words by which the journal names an agreement."""
    return int(agreement.rpartition(" ")[2])


@dataclass
class Telling:
    """The cells and explanations of a record as its journal tells them, by edition.

    `codes` leads from each agreement version to its lines by code; `version` is the one in use.
    """

    codes: Mapping[int, Mapping[str, Line]]
    version: int
    edition: int = 1
    editions: dict[int, dict[Key, Told]] = field(default_factory=lambda: {1: {}})
    late: dict[Key, list[Told]] = field(default_factory=dict)
    sealed: set[int] = field(default_factory=set)

    def hear_all(self, entries: Iterable[JournalEntry]) -> "Telling":
        entries = list(entries)
        adopted = [entry for entry in entries if entry.verb == "adopt_agreement"]
        if adopted:
            self.version = version_named(adopted[0].before["agreement"])
        for entry in entries:
            self.hear(entry)
        return self

    def hear(self, entry: JournalEntry) -> None:
        if entry.verb == "adopt_agreement":
            self.take_version(version_named(entry.after["agreement"]))
        elif entry.verb == "seal":
            self.sealed.add(self.edition)
        elif entry.verb in WRITING:
            self.editions[self.edition].update(self.written(entry))
        elif entry.verb == "enter_late":
            for key, told in self.written(entry).items():
                self.late.setdefault(key, []).append(told)
        self.edition = int(entry.after.get("edition", self.edition))
        if entry.verb == "reopen":
            # What an abandoned edition left has gone.
            kept = {number: self.editions[number] for number in self.sealed & set(self.editions)}
            self.editions = kept | {self.edition: {}}

    def take_version(self, version: int) -> None:
        """Go on with another agreement; which sasaran is which then, its words decided."""
        self.version = version
        cells = self.editions[self.edition]
        self.editions[self.edition] = {
            key: told for key, told in cells.items() if not isinstance(key[1][0], str)
        }

    def written(self, entry: JournalEntry) -> dict[Key, Told]:
        before, after = entry.before.get("rows", {}), entry.after.get("rows", {})
        return {
            (kind, subject): Told(
                {name: text for name, text in parts.items() if name in names},
                entry.person_id,
                entry.moment,
            )
            for code, parts in after.items()
            if (subject := self.subject(code))
            for kind, names in SUBJECTS.items()
            if names & {*parts, *before.get(code, {})}
        }

    def subject(self, code: str) -> Subject | None:
        if code.startswith(OBJECTIVE_KEY):
            return (code,)
        line = self.codes.get(self.version, {}).get(code)
        return subject_of(line) if line else None
