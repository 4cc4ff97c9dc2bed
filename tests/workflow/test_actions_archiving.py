"""Step 4: the electronic archive, its paper, and the way back into the next edition."""

import json

import make
import pytest
from deeds import LATER, stage
from witness import found_wrong, refused, verified

from kinerja import report
from kinerja.models import Explanation, Realisation
from workflow import actions, archive, standing
from workflow.actions import Incomplete
from workflow.models import ArchiveCopy, PaperCopy

FILING = "000.8.6.3/7/2026"
SIGNERS = "Kasubag Perencanaan, Kasubag\nSekretaris Camat, Sekcam\nCamat, Camat"


@pytest.fixture
def seal(office):
    def press(record, filing=FILING, at=LATER):
        return actions.seal(record, filing=filing, by=office.admin, at=at)

    return press


@pytest.fixture
def file_copy(office):
    def press(record, place=("12", "B2"), at=LATER):
        return actions.file_copy(record, place=place, by=office.admin, at=at)

    return press


@pytest.fixture
def reopen(office):
    def press(record, reason="Nilai 1.1 salah sumber", at=LATER):
        return actions.reopen(record, reason=reason, by=office.sekcam, at=at)

    return press


def test_seal_makes_the_archive_and_its_values_final(office, seal):
    record = office.archiving()
    entry = seal(record, f" {FILING} ")
    copy = ArchiveCopy.objects.get()
    assert (copy.edition, copy.register_number, copy.sealed_by) == (1, FILING, office.admin)
    assert copy.sha256 == archive.fingerprint(copy.snapshot)
    assert (entry.verb, entry.capacity) == ("seal", "Admin e-kejab")
    sealed = {
        "register_number": FILING,
        "sha256": copy.sha256,
        "file_sha256": copy.file_sha256,
        "template": report.TEMPLATE,
        "typst": report.TYPST,
    }
    assert entry.after == entry.after | sealed
    assert make.fresh(record).state == "archiving"
    assert Realisation.objects.filter(confirmed_at=LATER, confirmed_by=office.admin).count() == 6
    run = record.runs.get(step=4)
    assert (run.started_at, run.finished_at) == (LATER, None)
    assert found_wrong() == []


@pytest.mark.parametrize("filing", ["", "  ", "x" * 101])
def test_seal_needs_its_register_number(office, seal, filing):
    record = office.archiving()
    assert set(refused(Incomplete, lambda: seal(record, filing)).errors) == {"filing"}


def test_paper_is_put_away_and_the_record_is_archived(office, file_copy):
    record = office.sealed()
    entry = file_copy(record, (" 12 ", "B2"))
    assert make.fresh(record).state == "archived"
    assert str(PaperCopy.objects.get()) == "boks 12, rak B2"
    assert (entry.before, entry.after) == (
        {"state": "archiving"},
        {"state": "archived", "box": "12", "shelf": "B2", "signers": SIGNERS},
    )
    run = record.runs.get(step=4)
    assert (run.finished_at, run.outcome) == (LATER, "file_copy")
    assert not record.runs.filter(finished_at=None).exists()
    assert verified()


@pytest.mark.parametrize(
    ("place", "missing"),
    [(("", "B2"), {"box"}), (("12", " "), {"shelf"}), (("12", "x" * 61), {"shelf"})],
)
def test_place_of_the_paper_is_asked_whole(office, file_copy, place, missing):
    record = office.sealed()
    assert set(refused(Incomplete, lambda: file_copy(record, place)).errors) == missing


def test_paper_before_the_seal_says_what_comes_first(office, file_copy):
    record = office.archiving()
    assert refused(Incomplete, lambda: file_copy(record)).reason == "Berkas belum disegel."


@pytest.mark.parametrize("name", ["sealed", "archived"])
def test_reopening_begins_the_next_edition_with_the_same_values(office, reopen, name):
    record = stage(office, name)
    entry = reopen(record, " Salah sumber ")
    record = make.fresh(record)
    assert (record.state, record.edition, record.edition_began) == ("entering", 2, entry.number)
    assert entry.after == {"state": "entering", "edition": "2"}
    assert entry.note == "Salah sumber"
    rows = standing.read(record).rows
    assert [each.row.realised for each in rows] == [90] * 6
    assert not any(each.is_accepted or each.is_checked for each in rows)
    assert all(each.is_editable for each in rows)
    run = record.runs.get(finished_at=None)
    assert (run.step, run.edition, run.round, run.started_at) == (2, 2, 1, None)


def test_reopening_needs_a_reason(office, reopen):
    record = office.archived()
    assert set(refused(Incomplete, lambda: reopen(record, " ")).errors) == {"reason"}


def test_unsealed_record_is_not_reopened(office, reopen):
    record = office.archiving()
    assert refused(Incomplete, lambda: reopen(record)).reason == "Berkas belum disegel."


def test_confirmed_rows_never_change_in_the_next_edition(office, seal, file_copy, reopen):
    record = office.archived()
    before = list(Realisation.objects.filter(edition=1).order_by("pk").values())
    reopen(record)
    next_edition(office, record, "70")
    assert list(Realisation.objects.filter(edition=1).order_by("pk").values()) == before
    seal(record, "8")
    file_copy(record)
    figures = [
        json.loads(copy.snapshot)["objectives"][0]["rows"][0]["reading"]["value"]
        for copy in ArchiveCopy.objects.order_by("edition")
    ]
    assert figures == ["90", "70"]
    assert list(Realisation.objects.filter(edition=1).order_by("pk").values()) == before
    assert Realisation.objects.filter(confirmed_at=None).count() == 0
    assert found_wrong() == []
    assert verified()


def next_edition(office, record, value):
    """Bring a reopened record to step 4, its first row changed."""
    actions.enter(
        record,
        values={"1.1": make.entry(value, reason="Sumber resmi")},
        texts={"1.1": actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang")},
        by=office.kasubag,
        at=LATER,
    )
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)


def test_explanations_are_confirmed_and_copied_like_values(office, reopen):
    record = office.filled("40")
    words = actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang")
    goal = actions.objective_key(1)
    texts = dict.fromkeys([*office.codes(), goal], words)
    actions.explain(record, texts=texts, by=office.kasubag, at=LATER)
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.check(record, rows=office.codes(), by=office.sekcam, at=LATER)
    actions.approve(record, seen=10_000, by=office.sekcam, at=LATER)
    actions.seal(record, filing=FILING, by=office.admin, at=LATER)
    assert Explanation.objects.filter(edition=1, confirmed_by=office.admin).count() == 7
    reopen(record)
    copies = Explanation.objects.filter(edition=2, confirmed_at=None)
    assert copies.count() == 7
    # What was copied can be changed: the page shows the version that stands there.
    version = standing.read(make.fresh(record)).by_code["1.1"].row.words.version
    changed = {"1.1": actions.Text(obstacles="Banjir", follow_up="Jadwal ulang", seen=version)}
    assert actions.explain(record, texts=changed, by=office.kasubag, at=LATER)


def test_editions_follow_one_another(office, seal, file_copy, reopen):
    record = office.archived()
    for edition in (2, 3):
        reopen(record)
        next_edition(office, record, str(60 + edition))
        seal(record, str(edition))
        file_copy(record)
        assert make.fresh(record).edition == edition
    assert [copy.edition for copy in ArchiveCopy.objects.order_by("edition")] == [1, 2, 3]
    assert verified()


def test_approval_in_the_snapshot_is_that_of_its_edition(office, seal, reopen):
    record = office.archived()
    reopen(record)
    next_edition(office, record, "70")
    seal(record, "8")
    approvals = record.journal().filter(verb="approve").order_by("number")
    told = [
        json.loads(copy.snapshot)["approval"]["hash"]
        for copy in ArchiveCopy.objects.order_by("edition")
    ]
    assert told == [entry.hash for entry in approvals]
