"""What reading a workbook may cost: waiting, work, and memory of server and child together."""

import json
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest
from workbooks import SHEET, form, row, with_part

from kinerja.spreadsheet import cells
from kinerja.workbook import WorkbookError, write_form

SHAPE = form(row("1.1"))
PROJECT = Path(__file__).resolve().parents[2]
MEGABYTES = 300
# What a fresh process takes for reading the file, and what its child takes, in kilobytes.
MEASURE = """
import json, resource, sys
from kinerja.spreadsheet import cells
from kinerja.spreadsheet.errors import WorkbookError
content = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    said = sum(len(sheet.cells) for sheet in cells.read(content))
except WorkbookError:
    said = 0
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([said, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss]))
"""


def with_rows(rows: str) -> bytes:
    """Make a workbook whose one sheet holds these rows and nothing else."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return with_part(write_form(SHAPE), SHEET, lambda _: sheet.encode())


def measured(content: bytes) -> tuple[int, int]:
    """Read a file in a fresh server: give its cells, and the megabytes of both processes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], input=content, capture_output=True, check=True, cwd=PROJECT
    )
    said, own, child = json.loads(done.stdout)
    return said, (own + child) >> 10


def test_the_fullest_workbook_that_is_still_read_takes_little_memory():
    """Just below the limit of cells, so that all of them come back to the server."""
    line = "".join(f"<c><v>{number}.25</v></c>" for number in range(100))
    said, megabytes = measured(with_rows(f"<row>{line}</row>" * 1990))
    assert said > 199_000
    assert megabytes < MEGABYTES


def test_a_workbook_of_a_million_cells_takes_little_memory():
    line = "".join(f"<c><v>{number * 7919}</v></c>" for number in range(100))
    said, megabytes = measured(with_rows(f"<row>{line}</row>" * 10_000))
    assert said == 0
    assert megabytes < MEGABYTES


def test_a_child_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(cells, "CHILD", (sys.executable, "-c", "import time; time.sleep(60)"))
    begun = monotonic()
    with pytest.raises(WorkbookError, match="terlalu lama"):
        cells.read(write_form(SHAPE), patience=cells.Patience(until=monotonic() + 1))
    assert monotonic() - begun < 3


def test_a_child_that_works_without_end_is_stopped_by_its_limit(monkeypatch):
    endless = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    monkeypatch.setattr(cells, "CHILD", (sys.executable, "-c", endless))
    with pytest.raises(WorkbookError, match="terlalu lama"):
        cells.read(write_form(SHAPE))


@pytest.mark.parametrize("child", ["pass", "raise ValueError", 'print(\'["sheet", "a"]\')'])
def test_a_child_that_does_not_come_to_its_end_says_that_the_file_is_broken(monkeypatch, child):
    monkeypatch.setattr(cells, "CHILD", (sys.executable, "-c", child))
    with pytest.raises(WorkbookError, match="rusak"):
        cells.read(write_form(SHAPE))


def test_many_uploads_at_once_wait_for_each_other_and_no_longer_than_they_may(monkeypatch):
    monkeypatch.setattr(cells, "SECONDS", 1)
    taken = [cells.AT_ONCE.acquire() for _ in range(2)]
    try:
        with pytest.raises(WorkbookError, match="terlalu lama"):
            cells.read(write_form(SHAPE))
    finally:
        for _ in taken:
            cells.AT_ONCE.release()
    assert cells.read(write_form(SHAPE))
