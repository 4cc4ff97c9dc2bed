"""A Perjanjian Kinerja comes in as a document: read, shown, chosen, and then all or nothing."""

from io import BytesIO

import make
import pytest
import time_machine
from documents_in import FIRST, HEAD, PLACES, applied, document, press, put, seen, upload, values
from openpyxl import load_workbook
from play import Player
from reading import row, words
from witness import nothing_changes, verified

from kinerja.models import Agreement, Indicator, JournalEntry, Line, Objective, Target
from workflow import actions


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


# Out and back


def test_export_uploaded_again_is_the_same_in_everything(office, operator):
    before = values(office.agreement)
    page = seen(operator, document(operator, office.agreement))
    assert "0 baru, 0 berubah, 0 tidak lagi ada, 6 tetap" in words(page)
    made = applied(operator, document(operator, office.agreement))
    assert values(made) == before
    assert (made.version, made.title, made.reason) == (2, "PK perubahan", "APBD perubahan")
    assert Indicator.objects.count() == 6
    assert verified()


def test_empty_template_is_filled_and_becomes_the_first_version(office, operator):
    for table in (Target, Line, Objective, Agreement, Indicator):
        table.objects.all().delete()
    template = operator.client.get("/kantor/perjanjian/format/")
    assert template["Content-Disposition"].endswith(
        'filename="format-perjanjian-kinerja-kecamatan-suak-midai.xlsx"'
    )
    book = load_workbook(BytesIO(template.content))
    put(
        book,
        0,
        objective_number="1",
        objective="Meningkatnya pelayanan",
        code="1.1",
        indicator="Persentase desa maju",
        satuan="%",
        kind="semakin tinggi semakin baik",
        measure="angka",
        accumulation="posisi akhir",
        basis="s.d. Triwulan ini",
        schedule="Triwulan II dan Triwulan IV",
        section="Seksi 1",
        target_2="82,5",
        target_5="1.250",
        asks_evidence="ya",
        plan_year="2029",
    )
    made = applied(operator, book, title="PK murni", reason="")
    line = made.lines.get()
    assert (made.version, line.code, line.schedule) == (1, "1.1", "24")
    assert line.section == office.sections[0]
    assert line.asks_evidence and not line.allows_negative
    assert line.indicator.plan_year == 2029
    assert [str(each.value.normalize()) for each in line.targets.order_by("quarter")] == [
        "82.5",
        "1.25E+3",
    ]


def test_change_needs_a_reason_and_what_was_typed_stays(office, operator):
    page = seen(operator, document(operator, office.agreement))
    with nothing_changes():
        answer = press(operator, page, **HEAD | {"reason": "", "title": "DIKETIK"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "wajib beralasan" in text and "DIKETIK" in text
    assert press(operator, text, **HEAD).status_code == 302


def test_next_period_opens_with_the_new_version(office, operator):
    book = document(operator, office.agreement)
    put(book, 0, target_4="85")
    made = applied(operator, book)
    record = office.opened(quarter=4)
    assert record.agreement == made
    assert record.agreement.lines.get(code="1.1").targets.get(quarter=4).value == 85


def test_running_record_takes_the_new_version_and_its_values_follow(office, operator):
    record = office.filled()
    book = document(operator, office.agreement)
    put(book, 0, target_3="85")
    made = applied(operator, book)
    actions.adopt_agreement(record, agreement=made, by=office.kasubag, at=make.at("2026-10-07"))
    assert make.fresh(record).agreement == made


def test_one_document_is_one_entry_that_tells_what_it_brings(office, operator):
    book = document(operator, office.agreement)
    put(book, 0, target_3="85")
    put(book, 1, code="1.9", indicator="Jumlah kegiatan")
    made = applied(operator, book, **{f"twin-{FIRST + 1}": "new"})
    entry = JournalEntry.objects.get(verb="apply_document")
    assert entry.note == str(made)
    told = {key: entry.after[key] for key in ("added", "changed", "dropped", "new indicators")}
    assert told == {
        "added": "1.9",
        "changed": "1.1",
        "dropped": "1.2",
        "new indicators": "Jumlah kegiatan",
    }
    assert entry.after["version"] == "2"
    assert "menyimpan perjanjian kinerja dari dokumen" in words(operator.see("/kantor/"))


# The preview


def test_preview_says_what_is_new_changed_and_gone_and_stores_nothing(office, operator):
    book = document(operator, office.agreement)
    put(book, 0, target_3="85,5", person_in_charge="Kasi Pemerintahan")
    put(book, 2, code="1.7", indicator="Jumlah kegiatan baru")
    with nothing_changes():
        page = seen(operator, book)
    assert "1 baru, 1 berubah, 1 tidak lagi ada, 4 tetap" in words(page)
    assert "Target TW III: 80 → 85,5" in row(page, "1.1")
    assert "Penanggung jawab: – → Kasi Pemerintahan" in row(page, "1.1")
    assert "Jumlah kegiatan baru % 1. Meningkatnya pelayanan 1" in row(page, "1.7")
    assert "1.3 Indikator 1.3" in words(page)


def test_columns_may_be_moved_and_added_and_the_sasaran_written_once(office, operator):
    book = document(operator, office.agreement)
    sheet = book.active
    sheet.insert_cols(1)
    sheet.cell(5, 1).value = "Catatan kami"
    for place in (1, 2):
        for key in ("objective_number", "objective"):
            sheet.cell(FIRST + place, PLACES[key] + 1).value = None
    page = seen(operator, book)
    assert "Kolom tambahan diabaikan: Catatan kami." in words(page)
    assert "6 tetap" in words(page)


# Twins


def test_name_written_otherwise_is_asked_about_and_may_be_the_same(office, operator):
    Indicator.objects.filter(name="Indikator 1.1").update(name="Persentase desa maju (%)")
    book = document(operator, office.agreement)
    put(book, 0, indicator="Desa  Maju", target_3="85")
    page = seen(operator, book)
    assert "0 baru, 0 berubah, 0 tidak lagi ada, 5 tetap; 1 perlu dipilih" in words(page)
    assert "nama itu tetap dipakai Target TW III: 80 → 85 indikator baru" in words(page)
    assert "sama dengan “Persentase desa maju (%)” (nama sama, ditulis lain)" in words(page)
    refused = press(operator, page, **HEAD)
    assert refused.status_code == 422
    assert "Baris 1.1: pilih sama atau baru." in words(refused.content.decode())
    known = Indicator.objects.get(name="Persentase desa maju (%)")
    made = applied(operator, book, **{f"twin-{FIRST}": str(known.pk)})
    assert made.lines.get(code="1.1").indicator == known
    assert Indicator.objects.count() == 6
    told = JournalEntry.objects.get(verb="apply_document").after
    assert told["same indicators"] == "1.1 = Persentase desa maju (%)"
    assert (told["added"], told["changed"], told["dropped"]) == ("", "1.1", "")


def test_same_code_with_another_name_is_asked_about_and_may_be_new(office, operator):
    book = document(operator, office.agreement)
    put(book, 0, indicator="Sesuatu yang lain sama sekali")
    assert "kode 1.1 pada versi terakhir" in seen(operator, book)
    made = applied(operator, book, **{f"twin-{FIRST}": "new"})
    assert made.lines.get(code="1.1").indicator.name == "Sesuatu yang lain sama sekali"


def test_two_rows_are_never_about_one_indicator(office, operator):
    known = Indicator.objects.get(name="Indikator 1.2")
    book = document(operator, office.agreement)
    put(book, 0, indicator="indikator-1.2!", code="1.2")
    put(book, 1, indicator="Lain", code="8.8")
    put(book, 2, indicator="Indikator 1.3", code="8.9")
    page = seen(operator, book)
    made = press(operator, page, **HEAD | {f"twin-{FIRST}": str(known.pk)})
    assert made.status_code == 302
    book = document(operator, office.agreement)
    put(book, 0, indicator="indikator-1.2!", code="9.1")
    answer = upload(operator, book)
    assert answer.status_code == 422
    assert "Indikator kembar: sama dengan baris 6." in words(answer.content.decode())


@pytest.mark.parametrize("choice", ["", "x", "999999"])
def test_choice_that_was_not_offered_is_none(office, operator, choice):
    book = document(operator, office.agreement)
    put(book, 0, indicator="Sesuatu yang lain")
    page = seen(operator, book)
    with nothing_changes():
        answer = press(operator, page, **HEAD | {f"twin-{FIRST}": choice})
    assert answer.status_code == 422
