"""Files that mean harm or only look like workbooks: each ends in a WorkbookError, in time."""

import json
import os
import subprocess
import sys
from time import monotonic

import pytest
from attacks import ATTACKS, good
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import form, row

from kinerja.spreadsheet.cells import CHILD, ROOT
from kinerja.workbook import TooLarge, WorkbookError, read_form

ONE = form(row("1.1"))
GOOD = good()
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_answered(content: bytes) -> None:
    """See that the bytes are read or refused, and nothing else."""
    try:
        read_form(content, ONE)
    except WorkbookError as error:
        assert str(error)


@few
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise):
    for begin in (b"", b"PK\x03\x04", b"PK\x05\x06"):
        is_answered(begin + noise)


@few
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1))
def test_bytes_changed_anywhere_in_a_form_are_read_or_refused(changes):
    torn = bytearray(GOOD)
    for place, byte in changes:
        torn[place] = byte
    is_answered(bytes(torn))


@few
@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_a_form_with_a_piece_cut_out_is_read_or_refused(begin, end):
    is_answered(GOOD[:begin] + GOOD[end:])


@pytest.mark.parametrize("kind", ATTACKS)
def test_a_hostile_file_is_refused_in_plain_words_and_in_time(kind):
    made, told = ATTACKS[kind]
    content, begun = made(), monotonic()
    with pytest.raises(WorkbookError, match=told):
        read_form(content, ONE)
    assert monotonic() - begun < 10


def test_more_than_10_mb_are_told_as_too_large():
    with pytest.raises(TooLarge, match="10 MB"):
        read_form(b"PK\x03\x04" + bytes(10 << 20), ONE)


MEASURING = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=sys.stdin, capture_output=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
print(json.dumps([peak, done.returncode]))
"""


@pytest.mark.parametrize(
    "kind",
    [
        "zip bomb that lies",
        "million shared texts",
        "million cells",
        "XML a million deep",
        "entities that multiply",
        "zip bomb",
    ],
)
def test_the_child_stays_below_300_mb(kind, tmp_path):
    file = tmp_path / "attack.xlsx"
    file.write_bytes(ATTACKS[kind][0]())
    with file.open("rb") as stream:
        measured = subprocess.run(
            [sys.executable, "-c", MEASURING, *CHILD],
            stdin=stream,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={"PATH": os.environ["PATH"]},
            timeout=30,
            check=True,
        )
    peak, _ = json.loads(measured.stdout)
    assert 0 < peak < 300


def test_the_child_imports_nothing_of_the_program_but_its_room():
    told = subprocess.run(
        [
            sys.executable,
            "-s",
            "-c",
            "import kinerja.spreadsheet.child, sys;print([name for name in sys.modules"
            " if name.split('.')[0] in ('django', 'openpyxl', 'kinerja')])",
        ],
        capture_output=True,
        cwd=ROOT,
        text=True,
        check=True,
    )
    names = told.stdout.replace("'", "").strip("[]\n").split(", ")
    rooms = {name for name in names if not name.startswith("kinerja.spreadsheet")}
    assert rooms == {"kinerja"}
