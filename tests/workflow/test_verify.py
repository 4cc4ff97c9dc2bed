"""manage.py verify: silent only while nothing was changed behind the program's back."""

import hashlib
from io import StringIO

import make
import papers
import pytest
from deeds import LATER
from django.core.management import call_command
from django.db import connection
from evidence_deeds import attached
from susulan import sealed

from kinerja import evidence, report
from kinerja.models import JournalEntry
from workflow import actions, archive, guards
from workflow.archive import fingerprint
from workflow.models import ArchiveCopy, Submission
from workflow.verifying import CHECKS, Check, Found

pytestmark = pytest.mark.django_db


@pytest.fixture
def archived(office):
    return office.archived()


def verify(capsys) -> list[str]:
    call_command("verify")
    return capsys.readouterr().out.splitlines()


def faults(capsys) -> list[str]:
    with pytest.raises(SystemExit) as left:
        call_command("verify")
    assert left.value.code == 1
    return capsys.readouterr().out.splitlines()


def tamper(statement: str, *values) -> None:
    """Change the database as somebody would who has its password."""
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_untouched_office_is_counted_and_found_whole(archived, capsys):
    entries = JournalEntry.objects.count()
    assert verify(capsys) == [f"Utuh: 1 rantai, {entries} catatan, 1 arsip."]


def test_an_empty_database_is_whole(capsys):
    assert verify(capsys) == ["Utuh: 0 rantai, 0 catatan, 0 arsip."]


def test_a_changed_entry_is_named(archived, capsys):
    tamper("UPDATE kinerja_journalentry SET note = 'lain' WHERE number = 3")
    assert faults(capsys) == [
        f"berkas:{archived.pk}: kolom catatan nomor 3 menyimpang dari teks bakunya."
    ]


def test_a_removed_entry_is_named(archived, capsys):
    tamper("DELETE FROM kinerja_journalentry WHERE number = 2")
    assert faults(capsys)[0] == f"berkas:{archived.pk}: catatan nomor 2 hilang."


def test_a_head_that_was_turned_back_is_named(archived, capsys):
    tamper("UPDATE kinerja_chain SET count = 1")
    assert "kepala rantai menyebut 1 catatan" in faults(capsys)[0]


def test_each_broken_chain_is_named_once(office, neighbour, capsys):
    office.archived()
    neighbour.archived()
    tamper("UPDATE kinerja_journalentry SET text = text || ' '")
    assert len(faults(capsys)) == 2


@pytest.fixture
def explained(office) -> Submission:
    """A susulan that came in with a number and no word; its row was explained with the promise."""
    kasubag = {"by": office.kasubag, "at": make.at()}
    promise = actions.Entry(status="not_yet", reason="BPS", promised_on=make.SINCE)
    origin = office.filled(entries={"1.1": promise})
    actions.explain(origin, texts={"1.1": actions.Text(drivers="Gotong royong")}, **kasubag)
    actions.accept(origin, rows=office.codes(), **kasubag)
    actions.submit(origin, **kasubag)
    sealed(office, origin)
    carrier = office.reviewing(quarter=2, when=LATER)
    came_in = {"values": {"1.1": make.entry("92")}, "by": office.kasubag, "at": LATER}
    actions.enter_late(make.fresh(origin), **came_in)
    sealed(office, make.fresh(carrier))
    return origin


def test_a_susulan_stands_with_the_words_of_its_promise(explained, capsys):
    assert verify(capsys)[0].startswith("Utuh: 2 rantai")
    tamper("UPDATE kinerja_explanation SET drivers = 'Lain'")
    told = "\n".join(faults(capsys))
    assert f"penjelasan 1.1 edisi {explained.edition} berbeda dari arsipnya" in told
    assert f"susulan penjelasan 1.1 ({explained.chain_key}) berbeda dari arsip ini" in told


def test_a_changed_archive_is_named(archived, capsys):
    tamper("UPDATE workflow_archivecopy SET snapshot = snapshot || ' '")
    assert faults(capsys) == [
        f"arsip berkas:{archived.pk} edisi 1: isi tidak cocok dengan SHA-256."
    ]


def test_an_archive_with_a_new_hash_misses_its_sealing(archived, capsys):
    copy = ArchiveCopy.objects.get()
    tamper(
        "UPDATE workflow_archivecopy SET snapshot = %s, sha256 = %s",
        copy.snapshot + " ",
        fingerprint(copy.snapshot + " "),
    )
    assert "tidak ada catatan penyegelan" in faults(capsys)[0]


def test_a_state_that_was_moved_by_hand_is_named(office, capsys):
    record = office.reviewing()
    tamper("UPDATE workflow_submission SET state = 'archived'")
    assert faults(capsys) == [
        f"berkas:{record.pk}: berkas pada archived edisi 1, menurut jurnal reviewing edisi 1."
    ]


def test_an_edition_that_was_raised_by_hand_is_named(archived, capsys):
    tamper("UPDATE workflow_submission SET edition = 2")
    assert "archived edisi 2, menurut jurnal archived edisi 1" in faults(capsys)[0]


def test_a_record_that_nobody_opened_is_named(office, capsys):
    record = office.opened()
    stray = Submission(
        unit=record.unit,
        period=make.period(2026, 4),
        sop=record.sop,
        agreement=record.agreement,
        opened_at=make.at(),
    )
    stray.save()
    assert faults(capsys) == [f"berkas:{stray.pk}: tidak ada catatan pembukaan di jurnal."]


def test_a_cancelled_edition_stands_where_the_journal_says(archived, office, capsys):
    at = make.at("2026-10-06 08:00")
    actions.reopen(archived, reason="Salah ketik", by=office.sekcam, at=at)
    verify(capsys)
    actions.cancel(archived, reason="Ternyata benar", by=office.sekcam, at=at)
    verify(capsys)


def test_a_gap_in_the_numbers_of_sheets_is_named(archived, capsys):
    tamper("UPDATE workflow_sheet SET serial = 7 WHERE serial = 2")
    assert faults(capsys) == [
        f"Seri lembar disposisi {archived.unit} 2026: nomor terakhir 2, "
        "ditemukan 2 lembar sampai nomor 7."
    ]


def test_a_missing_guard_is_named(archived, capsys):
    guard = guards.GUARDS[0]
    on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {guard.name}{on}")
    assert faults(capsys) == [f"Penjaga basis data tidak ada: {guard.name}."]
    guards.install()


def test_an_act_between_two_readings_is_no_fault(archived, capsys, monkeypatch):
    """Somebody may act while verify reads: what is wrong only once is not wrong."""
    readings = iter([[Found("berkas:1: kepala rantai menyebut 5 catatan, ditemukan 6.")], []])
    once = Check("rantai jurnal", lambda: next(readings))
    monkeypatch.setattr("workflow.management.commands.verify.CHECKS", (once,))
    assert verify(capsys)[0].startswith("Utuh")


@pytest.fixture
def document(office):
    """A document at a sealed row."""
    record = office.accepted()
    found = attached(office, record, form=None, by=office.kasubag)
    actions.submit(record, by=office.kasubag, at=make.at())
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    actions.seal(record, filing="1", by=office.admin, at=make.at())
    return found


def test_a_changed_document_and_a_missing_one_are_named(document, capsys):
    verify(capsys)
    path = evidence.located(document.file.stored_name)
    name, content = f"dokumen {document.file.stored_name}", path.read_bytes()
    path.write_bytes(papers.flipped(content, 7))
    assert faults(capsys) == [f"{name}: isi tidak cocok dengan SHA-256."]
    path.unlink()
    assert faults(capsys) == [f"{name}: berkasnya hilang."]
    path.write_bytes(content)
    verify(capsys)


def test_a_sealed_document_that_was_exchanged_with_its_hash_is_named(document, capsys):
    """Whoever changes the bytes and the row of the bytes alike, has the archive against him."""
    before, content = document.file.sha256, b"%PDF-palsu"
    evidence.located(document.file.stored_name).write_bytes(content)
    tamper("UPDATE kinerja_storedfile SET sha256 = %s", hashlib.sha256(content).hexdigest())
    assert faults(capsys) == [
        f"arsip berkas:{ArchiveCopy.objects.get().submission_id} edisi 1: dokumen dengan SHA-256 "
        f"{before} tidak ada."
    ]


def test_a_changed_byte_of_a_report_is_named_with_its_file(archived, capsys):
    copy = ArchiveCopy.objects.get()
    path = archive.located(copy.file_name)
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(papers.flipped(content, 99))
    name = f"arsip berkas:{archived.pk} edisi 1, berkas {copy.file_name}"
    assert faults(capsys) == [f"{name}: isi tidak cocok dengan SHA-256 atau ukurannya."]
    path.unlink()
    assert faults(capsys) == [f"{name}: berkasnya hilang."]


def test_a_report_that_renders_otherwise_now_is_named(archived, capsys, monkeypatch):
    monkeypatch.setattr(archive, "render", lambda text: b"%PDF-lain")
    assert "dirender ulang, hasilnya berbeda" in faults(capsys)[0]


@pytest.mark.parametrize(("word", "other"), [("template_of", lambda _: "99"), ("TYPST", "99")])
def test_a_report_by_another_template_or_typst_is_told_and_no_fault(
    archived, capsys, monkeypatch, word, other
):
    monkeypatch.setattr(report, word, other)
    told = verify(capsys)
    assert told[0].startswith("catatan: ")
    assert "tidak dirender ulang" in told[0]
    assert told[1].startswith("Utuh")


def test_a_report_that_no_archive_names_is_a_warning(archived, capsys):
    path = archive.located("kecamatan-suak-midai/2026/lain.pdf")
    path.write_bytes(b"%PDF")
    told = verify(capsys)
    assert told[0].startswith("peringatan: berkas laporan kecamatan-suak-midai/2026/lain.pdf")
    assert told[1].startswith("Utuh")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE kinerja_realisation SET value = 91", "edisi 1 berbeda dari arsipnya"),
        ("UPDATE workflow_archivecopy SET register_number = 'x'", "nomor arsip berbeda"),
        ("UPDATE workflow_archivecopy SET supersedes_id = id", "menggantikan arsip edisi 1"),
        ("UPDATE workflow_sectionform SET state = 'returned'", "menurut jurnal diserahkan"),
        ("UPDATE workflow_submission SET edition_began = 3", "edisi dimulai pada catatan 3"),
    ],
)
def test_what_was_changed_by_hand_is_named(archived, capsys, statement, told):
    tamper(statement)
    assert any(told in fault for fault in faults(capsys))


def test_a_value_that_was_changed_before_its_seal_misses_its_entry(office, capsys):
    record = office.filled()
    tamper(
        "UPDATE kinerja_realisation SET value = 91 WHERE id = (SELECT MIN(id) FROM "
        "kinerja_realisation)"
    )
    assert faults(capsys) == [
        f"berkas:{record.pk}: nilai 1.1 edisi 1 berbeda dari catatan jurnal terakhirnya."
    ]


def test_since_a_day_only_what_happened_from_then_on_is_looked_at(archived, capsys):
    tamper("UPDATE kinerja_journalentry SET note = 'lain' WHERE number = 3")
    call_command("verify", "--since", "2026-10-06")
    assert capsys.readouterr().out.endswith("arsip. (diperiksa: sejak 06-10-2026)\n")
    with pytest.raises(SystemExit):
        call_command("verify", "--since", "2026-10-05")


def test_a_bar_shows_how_far_it_is_where_somebody_watches(archived):
    told = Terminal()
    call_command("verify", stdout=StringIO(), stderr=told)
    steps = told.getvalue().split("\r")[1:]
    assert len(steps) >= len(CHECKS) - 1
    assert f"[{'#' * 30}]" in steps[-1]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True
