"""Dokumen pendukung: how long they stay, through ways back, editions and presses at once."""

import os
from datetime import UTC, datetime, timedelta
from functools import partial

import make
import papers
import pytest
from deeds import DEEDS, LATER, stage
from django.db import transaction
from evidence_deeds import EVIDENCE_DEEDS, MORNING, attached, documented, ready
from version_deeds import amended
from witness import at_once, entries, nothing_changes, refused, statements, verified

from kinerja import evidence as documents
from kinerja.models import Evidence, EvidenceRow, StoredFile
from workflow import actions, rules, standing
from workflow.actions import ClockWrong, Incomplete, NotNow, Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)
VERBS = pytest.mark.parametrize("verb", EVIDENCE_DEEDS)


@pytest.fixture
def office():
    with transaction.atomic():
        return make.office()


def bytes_of(found: Evidence) -> bytes:
    return documents.located(found.file.stored_name).read_bytes()


def test_before_the_first_hand_in_a_document_goes_and_its_bytes_with_a_later_sweep(office):
    """Not at once: a backup whose database still names them copies the files after it."""
    record = ready(office, "attach", "entering")
    found = attached(office, record)
    path = documents.located(found.file.stored_name)
    os.utime(path, (0, 0))
    now = datetime.now(UTC)
    by_kasi = {"form": office.form(record), "by": office.kasi, **MORNING}
    actions.replace_evidence(record, found, reason="Salah pilih", **by_kasi)
    documents.sweep(now + timedelta(hours=23))
    assert path.exists()
    documents.sweep(now + timedelta(hours=25))
    assert not path.exists()
    assert not Evidence.objects.exists()
    assert not StoredFile.objects.exists()
    assert record.journal().get(verb="replace_evidence").before["title"] == "a.pdf"


def test_bytes_that_another_document_needs_stay(office):
    record = ready(office, "attach", "entering")
    found, other = attached(office, record), attached(office, record, rows=["1.2"])
    by_kasi = {"form": office.form(record), "by": office.kasi, **MORNING}
    actions.replace_evidence(record, found, reason="Salah baris", **by_kasi)
    assert bytes_of(other) == papers.pdf()


@pytest.mark.parametrize("way", ["take_back", "return_form"])
def test_from_the_first_hand_in_a_document_is_kept_also_after_a_way_back(way, office):
    record = ready(office, "replace_evidence")
    found, form = Evidence.objects.get(), office.form(record)
    if way == "take_back":
        actions.take_back(form, by=office.kasi, **MORNING)
    else:
        actions.return_form(form, reason="Periksa", by=office.kasubag, **MORNING)
    new = {"file": papers.kept(office.unit, papers.pdf("baru")), "title": "baru.pdf"}
    by_kasi = {"form": form, "by": office.kasi, **MORNING}
    actions.replace_evidence(record, found, **new, reason="Tertukar", **by_kasi)
    assert bytes_of(found) == papers.pdf("seksi")
    made = Evidence.objects.get(title="baru.pdf")
    rows = found.rows.order_by("line")
    assert {(row.replaced_by, row.reason, row.removed_by) for row in rows} == {
        (made, "Tertukar", office.kasi)
    }
    assert [row.line for row in made.rows.order_by("line")] == [row.line for row in rows]


def test_step_2_removes_a_document_and_it_stays_readable(office):
    record = ready(office, "replace_evidence")
    found, by_kasubag = Evidence.objects.get(), {"by": office.kasubag, "at": LATER}
    refused(Incomplete, lambda: actions.replace_evidence(record, found, reason=" ", **by_kasubag))
    actions.replace_evidence(record, found, reason="Buram", **by_kasubag)
    assert bytes_of(found) == papers.pdf("seksi")
    error = refused(
        NotNow, lambda: actions.replace_evidence(record, found, reason="Lagi", **by_kasubag)
    )
    assert "sudah diganti atau dilepas oleh Kasubag, 6 Okt 2026 09.00" in error.reason


def test_a_document_of_another_record_is_not_replaced(office):
    record = ready(office, "replace_evidence")
    with transaction.atomic():
        other = office.entering(quarter=2)
        found = attached(office, other)
    by_kasubag = {"by": office.kasubag, "at": LATER}
    refused(NotNow, lambda: actions.replace_evidence(record, found, reason="x", **by_kasubag))


def test_known_content_is_attached_without_its_bytes_and_not_once_it_is_gone(office):
    record = ready(office, "attach", "entering")
    first, form = attached(office, record), office.form(record)
    known = documents.known(office.unit, first.file.sha256)
    given = {"file": known, "form": form, "by": office.kasi, **MORNING}
    actions.attach(record, rows=["1.2"], title="lagi.pdf", **given)
    for found in Evidence.objects.all():
        gone = {"reason": "Salah", "form": form, "by": office.kasi, **MORNING}
        actions.replace_evidence(record, found, **gone)
    with nothing_changes(), pytest.raises(documents.Unfit, match="Pilih berkasnya lagi"):
        actions.attach(record, rows=["1.1"], **given)


def test_another_units_hash_opens_nothing(office):
    record = ready(office, "attach", "entering")
    found = attached(office, record)
    with transaction.atomic():
        neighbour = make.office("Kecamatan Tetangga", prefix="tetangga.")
    assert documents.has_content(office.unit, found.file.sha256)
    assert not documents.has_content(neighbour.unit, found.file.sha256)
    with pytest.raises(documents.Unfit):
        documents.known(neighbour.unit, found.file.sha256)


def test_reopening_takes_the_evidence_into_the_next_edition_and_the_old_one_keeps_it(office):
    with transaction.atomic():
        record = documented(office)
        values = {code: make.entry("90") for code in office.codes()}
        actions.enter(record, values=values, by=office.kasubag, **MORNING)
        actions.submit(record, by=office.kasubag, **MORNING)
        actions.check(record, rows=office.codes(), by=office.sekcam, **MORNING)
        actions.approve(record, seen=10_000, by=office.sekcam, **MORNING)
        actions.seal(record, filing="1", by=office.admin, **MORNING)
        actions.reopen(record, reason="Keliru", by=office.sekcam, **MORNING)
    found, record = Evidence.objects.get(), make.fresh(record)
    rows = EvidenceRow.objects.filter(evidence=found).order_by("edition", "line__code")
    told = [(row.edition, row.line.code, bool(row.confirmed_at)) for row in rows]
    assert told == [(1, "1.1", True), (1, "1.2", True), (2, "1.1", False), (2, "1.2", False)]
    new = {"file": papers.kept(office.unit, papers.pdf("edisi 2")), "title": "edisi2.pdf"}
    actions.replace_evidence(record, found, **new, reason="Keliru", by=office.kasubag, at=LATER)
    assert {row.removed_at for row in rows.filter(edition=1)} == {None}
    assert {row.removed_at for row in rows.filter(edition=2)} == {LATER}
    back = {"reason": "Ternyata benar", "by": office.sekcam, "at": LATER}
    actions.cancel(record, **back)
    actions.reopen(make.fresh(record), **back)
    assert {row.removed_at for row in rows.all()} == {None}
    assert verified()


def test_documents_follow_their_rows_into_a_later_agreement_version(office):
    record = ready(office, "attach", "accepted")
    found = attached(office, record, form=None, by=office.kasubag)
    with transaction.atomic():
        made = amended(office, targets={"1.1": "85"})
    actions.adopt_agreement(record, agreement=made, by=office.kasubag, at=LATER)
    row = standing.read(make.fresh(record)).by_code["1.1"].row
    assert [document.evidence_id for document in row.documents] == [found.pk]


def test_values_that_are_taken_over_bring_their_evidence(office):
    with transaction.atomic():
        record = office.filled()
        by_kasubag = {"form": None, "by": office.kasubag}
        found = attached(office, record, **by_kasubag)
        actions.cancel(record, reason="Salah", by=office.sekcam, **MORNING)
        amended = make.agreement(office.unit, version=2)
        line = make.line(amended, office.sections[0], "1.1")
        office.opened()
    assert [row.line for row in found.rows.order_by("pk")][1:] == [line]


@VERBS
def test_approval_is_stale_where_another_changed_evidence_meanwhile(verb, office):
    """Between what Sekcam has on screen and the approval the record went back and came again."""
    record = ready(office, "attach", "checked")
    assert verb in rules.VALUE_VERBS
    seen = entries(record)
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=LATER)
    found = attached(office, record, form=None, by=office.kasubag, at=LATER)
    if verb == "replace_evidence":
        seen = entries(record)
        actions.replace_evidence(record, found, reason="Buram", by=office.kasubag, at=LATER)
    codes = office.codes()
    actions.accept(record, rows=codes, by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=codes, by=office.sekcam, at=LATER)
    error = refused(Stale, lambda: actions.approve(record, seen=seen, by=office.sekcam, at=LATER))
    assert rules.told(verb) in error.reason


@VERBS
def test_of_two_presses_at_once_exactly_one_wins(verb, office):
    record = ready(office, verb)
    before = entries(record)
    answers = at_once([partial(EVIDENCE_DEEDS[verb].press, office, record)] * 2)
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert entries(record) == before + 1
    assert damaged() == []


def test_taking_the_last_document_of_some_bytes_away_while_another_record_attaches_them(office):
    """Whoever comes first, no document is left without its bytes."""
    for turn in range(6):
        with transaction.atomic():
            one, two = office.entering(quarter=2), office.entering()
            found = attached(office, one, content=papers.pdf(str(turn)))
        gone = {"form": office.form(one), "by": office.kasi, "reason": "Salah", **MORNING}
        again = {"content": papers.pdf(str(turn)), "form": None, "by": office.kasubag}
        at_once(
            [
                partial(actions.replace_evidence, one, found, **gone),
                partial(attached, office, two, **again),
            ]
        )
        assert damaged() == []
        assert EvidenceRow.objects.filter(evidence__period=two.period).count() == turn + 1
        with transaction.atomic():
            for record in (one, two):
                actions.cancel(record, reason="Ulang", by=office.sekcam, **MORNING)


@VERBS
def test_clock_and_time_zone_are_proven(verb, office):
    record, deed = ready(office, verb), EVIDENCE_DEEDS[verb]
    earlier = make.at() - timedelta(microseconds=1)
    refused(ClockWrong, lambda: deed.press(office, record, at=earlier))
    refused(ValueError, lambda: deed.press(office, record, at=datetime(2026, 10, 6, 9, 0)))


@pytest.mark.parametrize("name", ["entering", "accepted"])
@VERBS
def test_act_asks_as_much_of_30_rows_as_of_3(verb, name, office):
    counts = []
    for rows in (3, 30):
        with transaction.atomic():
            other = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
            record = stage(other, name)
            found = attached(other, record, rows=other.codes(), form=None, by=other.kasubag)
        kept = papers.kept(other.unit, papers.pdf("baru"))
        given = {"file": kept, "title": "baru.pdf", "by": other.kasubag, "at": LATER}
        acts = {
            "attach": partial(actions.attach, record, rows=other.codes(), **given),
            "replace_evidence": partial(
                actions.replace_evidence, record, found, reason="Buram", **given
            ),
        }
        counts.append(len(sql := statements(acts[verb])))
        assert len(sql) <= 20, "\n".join(each[:100] for each in sql)
    assert counts[0] == counts[1]


def test_first_act_of_step_2_stays_within_the_number(office):
    record = ready(office, "attach", "entering")
    sql = statements(lambda: EVIDENCE_DEEDS["attach"].press(office, record))
    assert len(sql) <= 20, "\n".join(each[:100] for each in sql)


@pytest.mark.parametrize("who", ["kasi", "filler"])
@pytest.mark.parametrize("new", [None, b"baru"])
def test_taking_bytes_away_stays_within_the_number(new, who, office):
    with transaction.atomic():
        record = office.opened()
        form = office.form(record)
        actions.distribute_form(form, people=[office.filler], by=office.kasi, **MORNING)
        found = attached(office, record)
    given = {"form": form, "by": getattr(office, who), "reason": "Salah", "at": LATER}
    if new:
        given |= {"file": papers.kept(office.unit, papers.pdf("baru")), "title": "baru.pdf"}
    sql = statements(lambda: actions.replace_evidence(record, found, **given))
    assert len(sql) <= 20, "\n".join(each[:100] for each in sql)
    assert Evidence.objects.count() == (1 if new else 0)


def test_reopening_with_evidence_stays_within_the_number(office):
    with transaction.atomic():
        record = office.accepted()
        for number in range(4):
            content = papers.pdf(str(number))
            by_kasubag = {"form": None, "by": office.kasubag}
            attached(office, record, rows=office.codes(), content=content, **by_kasubag)
        actions.submit(record, by=office.kasubag, **MORNING)
        actions.check(record, rows=office.codes(), by=office.sekcam, **MORNING)
        actions.approve(record, seen=10_000, by=office.sekcam, **MORNING)
        actions.seal(record, filing="1", by=office.admin, **MORNING)
    sql = statements(lambda: DEEDS["reopen"].press(office, make.fresh(record)))
    assert len(sql) <= 28, "\n".join(each[:100] for each in sql)


def damaged() -> list[str]:
    return [fault for file in StoredFile.objects.all() for fault in documents.faults(file)]
