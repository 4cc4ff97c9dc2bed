"""The plain cells of an uploaded workbook: what it holds, whatever made it."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore
from time import monotonic

from kinerja.spreadsheet.errors import WorkbookError
from kinerja.spreadsheet.guarding import REFUSALS, refuse_foreign

ROOT = Path(__file__).resolve().parents[2]
CHILD = (sys.executable, "-s", "-m", "kinerja.spreadsheet.child")
# Two at once per process of the server: each may take 256 MB.
AT_ONCE = BoundedSemaphore(2)
SECONDS = 9


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"  # as the file writes it: 82.5, 1.1000000000000001, 1E+2
    PERCENT = "percent"  # a number shown in per cent: 0.825 is shown as 82,5%
    DATE = "date"  # 2026-05-01; a number that is no day, or a time, where it cannot be told
    TRUTH = "truth"  # 1 or 0
    FAULT = "fault"  # #DIV/0!
    UNCOUNTED = "uncounted"  # a formula whose result the file does not hold


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds, as a text."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class CellSheet:
    """One sheet, its cells by (row, column), both from 1; empty cells are left out."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    is_cut: bool = False

    def text(self, row: int, column: int) -> str:
        """Give what a cell holds, "" where it is empty."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""


@dataclass
class Patience:
    """How long a person waits: the seconds that all files of one upload have together."""

    until: float = field(default_factory=lambda: monotonic() + SECONDS)

    @property
    def left(self) -> float:
        return self.until - monotonic()


def read(content: bytes, *, patience: Patience | None = None) -> tuple[CellSheet, ...]:
    """Read any bytes as a workbook's sheets. Raises WorkbookError, and nothing else."""
    refuse_foreign(content)
    return sheets_of(answered(content, patience or Patience()))


def answered(content: bytes, patience: Patience) -> list[list]:
    """Let the child read the bytes, and give its answers."""
    if not AT_ONCE.acquire(timeout=max(patience.left, 0)):
        raise WorkbookError(REFUSALS["slow"])
    try:
        # The child gets nothing of the server's environment: it is given bytes, and answers lines.
        done = subprocess.run(  # noqa: S603  (no word of the command comes from outside)
            CHILD,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env={"PYTHONIOENCODING": "utf-8", "MALLOC_ARENA_MAX": "1"},
            timeout=max(patience.left, 0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkbookError(REFUSALS["slow"]) from None
    finally:
        AT_ONCE.release()
    answers = [json.loads(line) for line in done.stdout.splitlines()] if not done.returncode else []
    if done.returncode < 0:
        raise WorkbookError(REFUSALS["slow"])
    if not answers or answers[-1][0] not in ("end", "refused"):
        raise WorkbookError(REFUSALS["broken"])
    if answers[-1][0] == "refused":
        raise WorkbookError(REFUSALS[answers[-1][1]])
    return answers


def sheets_of(answers: Iterable[list]) -> tuple[CellSheet, ...]:
    sheets: list[CellSheet] = []
    for answer, *said in answers:
        if answer == "sheet":
            sheets.append(CellSheet(*said))
        elif answer == "cut":
            sheets[-1] = CellSheet(sheets[-1].name, sheets[-1].cells, is_cut=True)
        elif answer == "cell":
            row, column, kind, text = said
            sheets[-1].cells[row, column] = Cell(Kind(kind), text)
    return tuple(sheets)
