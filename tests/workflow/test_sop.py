"""The SOP sheet as data: its two pages, and who reads which revision."""

from datetime import date

import make
import pytest
import time_machine
from reading import page, questions, words
from revisions import FIRST_DAY, revised

from workflow import sop as sheets
from workflow.models import Sop

BOXES = {
    "Dasar hukum": (
        "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
        "Pemerintah",
        "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun "
        "2014 tentang Petunjuk Teknis Perjanjian Kinerja, Pelaporan Kinerja dan Tata Cara Reviu "
        "atas Laporan Kinerja Instansi Pemerintah",
        "Peraturan Daerah Nomor 16 Tahun 2021 tentang Pembentukan dan Susunan Perangkat Daerah",
        "Peraturan Bupati Natuna Nomor 5 Tahun 2022 tentang Susunan Organisasi, Tugas dan Fungsi "
        "serta Tata Kerja Kecamatan Kabupaten Natuna",
    ),
    "Kualifikasi pelaksana": (
        "Mengetahui tugas dan fungsi sistem dan prosedur pemerintahan",
        "Mempunyai keterampilan komputer",
        "Mengetahui cara menganalisa data",
    ),
    "Keterkaitan": ("SOP Laporan Kinerja",),
    "Peralatan/perlengkapan": ("Lembar Disposisi", "Komputer dan Printer", "Jaringan Internet"),
    "Peringatan": (
        "Apabila pengumpulan data kinerja tidak dilakukan akan mempengaruhi proses penyusunan "
        "laporan kinerja",
    ),
    "Pencatatan dan pendataan": ("Disimpan sebagai data elektronik dan manual",),
}
STEPS = (
    (
        "Menyiapkan data Perangkat Daerah sesuai dokumen perencanaan yang akan diukur kinerjanya, "
        "dan memerintahkan pelaksana untuk menyiapkan formulir dan mendistribusikannya",
        "Kepala Seksi",
        "ATK",
        "15 menit",
        "Form data kinerja",
    ),
    (
        "Kasubag Perencanaan menginput data kinerja berdasarkan realisasi kegiatan perangkat "
        "daerah ke dalam aplikasi untuk dikoreksi",
        "Kasubag Perencanaan",
        "Komputer/laptop, internet",
        "1 hari",
        "Data realisasi kinerja",
    ),
    (
        "Mengoreksi draft laporan pengukuran data kinerja dan memeriksa hasil input data kinerja "
        "perangkat daerah",
        "Sekcam",
        "Komputer/laptop, internet",
        "90 menit per Perangkat Daerah",
        "Data realisasi kinerja",
    ),
    (
        "Melakukan pendokumentasian secara digital melalui aplikasi",
        "Admin e-kejab",
        "Komputer/laptop, internet",
        "30 menit per Perangkat Daerah",
        "Laporan realisasi kinerja",
    ),
)
# What the program adds to the cell of step 2's time, and says is not the sheet's.
READING = '<span class="sop-reading">'
BLANKS = ("number", "made_on", "revised_on", "printed_effective_on", "approved_by")


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


# What the sheet says


@pytest.mark.django_db
def test_the_migration_loads_the_sheet_exactly():
    sop = Sop.objects.get()
    assert sop.name == "SOP Pengumpulan Data Kinerja"
    assert sop.office == "Kecamatan Suak Midai, Kabupaten Natuna"
    loaded = (sop.legal_basis, sop.qualifications, sop.related)
    loaded += (sop.equipment, sop.warning, sop.recording)
    assert [tuple(text.splitlines()) for text in loaded] == list(BOXES.values())
    assert [
        (step.activity, step.actor_title, step.equipment, step.standard_words, step.output)
        for step in sop.steps.all()
    ] == list(STEPS)


@pytest.mark.django_db
def test_what_the_sheet_leaves_blank_stays_blank():
    assert [getattr(Sop.objects.get(), name) for name in BLANKS] == ["", None, None, None, ""]


def test_every_box_of_the_first_page_is_on_the_page(office):
    html = page("/sop/", of=office.kasubag)
    for title, items in BOXES.items():
        box = next(part for part in html.split("<section") if f">{title}<" in part)
        assert [item for item in items if item not in box] == []
        assert box.count("<li>") == (len(items) if len(items) > 1 else 0)


def test_the_identity_block_names_the_office_and_leaves_blanks(office):
    html = page("/sop/", of=office.kasubag)
    assert "Kecamatan Suak Midai, Kabupaten Natuna" in words(html)
    for name in ("Nomor SOP", "Tanggal pembuatan", "Tanggal revisi", "Tanggal efektif"):
        assert f"{name} belum diisi" in words(html)
    assert "Disahkan oleh belum diisi" in words(html)
    assert "Nama SOP SOP Pengumpulan Data Kinerja" in words(html)


def test_every_row_of_the_second_page_is_on_the_page(office):
    html = page("/sop/", of=office.kasubag)
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:4]
    for number, (row, (activity, actor, means, time, output)) in enumerate(
        zip(rows, STEPS, strict=True), start=1
    ):
        before, _, added = row.partition(READING)
        sheet = words(before + added.partition("</span>")[2])
        assert sheet.startswith(f"{number} {activity} {actor} {means} {time} {output}")


@pytest.mark.parametrize(
    ("meaning", "told"),
    [
        ("minutes_of_day", "1 hari: menit kerja pada hari mulai dihitung (pembacaan program)"),
        ("end_of_next_day", "1 hari: sampai akhir hari kerja berikutnya (pembacaan program)"),
    ],
)
def test_a_time_in_days_says_how_the_program_reads_a_day(office, meaning, told):
    revised(office, steps={2: {"day_meaning": meaning}})
    html = page("/sop/", of=office.kasubag)
    assert html.count(READING) == 1
    assert f"1 hari {told} Data realisasi kinerja" in words(html)


def test_a_time_in_minutes_says_nothing_of_days(office):
    revised(office, steps={2: {"amount": 450, "amount_unit": "minutes"}})
    assert READING not in page("/sop/", of=office.kasubag)


def test_only_the_way_back_is_marked_as_an_addition(office):
    html = page("/sop/", of=office.kasubag)
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:4]
    addition = "tambahan program, tidak ada pada lembar SOP"
    assert [addition in row for row in rows] == [False, False, True, False]
    assert f"Pengembalian untuk diperbaiki: {addition}" in words(html)


def test_a_filled_identity_block_is_printed_as_written(office):
    revised(office, number="12/SOP/2026", made_on=date(2026, 9, 1), approved_by="Camat,\nNama")
    html = page("/sop/", of=office.kasubag)
    assert "Nomor SOP 12/SOP/2026" in words(html)
    assert "Tanggal pembuatan 1 September 2026" in words(html)
    assert "Camat,<br>Nama" in html


@pytest.mark.parametrize("paper", ["f4", "a4"])
def test_the_sheet_prints_on_the_paper_of_the_unit(office, paper):
    office.unit.paper = paper
    office.unit.save()
    assert f"paper-{paper}" in page("/sop/", of=office.kasubag)


def test_steps_with_one_actor_title_share_a_column(office):
    revised(office, steps={3: {"actor_title": "Kasubag Perencanaan"}})
    sheet = sheets.read(Sop.objects.in_force(office.unit, date(2026, 10, 5)))
    assert sheet.actors == ("Kepala Seksi", "Kasubag Perencanaan", "Admin e-kejab")
    assert [len(row.cells) for row in sheet.rows] == [3, 3, 3, 3]


# Who sees which revision


def test_a_stranger_signs_in_first(client, office):
    assert client.get("/sop/").status_code == 302


def test_another_unit_does_not_exist_here(client, office, neighbour):
    client.force_login(office.kasubag)
    assert client.get(f"/sop/?unit={neighbour.unit.code}").status_code == 404


def test_the_administrator_chooses_among_units(office, neighbour):
    html = page(f"/sop/?unit={neighbour.unit.code}", of=office.administrator)
    assert f"?unit={office.unit.code}" in html
    assert 'aria-current="true">Kecamatan Tetangga' in html


def test_a_person_without_a_unit_reads_the_general_sheet(db):
    assert "SOP Pengumpulan Data Kinerja" in page("/sop/", of=make.person("tamu"))


def test_a_units_own_sheet_goes_before_the_general_one(office, neighbour):
    revised(office, unit=office.unit, number="SOP-SENDIRI")
    assert "SOP-SENDIRI" in page("/sop/", of=office.kasubag)
    assert "SOP-SENDIRI" not in page("/sop/", of=neighbour.kasubag)


def test_the_page_lists_the_revisions_and_shows_an_older_one(office):
    revised(office, number="SOP-BARU")
    first = Sop.objects.get(effective_on=FIRST_DAY)
    html = page("/sop/", of=office.kasubag)
    assert "1 Oktober 2026 sedang berlaku" in words(html)
    assert "1 Januari 2022 digantikan" in words(html)
    assert "SOP-BARU" not in page(f"/sop/?revisi={first.pk}", of=office.kasubag)


@pytest.mark.parametrize("named", ["999999", "abc", ""])
def test_an_unknown_revision_does_not_exist(client, office, named):
    client.force_login(office.kasubag)
    assert client.get(f"/sop/?revisi={named}").status_code == 404


def test_a_neighbours_own_sheet_does_not_exist_here(client, office, neighbour):
    foreign = revised(office, unit=neighbour.unit)
    client.force_login(office.kasubag)
    assert client.get(f"/sop/?revisi={foreign.pk}").status_code == 404


def test_a_future_revision_waits_for_its_day(office):
    revised(office, effective_on=date(2030, 1, 1), number="SOP-NANTI")
    html = page("/sop/", of=office.kasubag)
    assert "SOP-NANTI" not in html
    assert "1 Januari 2030 belum berlaku" in words(html)


def test_the_page_asks_the_same_number_of_questions_for_many_revisions(office):
    revised(office, effective_on=date(2022, 1, 2))
    few = questions("/sop/", of=office.kasubag)
    for day in range(3, 31):
        revised(office, effective_on=date(2022, 1, day))
    assert questions("/sop/", of=office.kasubag) == few
