"""What a planning document is refused for: each cell by its address, any bytes, an old preview."""

from datetime import date
from html import unescape
from io import BytesIO
from time import monotonic

import make
import pytest
import time_machine
from attacks import ATTACKS, ON_PAGES
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from documents_in import (
    FIRST,
    HEAD,
    PLACES,
    PLAN,
    URL,
    applied,
    document,
    press,
    put,
    saved,
    seen,
    upload,
)
from openpyxl import Workbook, load_workbook
from play import Player
from reading import row, words
from witness import at_once, nothing_changes, verified

from kinerja.keeping.documents import apply_document
from kinerja.models import Agreement
from kinerja.planning import carrying
from kinerja.planning.plan import plan_of

MOMENT = make.at("2026-10-06 10:00")


@pytest.fixture(autouse=True)
def a_day_in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def operator(office) -> Player:
    return Player(office.operator)


REFUSED = [
    ("objective_number", "dua", "A", "Terbaca “dua”"),
    ("objective", "x" * 501, "B", "paling banyak 500"),
    ("code", "x" * 21, "C", "paling banyak 20"),
    ("code", date(2026, 5, 1), "C", "Excel menjadikan isian ini tanggal"),
    ("code", "1.2", "C", "Kode 1.2 sudah dipakai"),
    ("indicator", None, "D", "Isi Indikator kinerja."),
    ("indicator", "=1/0", "D", "Rumus di sel ini belum dihitung"),
    ("satuan", None, "E", "Isi Satuan."),
    ("kind", "makin bagus", "F", "pilih semakin tinggi semakin baik"),
    ("measure", "predikat", "K", "Predikat diisi dari skala"),
    ("accumulation", "jumlah", "H", "pilih akumulatif"),
    ("basis", "entah", "I", "pilih triwulan ini"),
    ("schedule", "kapan saja", "J", "tulis setiap triwulan"),
    ("scale", "Opini", "K", "skala predikat ini tidak dikenal"),
    ("section", "Seksi 9", "L", "seksi/subbagian ini tidak dikenal (Seksi 1, Seksi 2)"),
    ("target_3", "delapan puluh", "P", "angka bercampur huruf"),
    ("target_3", "1,2,3", "P", "koma lebih dari satu"),
    ("target_3", date(2026, 5, 1), "P", "Excel menjadikan isian ini tanggal"),
    ("target_3", "-5", "P", "Target tidak boleh negatif"),
    ("upper_3", "90", "U", "Batas atas diisi untuk rentang saja"),
    ("allows_negative", "mungkin", "Y", "tulis ya atau tidak"),
    ("plan_year", "3001", "AF", "1 sampai 2999"),
]


@pytest.mark.parametrize(("key", "value", "column", "message"), REFUSED)
def test_each_refusal_names_its_cell_and_the_way_out(office, operator, key, value, column, message):
    book = document(operator, office.agreement)
    put(book, 0, **{key: value})
    with nothing_changes():
        page = seen(operator, book, status=422)
    cell = f"{column}{FIRST + (key == 'code' and value == '1.2')}"
    assert message in row(page, cell)
    assert 'value="apply"' not in page


def test_percentages_are_not_added_and_ranges_go_upwards(office, operator):
    book = document(operator, office.agreement)
    put(book, 0, accumulation="akumulatif", basis="Triwulan ini")
    put(book, 1, kind="rentang", target_1="80", upper_1="70", target_2="80", upper_2="90")
    page = seen(operator, book, status=422)
    assert "Persentase tidak dijumlahkan" in row(page, "H6")
    assert "Batas atas tidak boleh di bawah batas bawah" in row(page, "S7")
    assert "Isi batas atas rentang" in row(page, "U7")


def test_all_refusals_are_shown_at_once(office, operator):
    book = document(operator, office.agreement)
    put(book, 0, target_1="x", kind="y")
    put(book, 4, satuan=None)
    assert "Perbaiki 3 sel ini" in words(seen(operator, book, status=422))


BYTES = [
    (b"", 400, "kosong"),
    (b"PK\x03\x04 bukan zip", 400, "rusak"),
    (b"%PDF-1.4", 400, "PDF"),
    (b"kode;indikator\n1;2", 400, "teks"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, 400, ".xls"),
    (b"x" * (11 << 20), 413, "10 MB"),
]


@pytest.mark.parametrize(("content", "status", "said"), BYTES)
def test_any_bytes_get_a_plain_page(office, operator, content, status, said):
    with nothing_changes():
        answer = upload(operator, content)
    assert answer.status_code == status
    assert said in words(answer.content.decode())


@pytest.mark.parametrize("kind", ON_PAGES)
def test_hostile_file_gets_a_page_in_time_and_nothing_is_written(office, operator, kind):
    made, told = ATTACKS[kind]
    content, begun = made(), monotonic()
    with nothing_changes():
        answer = upload(operator, content)
    assert (answer.status_code, monotonic() - begun < 10) == (400, True)
    told = told.replace("Tidak ada lembar formulir", "Tidak ada lembar dengan kolom Kode")
    assert told in words(answer.content.decode())


def test_workbook_without_the_head_or_a_column_or_a_row_says_so(office, operator):
    other = Workbook()
    other.active["A1"] = "Halo"
    assert "Tidak ada lembar dengan kolom Kode" in words(seen(operator, other, status=400))
    book = document(operator, office.agreement)
    book.active.cell(5, PLACES["satuan"]).value = "Unit"
    assert "Kolom tidak ada pada lembar Perjanjian Kinerja: Satuan." in words(
        seen(operator, book, status=400)
    )
    template = load_workbook(BytesIO(operator.client.get("/kantor/perjanjian/format/").content))
    assert "belum berisi baris" in words(seen(operator, template, status=400))


def test_preview_that_was_changed_or_is_old_or_was_overtaken_is_refused(office, operator):
    page = seen(operator, document(operator, office.agreement))
    plan = unescape(PLAN.search(page)[1])
    answer = operator.client.post(URL, {"verb": "apply", "plan": f"{plan}x", **HEAD})
    assert answer.status_code == 400
    with time_machine.travel(make.at("2026-10-07 10:00"), tick=False):
        late = Player(office.operator)
        assert late.client.post(URL, {"verb": "apply", "plan": plan, **HEAD}).status_code == 400
    assert press(operator, page, **HEAD).status_code == 302
    with nothing_changes():
        again = operator.client.post(URL, {"verb": "apply", "plan": plan, **HEAD})
    assert again.status_code == 422
    assert "perjanjian kinerjanya berubah" in words(again.content.decode())


def test_repeated_press_has_the_first_ones_answer(office, operator):
    page = seen(operator, document(operator, office.agreement))
    first, second = press(operator, page, **HEAD), press(operator, page, **HEAD)
    assert first["Location"] == second["Location"]
    assert Agreement.objects.filter(unit=office.unit).count() == 2


def test_preview_of_another_unit_is_none(office, neighbour, operator):
    page = seen(operator, document(operator, office.agreement))
    plan = unescape(PLAN.search(page)[1])
    other = Player(neighbour.operator)
    with nothing_changes():
        answer = other.client.post(URL, {"verb": "apply", "plan": plan, **HEAD})
    assert answer.status_code == 422


def test_only_who_keeps_the_office_uploads_and_downloads(office, neighbour, operator):
    content = saved(document(operator, office.agreement))
    for person in (office.kasi, office.kasubag, office.camat):
        assert upload(Player(person), content).status_code == 403
        assert Player(person).client.get("/kantor/perjanjian/format/").status_code == 403
    path = f"/kantor/perjanjian/{office.agreement.pk}/dokumen/"
    assert Client().get(path).status_code == 302
    assert Player(neighbour.operator).client.get(path).status_code == 404


def test_preview_and_press_ask_as_much_of_400_rows_as_of_6(office, operator):
    counts = []
    applied(operator, document(operator, office.agreement))  # the unit's chain begins
    for extra in (0, 400):
        for number in range(extra):
            make.line(office.agreement, office.sections[0], f"7.{number}")
        book = saved(document(operator, office.agreement))
        with CaptureQueriesContext(connection) as asked:
            page = upload(operator, book).content.decode()
        with CaptureQueriesContext(connection) as pressed:
            assert press(operator, page, **HEAD).status_code == 302
        writes = [each for each in pressed if "INSERT" not in each["sql"]]
        counts.append((len(asked), len(writes)))
    assert counts[0] == counts[1]


def test_more_than_a_browser_carries_is_refused(office, operator, monkeypatch):
    monkeypatch.setattr(carrying, "LONGEST", 100)
    answer = upload(operator, document(operator, office.agreement))
    assert answer.status_code == 413


@pytest.mark.django_db(transaction=True)
def test_of_two_documents_applied_at_once_exactly_one_becomes_the_version(office):
    plan = carrying.Carried(office.unit.pk, 2026, office.agreement.pk, plan_of(office.agreement))
    head = HEAD | {"date": date(2026, 9, 1)}

    def act() -> object:
        try:
            return apply_document(plan, head, {}, unit=office.unit, by=office.operator, at=MOMENT)
        except ValidationError:
            return "refused"

    answers = at_once([act, act])
    assert answers.count("refused") == 1
    assert office.unit.agreements.count() == 2
    assert verified()
