"""The SOP sheet as data: its pages, its drawing, its revisions."""

from collections.abc import Sequence
from datetime import date
from html import unescape
from re import sub

import make
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja import journal
from kinerja.models import JournalEntry, Role, User
from workflow import actions
from workflow import sop as sheets
from workflow.flow import flow
from workflow.models import Sop, SopStep
from workflow.refused import Incomplete, NotYours

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
BLANKS = ("number", "made_on", "revised_on", "printed_effective_on", "approved_by")


def page(client: Client, path: str = "/sop/", *, of: User) -> str:
    client.force_login(of)
    return client.get(path).content.decode()


def words(html: str) -> str:
    """Strip a page of its tags, so that only what people read is left."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", html)).split())


def section(html: str, title: str) -> str:
    return next(part for part in html.split("<section") if f">{title}<" in part)


def revision(**changes) -> dict:
    """Give what `sop.revise` takes: the first sheet again, with changes; `steps` by number."""
    old = Sop.objects.get(effective_on=date(2022, 1, 1))
    steps = changes.pop("steps", {})
    content = {name: getattr(old, name) for name in sheets.SHEET_FIELDS}
    rows = {
        number: {name: getattr(step, name) for name in sheets.STEP_FIELDS}
        for number, step in old.rows.items()
    }
    return {
        "unit": changes.pop("unit", None),
        "reason": changes.pop("reason", "Menyesuaikan susunan organisasi"),
        "content": content | {"effective_on": date(2026, 10, 1)} | changes,
        "steps": [rows[number] | steps.get(number, {}) for number in sorted(rows)],
    }


def posted(**changes) -> dict:
    """Fill in the form of a revision as the page offers it, with changes."""
    given = revision(**changes)
    sheet = {**given["content"], "unit": "", "revision_reason": given["reason"]}
    rows = {
        f"langkah-{place}-{name}": value
        for place, row in enumerate(given["steps"])
        for name, value in row.items()
    }
    counts = {"langkah-TOTAL_FORMS": 4, "langkah-INITIAL_FORMS": 4}
    filled = {**sheet, **rows, **counts, "verb": "revise_sop"}
    return {name: "" if value is None else value for name, value in filled.items()}


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


def test_every_box_of_the_first_page_is_on_the_page(client, office):
    html = page(client, of=office.kasubag)
    for title, items in BOXES.items():
        box = section(html, title)
        assert [item for item in items if item not in box] == []
        assert box.count("<li>") == (len(items) if len(items) > 1 else 0)


def test_the_identity_block_names_the_office_and_leaves_blanks(client, office):
    html = page(client, of=office.kasubag)
    assert "Kecamatan Suak Midai, Kabupaten Natuna" in words(html)
    for name in ("Nomor SOP", "Tanggal pembuatan", "Tanggal revisi", "Tanggal efektif"):
        assert f"{name} belum diisi" in words(html)
    assert "Disahkan oleh belum diisi" in words(html)
    assert "Nama SOP SOP Pengumpulan Data Kinerja" in words(html)


def test_every_row_of_the_second_page_is_on_the_page(client, office):
    html = page(client, of=office.kasubag)
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:4]
    for number, (row, (activity, actor, means, time, output)) in enumerate(
        zip(rows, STEPS, strict=True), start=1
    ):
        assert words(row).startswith(f"{number} {activity} {actor} {means} {time} {output}")


def test_only_the_way_back_is_marked_as_an_addition(client, office):
    html = page(client, of=office.kasubag)
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:4]
    addition = "tambahan program, tidak ada pada lembar SOP"
    assert [addition in row for row in rows] == [False, False, True, False]
    assert f"Pengembalian untuk diperbaiki: {addition}" in words(html)


def test_a_filled_identity_block_is_printed_as_written(client, office):
    make_revision(
        office, number="12/SOP/2026", made_on=date(2026, 9, 1), approved_by="Camat,\nNama"
    )
    html = page(client, of=office.kasubag)
    assert "Nomor SOP 12/SOP/2026" in words(html)
    assert "Tanggal pembuatan 1 September 2026" in words(html)
    assert "Camat,<br>Nama" in html


@pytest.mark.parametrize("paper", ["f4", "a4"])
def test_the_sheet_prints_on_the_paper_of_the_unit(client, office, paper):
    office.unit.paper = paper
    office.unit.save()
    assert f"paper-{paper}" in page(client, of=office.kasubag)


# The drawing


def lines(columns: Sequence[int], *, returns_from: int | None = None) -> list[list[str]]:
    drawn = flow(columns, width=max(columns) + 1, returns_from=returns_from)
    return [[" ".join(cell.lines) for cell in row] for row in drawn]


def test_each_step_has_one_symbol_rounded_at_both_ends():
    drawn = flow([0, 1, 2, 3], width=4)
    assert [[cell.symbol for cell in row if cell.symbol] for row in drawn] == [
        ["terminator"],
        ["activity"],
        ["activity"],
        ["terminator"],
    ]
    assert [bool(drawn[place][place].symbol) for place in range(4)] == [True] * 4


def test_the_way_on_crosses_the_columns_between():
    assert lines([0, 2]) == [["out-right", "across", "turn-left"], ["", "", "in-top"]]


def test_the_way_on_leads_to_the_left_too():
    assert lines([2, 0]) == [["turn-right", "across", "out-left"], ["in-top", "", ""]]


def test_two_steps_of_one_actor_are_joined_straight_down():
    assert lines([0, 0]) == [["out-bottom"], ["in-top"]]


def test_the_way_back_is_dashed_and_arrives_from_below():
    assert lines([0, 1], returns_from=1) == [
        ["out-right back-in-bottom", "turn-left"],
        ["back-turn-right", "in-top back-out-left"],
    ]


def test_the_way_back_to_the_same_actor_runs_beside_the_way_on():
    assert lines([0, 0], returns_from=1) == [["out-bottom back-loop-in"], ["in-top back-loop-out"]]


@pytest.mark.parametrize("columns", [[0, 1, 2, 3], [0, 1, 1, 0], [0, 0, 0, 0], [0, 1, 2, 1]])
def test_every_step_but_the_first_is_reached_once(columns):
    drawn = lines(columns, returns_from=2)
    arrivals = [sum("in-top" in cell for cell in row) for row in drawn]
    assert arrivals == [0, 1, 1, 1]
    assert sum("back-in-bottom" in cell or "back-loop-in" in cell for cell in drawn[1]) == 1


def test_steps_with_one_actor_title_share_a_column(office):
    make_revision(office, steps={3: {"actor_title": "Kasubag Perencanaan"}})
    sheet = sheets.read(Sop.objects.in_force(office.unit, date(2026, 10, 5)))
    assert sheet.actors == ("Kepala Seksi", "Kasubag Perencanaan", "Admin e-kejab")
    assert [len(row.cells) for row in sheet.rows] == [3, 3, 3, 3]


# Who sees which revision


def test_a_stranger_signs_in_first(client, office):
    assert client.get("/sop/").status_code == 302


def test_another_unit_does_not_exist_here(client, office, neighbour):
    client.force_login(office.kasubag)
    assert client.get(f"/sop/?unit={neighbour.unit.code}").status_code == 404


def test_the_administrator_chooses_among_units(client, office, neighbour):
    html = page(client, f"/sop/?unit={neighbour.unit.code}", of=office.administrator)
    assert f"?unit={office.unit.code}" in html
    assert 'aria-current="true">Kecamatan Tetangga' in html


def test_a_person_without_a_unit_reads_the_general_sheet(client, db):
    assert "SOP Pengumpulan Data Kinerja" in page(client, of=make.person("tamu"))


def test_a_units_own_sheet_goes_before_the_general_one(client, office, neighbour):
    make_revision(office, unit=office.unit, number="SOP-SENDIRI")
    assert "SOP-SENDIRI" in page(client, of=office.kasubag)
    assert "SOP-SENDIRI" not in page(client, of=neighbour.kasubag)


def test_the_page_lists_the_revisions_and_shows_an_older_one(client, office):
    make_revision(office, number="SOP-BARU")
    first = Sop.objects.get(number="")
    html = page(client, of=office.kasubag)
    assert "1 Oktober 2026 sedang berlaku" in words(html)
    assert "1 Januari 2022 digantikan" in words(html)
    assert "SOP-BARU" not in page(client, f"/sop/?revisi={first.pk}", of=office.kasubag)


@pytest.mark.parametrize("named", ["999999", "abc", ""])
def test_an_unknown_revision_does_not_exist(client, office, named):
    client.force_login(office.kasubag)
    assert client.get(f"/sop/?revisi={named}").status_code == 404


def test_a_neighbours_own_sheet_does_not_exist_here(client, office, neighbour):
    foreign = make_revision(office, unit=neighbour.unit)
    client.force_login(office.kasubag)
    assert client.get(f"/sop/?revisi={foreign.pk}").status_code == 404


def test_a_future_revision_waits_for_its_day(client, office):
    make_revision(office, effective_on=date(2030, 1, 1), number="SOP-NANTI")
    html = page(client, of=office.kasubag)
    assert "SOP-NANTI" not in html
    assert "1 Januari 2030 belum berlaku" in words(html)


def test_the_page_asks_the_same_number_of_questions_for_many_revisions(client, office):
    client.force_login(office.kasubag)
    make_revision(office, effective_on=date(2022, 1, 2))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/sop/")
    for day in range(3, 31):
        make_revision(office, effective_on=date(2022, 1, day))
    with CaptureQueriesContext(connection) as many:
        client.get("/sop/")
    assert len(many) == len(few)


# Entering a revision


def make_revision(office: make.Office, when: str = "2026-09-20 08:00", **changes) -> Sop:
    given = revision(**changes)
    return sheets.revise(**given, by=office.administrator, at=make.at(when))


def test_the_form_is_filled_from_the_last_revision(client, office):
    html = page(client, "/sop/revisi/", of=office.administrator)
    assert 'value="Kecamatan Suak Midai, Kabupaten Natuna"' in html
    assert html.count("<legend>Langkah") == 4
    assert STEPS[3][0] in unescape(html)


def test_the_administrator_enters_a_revision(client, office):
    client.force_login(office.administrator)
    answer = client.post(
        "/sop/revisi/",
        posted(number="1/2026", steps={2: {"amount": 2, "amount_unit": "working_days"}}),
    )
    made = Sop.objects.get(number="1/2026")
    assert (answer.status_code, answer.url) == (302, f"/sop/?revisi={made.pk}")
    assert made.revision_reason == "Menyesuaikan susunan organisasi"
    assert [step.number for step in made.steps.all()] == [1, 2, 3, 4]
    assert made.rows[2].standard_words == "2 hari"
    assert "2 hari" in page(client, answer.url, of=office.kasubag)


def test_a_revision_is_in_the_journal_with_what_changed(office):
    make_revision(
        office, number="1/2026", steps={3: {"actor": Role.LEADER, "actor_title": "Camat"}}
    )
    entry = JournalEntry.objects.get(chain="sistem", verb="revise_sop")
    assert (entry.person, entry.capacity) == (office.administrator, "Administrator")
    assert entry.note == "Menyesuaikan susunan organisasi"
    assert entry.before == {
        "effective_on": "2022-01-01",
        "number": "",
        "step 3 actor": "secretary",
        "step 3 actor_title": "Sekcam",
    }
    assert entry.after["step 3 actor_title"] == "Camat"
    assert list(journal.verify()) == []


def test_pressing_twice_makes_one_revision(client, office):
    client.force_login(office.administrator)
    press = {**posted(), "token": "0b9e3a4e-6f0e-4a57-9d1c-1f2f3a4b5c6d"}
    urls = [client.post("/sop/revisi/", press).url for _ in range(2)]
    assert urls[0] == urls[1]
    assert Sop.objects.count() == 2
    assert JournalEntry.objects.filter(verb="revise_sop").count() == 1


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "camat", "operator", "apip", "kasi"])
def test_others_read_who_enters_revisions(client, office, who):
    client.force_login(getattr(office, who))
    for answer in (client.get("/sop/revisi/"), client.post("/sop/revisi/", posted())):
        assert answer.status_code == 403
        assert "Administrator (Administrator)" in words(answer.content.decode())
    assert Sop.objects.count() == 1


def test_only_the_administrator_is_offered_the_button(client, office):
    assert reverse("sop_revise") in page(client, of=office.administrator)
    assert reverse("sop_revise") not in page(client, of=office.kasubag)


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2021, 12, 31)])
def test_a_revision_begins_after_the_last_one(client, office, day):
    client.force_login(office.administrator)
    html = client.post("/sop/revisi/", posted(effective_on=day, number="DIKETIK")).content.decode()
    assert "DIKETIK" in html
    assert "Revisi belum disimpan" in html
    assert Sop.objects.count() == 1
    with pytest.raises(Incomplete) as refused:
        make_revision(office, effective_on=day)
    assert refused.value.errors["effective_on"].endswith("setelah 01-01-2022, revisi terakhir.")


def test_a_revision_has_a_reason(client, office):
    client.force_login(office.administrator)
    assert client.post("/sop/revisi/", posted(reason="")).status_code == 200
    assert Sop.objects.count() == 1


@pytest.mark.parametrize("count", [0, 3])
def test_a_revision_never_has_fewer_steps(client, office, count):
    client.force_login(office.administrator)
    answer = client.post("/sop/revisi/", {**posted(), "langkah-TOTAL_FORMS": count})
    assert answer.status_code == 200
    assert Sop.objects.count() == 1


def test_a_fifth_step_is_not_read(client, office):
    client.force_login(office.administrator)
    client.post("/sop/revisi/", {**posted(), "langkah-TOTAL_FORMS": 5})
    assert set(SopStep.objects.values_list("number", flat=True)) == {1, 2, 3, 4}


def test_a_step_without_time_is_refused_at_its_field(client, office):
    client.force_login(office.administrator)
    answer = client.post("/sop/revisi/", posted(steps={1: {"amount": 0}}))
    assert (answer.status_code, Sop.objects.count()) == (200, 1)


def test_a_seksi_acts_in_step_1_alone(client, office):
    client.force_login(office.administrator)
    answer = client.post("/sop/revisi/", posted(steps={3: {"actor": Role.SECTION_HEAD}}))
    assert "Peran seksi hanya dapat melaksanakan langkah 1." in answer.content.decode()
    assert Sop.objects.count() == 1


def test_an_administrator_of_one_unit_revises_that_unit_alone(client, office, neighbour):
    helper = make.person("pengelola")
    make.assign(helper, Role.ADMINISTRATOR, office.unit, title="Pengelola")
    for unit in (None, neighbour.unit):
        with pytest.raises(NotYours):
            sheets.revise(**revision(unit=unit), by=helper, at=make.at())
    client.force_login(helper)
    assert client.post("/sop/revisi/", posted()).status_code == 200
    answer = client.post("/sop/revisi/", {**posted(), "unit": office.unit.pk})
    assert answer.url.startswith(f"/sop/?unit={office.unit.code}")
    assert Sop.objects.get(unit=office.unit).rows.keys() == {1, 2, 3, 4}


# What a revision changes, and from when


def test_a_running_record_keeps_the_revision_it_was_opened_under(office):
    before = office.opened(quarter=2, when=make.at("2026-07-06 08:00"))
    made = make_revision(office)
    after = office.opened(when=make.at("2026-10-05 08:00"))
    assert make.fresh(before).sop == Sop.objects.get(effective_on=date(2022, 1, 1))
    assert after.sop == made


def test_a_new_actor_acts_on_records_opened_afterwards_and_not_before(office):
    old = office.reviewing(quarter=2, when=make.at("2026-07-06 08:00"))
    make_revision(office, steps={3: {"actor": Role.LEADER, "actor_title": "Camat"}})
    new = office.reviewing(when=make.at("2026-10-05 08:00"))
    at = make.at("2026-10-06 08:00")
    for record, actor, stranger in (
        (old, office.sekcam, office.camat),
        (new, office.camat, office.sekcam),
    ):
        with pytest.raises(NotYours):
            actions.check(record, rows=office.codes(), by=stranger, at=at)
        actions.check(record, rows=office.codes(), by=actor, at=at)
        actions.approve(record, seen=10_000, by=actor, at=at)


def test_a_new_standard_holds_for_records_opened_afterwards(office):
    old = office.entering(quarter=2, when=make.at("2026-07-06 08:00"))
    make_revision(office, steps={2: {"amount": 3}})
    new = office.entering(when=make.at("2026-10-05 08:00"))
    at = make.at("2026-10-06 08:00")
    for record in (old, new):
        actions.enter(record, values={"1.1": make.entry("90")}, by=office.kasubag, at=at)
    standards = [record.runs.get(step=2).standard_amount for record in (old, new)]
    assert standards == [1, 3]
