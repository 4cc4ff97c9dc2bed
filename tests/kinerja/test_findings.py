"""What the rules find in a row, and what an explanation is asked for."""

import make
import pytest
from evidence_deeds import attached

from kinerja import findings, recording, table
from kinerja.formula import Kind
from kinerja.models import Explanation, Line
from kinerja.recording import Entry, Text
from workflow import standing

FULL = {"drivers": "Dukungan", "obstacles": "Cuaca", "follow_up": "Jadwal ulang"}
BELOW = {"no_words_below", "below_target"}


@pytest.fixture
def found(office):
    """What is found in a row with this target, value and explanation."""

    def find(value=None, *, target="80", words=None, **fields) -> set[str]:
        line = make.line(office.agreement, office.sections[0], "9.1", target=target, **fields)
        where = {"period": make.period(), "edition": 1, "by": office.kasi, "at": make.at()}
        if value is not None:
            entry = value if isinstance(value, Entry) else make.entry(value)
            recording.write({"9.1": line}, {"9.1": entry}, **where)
        if words:
            subject = {"9.1": Explanation(line=line)}
            recording.explain({"9.1": Text(**words)}, subject, **where)
        read = table.read(office.agreement, make.period())
        row = next(row for row in read.rows if row.code == "9.1")
        return {finding.code for finding in findings.read(read).of(row)}

    return find


# Kind, target, value, what is found without an explanation: 120 per cent is not above itself.
ASKED = [
    (Kind.HIGHER, "80", "80", set()),
    (Kind.HIGHER, "80", "96", set()),
    (Kind.HIGHER, "80", "96.001", {"no_words_above"}),
    (Kind.HIGHER, "80", "79.999", BELOW),
    (Kind.HIGHER, "80", "0", BELOW | {"very_low"}),
    (Kind.LOWER, "80", "80", set()),
    (Kind.LOWER, "80", "64", set()),
    (Kind.LOWER, "80", "63.999", {"no_words_above"}),
    (Kind.LOWER, "80", "80.001", BELOW),
    (Kind.LOWER_RATIO, "80", "100", BELOW),
    (Kind.HIGHER, None, "80", {"no_target"}),
    (Kind.HIGHER, "0", "80", set()),
]


@pytest.mark.parametrize(("kind", "target", "value", "expected"), ASKED)
def test_explanation_is_asked_only_below_target_or_above_120(found, kind, target, value, expected):
    assert found(value, target=target, kind=kind) == expected


# What was written, what is still missing below target and above 120 per cent.
WRITTEN = [
    (FULL, False, False),
    ({"obstacles": "Cuaca", "follow_up": "Jadwal ulang"}, False, True),
    ({"obstacles": "Cuaca"}, True, True),
    ({"follow_up": "Jadwal ulang"}, True, True),
    ({"drivers": "Dukungan"}, True, False),
    ({"drivers": "   "}, True, True),
]


@pytest.mark.parametrize(("words", "misses_below", "misses_above"), WRITTEN)
def test_explanation_names_what_belongs_to_its_side(found, words, misses_below, misses_above):
    assert ("no_words_below" in found("40", words=words)) is misses_below


@pytest.mark.parametrize(("words", "misses_below", "misses_above"), WRITTEN)
def test_explanation_above_120_names_what_drove_it(found, words, misses_below, misses_above):
    assert ("no_words_above" in found("99", words=words)) is misses_above


def test_blank_row_must_be_mended(found):
    assert found() == {"blank"}


def test_status_with_its_reason_is_no_finding(found):
    assert found(Entry(status="not_measured", reason="Survei ditiadakan")) == set()


@pytest.mark.parametrize(
    ("value", "asks", "told"),
    [("90", True, {"no_evidence"}), ("90", False, set()), (None, True, {"blank"})],
)
def test_number_without_a_document_is_told_only_where_the_line_asks_for_one(
    found, value, asks, told
):
    assert found(value, asks_evidence=asks) == told


def test_document_answers_the_line_that_asks_for_one(office):
    Line.objects.filter(code="1.1").update(asks_evidence=True)
    record = office.accepted()
    told = [each.row.code for each in standing.read(record).to_see]
    attached(office, record, form=None, by=office.kasubag)
    assert (told, standing.read(record).to_see) == (["1.1"], ())


def test_row_outside_its_schedule_is_not_looked_at(found):
    assert found(target=None, schedule="4") == set()


def test_only_wajib_diperbaiki_keeps_a_record_from_being_sent_on(office):
    record = office.filled("40")
    read = table.read(record.agreement, record.period)
    found = findings.read(read)
    kinds = {each.code: each.is_must for row in read.rows for each in found.of(row)}
    assert kinds == {"no_words_below": True, "below_target": False}
