"""The sealer: a canonical snapshot, its hash, and a reading that finds what was changed."""

import hashlib
import json
from datetime import date
from decimal import Decimal

import make
import papers
import pytest
from deeds import LATER, stage
from django.db import IntegrityError, connection
from evidence_deeds import attached
from witness import found_wrong, refused

from kinerja.formula import Choice, Kind
from kinerja.models import Line, Predicate, PredicateScale, Target
from workflow import actions, archive, guards, snapshot, standing
from workflow.models import ArchiveCopy


def sealed(office) -> ArchiveCopy:
    office.sealed()
    return ArchiveCopy.objects.get()


def content(copy: ArchiveCopy) -> dict:
    return json.loads(copy.snapshot)


def tamper(sql: str) -> None:
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_snapshot_is_canonical(office):
    copy = sealed(office)
    told = content(copy)
    again = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert copy.snapshot == again
    assert copy.sha256 == hashlib.sha256(copy.snapshot.encode()).hexdigest()
    assert (told["format"], told["edition"]) == ("kinerja-snapshot/3", 1)
    assert (told["unit"], told["period"]) == ("Kecamatan Suak Midai", "Triwulan III Tahun 2026")
    assert told["agreement_date"] == "2026-01-15"


def test_snapshot_of_the_same_record_is_the_same_to_the_last_byte(office):
    record = office.archiving()
    texts = set()
    for _ in range(3):
        again = make.fresh(record)
        standing.read(again)
        texts.add(archive.snapshot(again))
    assert len(texts) == 1


def test_snapshot_holds_what_a_row_says_and_where_it_came_from(office):
    (first, *_rest), _ = (group["rows"] for group in content(sealed(office))["objectives"])
    assert (first["code"], first["section"], first["asked"]) == ("1.1", "Seksi 1", True)
    assert (first["target"], first["realised"], first["achievement"]) == ("80", "90", "112.5")
    assert first["formula"] == "90,00 / 80,00 × 100 = 112,50%"
    assert first["reading"]["entered_by"] == "Kasi1"
    assert first["reading"]["entered_at"] == "2026-10-05T01:00:00+00:00"
    assert first["reading"]["source"] == "section"


def test_snapshot_lists_the_documents_of_each_row_as_the_draft_did(office):
    record = office.accepted()
    by_kasubag = {"form": None, "by": office.kasubag}
    gone = attached(office, record, content=papers.pdf("lama"), **by_kasubag)
    found = attached(office, record, rows=["1.1", "1.2"], **by_kasubag)
    why = {"reason": "Tertukar", "by": office.kasubag, "at": make.at()}
    actions.replace_evidence(record, gone, **why)
    told = {
        "title": "a.pdf",
        "kind": "pdf",
        "size": len(papers.pdf()),
        "sha256": found.file.sha256,
        "link": "",
        "signed_form": False,
    }
    standing.read(record)
    draft = json.loads(archive.snapshot(record))
    actions.submit(record, by=office.kasubag, at=make.at())
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    actions.seal(record, filing="1", by=office.admin, at=make.at())
    for each in (draft, content(ArchiveCopy.objects.get())):
        rows = [row for group in each["objectives"] for row in group["rows"]]
        assert [row["evidence"] for row in rows[:3]] == [[told], [told], []]


def test_numbers_are_exact_texts_and_never_floats(office):
    Line.objects.filter(code="1.1").update(kind=Kind.HIGHER)
    Target.objects.filter(line__code="1.1").update(value=Decimal(81))
    first = content(sealed(office))["objectives"][0]["rows"][0]
    assert first["achievement"].startswith("111.1111111111111111")

    def kinds(value) -> set[type]:
        if isinstance(value, dict):
            return set().union(*map(kinds, value.values()))
        if isinstance(value, list):
            return set().union(*map(kinds, value), set())
        return {type(value)}

    assert float not in kinds(first)


def test_row_outside_its_schedule_is_named_without_figures(office):
    Line.objects.filter(code="1.3").update(schedule="4")
    office.lines = [line for line in office.lines if line.code != "1.3"]
    rows = content(sealed(office))["objectives"][0]["rows"]
    assert rows[2]["code"] == "1.3"
    assert (rows[2]["asked"], "realised" in rows[2]) == (False, False)


def test_predicate_is_printed_by_its_label(office):
    scale = PredicateScale.objects.create(name="Opini")
    best = Predicate.objects.create(scale=scale, rank=2, label="WTP")
    kind = {"kind": Kind.PREDICATE, "measure": Line.Measure.CHOICE, "scale": scale}
    line = make.line(office.agreement, office.sections[0], "1.9", target=None, **kind)
    Target.objects.create(line=line, quarter=5, predicate=best)
    record = office.filled()
    values = {"1.9": actions.Entry(choice="WTP")}
    actions.enter(record, values=values, by=office.kasubag, at=LATER)
    record = make.fresh(record)
    standing.read(record)
    row = json.loads(archive.snapshot(record))["objectives"][0]["rows"][-1]
    assert (row["realised"], row["target"], row["reading"]["choice"]) == ("WTP", "WTP", "WTP")


def test_approval_binds_the_journal(office):
    copy = sealed(office)
    entry = copy.submission.journal().get(verb="approve")
    assert content(copy)["approval"] == {
        "number": entry.number,
        "hash": entry.hash,
        "name": "Sekcam",
        "capacity": "Sekretaris Camat",
        "moment": "2026-10-05T01:00:00+00:00",
    }


@pytest.mark.parametrize("name", ["reviewing", "reopened"])
def test_draft_has_no_approval_not_even_that_of_an_earlier_edition(office, name):
    record = stage(office, name)
    standing.read(record)
    assert json.loads(archive.snapshot(record))["approval"] is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("90.50"), "90.5"),
        (make.at(), "2026-10-05T01:00:00+00:00"),
        (date(2026, 10, 5), "2026-10-05"),
        (Choice(1, None, "WTP"), "WTP"),
    ],
)
def test_what_json_has_no_word_for(value, text):
    assert snapshot.plain(value) == text


def test_what_was_not_foreseen_is_not_guessed():
    with pytest.raises(TypeError):
        snapshot.plain(object())


def test_changed_archive_is_named(office):
    copy = sealed(office)
    assert found_wrong() == []
    tamper("UPDATE workflow_archivecopy SET snapshot = snapshot || ' '")
    name = f"arsip berkas:{copy.submission_id} edisi 1"
    assert found_wrong() == [f"{name}: isi tidak cocok dengan SHA-256."]


def test_archive_that_was_exchanged_with_its_hash_is_named(office):
    sealed(office)
    tamper(
        f"UPDATE workflow_archivecopy SET snapshot = '{{}}', sha256 = '{archive.fingerprint('{}')}'"
    )
    assert "tidak ada catatan penyegelan" in found_wrong()[0]


def test_archive_that_was_taken_away_is_named(office):
    sealed(office)
    tamper("DELETE FROM workflow_archivedescription")
    tamper("DELETE FROM workflow_archivecopy")
    assert any("hilang" in fault for fault in found_wrong())


def test_archives_of_every_edition_are_looked_at(office):
    record = stage(office, "reopened")
    assert found_wrong() == []
    assert record.archives.count() == 1


def test_moved_paper_leaves_its_earlier_place_readable(office):
    copy = sealed(office)
    for box in ("1", "2"):
        archive.file_copy(copy, box=box, shelf="A", by=office.admin, at=LATER)
    assert [paper.box for paper in copy.papers.order_by("pk")] == ["1", "2"]


def test_one_edition_is_sealed_once_in_the_database(office):
    copy = sealed(office)
    copy.pk, copy._state.adding = None, True
    refused(IntegrityError, copy.save)


def test_note_on_documents_is_sealed_with_its_row(office):
    record = office.filled()
    texts = {"1.1": actions.Text(evidence_note="BA 12, map biru")}
    actions.explain(record, texts=texts, by=office.kasubag, at=LATER)
    record = make.fresh(record)
    standing.read(record)
    row = json.loads(archive.snapshot(record))["objectives"][0]["rows"][0]
    assert row["evidence_note"] == "BA 12, map biru"
    assert set(row["words"]) == {"drivers", "obstacles", "follow_up"}
