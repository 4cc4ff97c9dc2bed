"""Aplikasi luar: the values in its order, to copy and to take along, and its receipts."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import make
import papers
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from play import Player
from reading import page, questions, words

from kinerja.models import Line
from workflow import own_rows, standing
from workflow.models import OutsideApplication, Receipt
from workflow.outside import sheet
from workflow.outside.columns import typed


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def url(record, code: str = "e-kejab") -> str:
    return f"/berkas/{record.pk}/luar/{code}/"


def ordered(office, columns: str) -> OutsideApplication:
    """Give e-kejab of the office these columns."""
    row = own_rows.find(OutsideApplication, office.unit, "e-kejab")
    values = {"name": "e-kejab", "columns": columns, "is_awaited": False, "order": 1}
    return own_rows.edit(row, values, by=office.operator, at=make.at())


def read(office, record):
    row = own_rows.find(OutsideApplication, office.unit, "e-kejab")
    return sheet.read(standing.read(record).table, row)


def test_values_stand_in_the_order_of_the_application_each_with_its_copy_button(office):
    ordered(office, "indicator,own,code")
    html = page(url(office.sealed()), of=office.admin)
    heads = words(html.split("<thead>")[1].split("</thead>")[0])
    assert heads == "Indikator kinerja Nilai periode ini Kode"
    assert html.count('aria-label="Salin ') == 18
    assert 'data-copy="Indikator 1.1"' in html
    assert "FINAL, sudah disegel" in words(html)


def test_everything_is_copied_with_tabs_as_a_spreadsheet_takes_it(office):
    ordered(office, "code,own")
    shown = read(office, office.sealed())
    assert shown.everything.splitlines()[:2] == ["1.1\t90", "1.2\t90"]


def test_words_stay_on_one_line_and_are_not_calculated(office):
    record = office.sealed()
    for indicator in (line.indicator for line in Line.objects.filter(code="1.1")):
        indicator.name = "=1+1\tlima\nenam"
        indicator.save()
    ordered(office, "indicator,own")
    assert read(office, record).everything.splitlines()[0] == "'=1+1 lima enam\t90"


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("1250.5"), None, "1250,5"),
        (Decimal("0.125"), None, "0,125"),
        (Decimal("-33.33"), None, "-33,33"),
        (Decimal(2) / Decimal(3), None, "0,67"),
        (Decimal(1250) * 100 / Decimal(75), 2, "1666,67"),
    ],
)
def test_numbers_go_out_without_groups(value, places, text):
    assert typed(value, places) == text


def test_the_workbook_has_the_same_columns_and_numbers_as_numbers(office):
    ordered(office, "code,own,achievement")
    answer = Player(office.admin).client.get(url(office.sealed()), {"bentuk": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert rows[3] == ("Kode", "Nilai periode ini", "Capaian (%)")
    assert rows[4] == ("1.1", 90, 112.5)
    assert "e-kejab-kecamatan-suak-midai-2026-3.xlsx" in answer["Content-Disposition"]


def test_before_the_seal_values_are_only_provisional_and_no_receipt_is_taken(office):
    html = page(url(office.archiving()), of=office.admin)
    assert "SEMENTARA, belum disegel" in words(html)
    assert 'value="file_receipt"' not in html


def test_a_receipt_with_its_number_ticks_the_place_off(office):
    record = office.sealed()
    given = {"received_on": "2026-10-06", "number": "EK-17"}
    html = Player(office.admin).does(url(record), "file_receipt", **given)
    assert "6 Oktober 2026, nomor EK-17" in words(html)
    told = words(page(f"/berkas/{record.pk}/dokumentasi/", of=office.admin))
    assert "✓ 4. Input ke e-kejab Tanda terima 6 Oktober 2026, nomor EK-17" in told


def test_a_picture_of_the_screen_can_be_opened_as_a_document(office):
    record = office.sealed()
    file = SimpleUploadedFile("layar.png", papers.picture())
    given = {"received_on": "2026-10-06", "number": "", "file": file}
    html = Player(office.admin).does(url(record), "file_receipt", **given)
    kept = Receipt.objects.get().evidence
    assert f'href="/dokumen/{kept.pk}/"' in html
    told = words(page(f"/dokumen/{kept.pk}/", of=office.kasubag))
    assert "Tanda terima e-kejab, 6 Oktober 2026" in told
    assert "tidak lagi mendukung" not in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"received_on": "2026-10-06", "number": ""}, "Isi nomor tanda terima, atau pilih"),
        ({"received_on": "2026-10-09", "number": "EK-17"}, "belum tiba"),
        ({"received_on": "kemarin", "number": "EK-17"}, "tanggal"),
        ({"received_on": "", "number": "EK-17"}, "tidak boleh kosong"),
    ],
)
def test_a_receipt_that_does_not_fit_keeps_what_was_typed(office, given, told):
    record = office.sealed()
    answer = Player(office.admin).press(url(record), "file_receipt", **given)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert told in words(html)
    assert f'value="{given["number"]}"' in html or not given["number"]
    assert not Receipt.objects.exists()


def test_a_file_that_is_no_picture_is_refused_by_name(office):
    record = office.sealed()
    file = SimpleUploadedFile("layar.exe", b"MZ" + bytes(200))
    given = {"received_on": "2026-10-06", "number": "", "file": file}
    answer = Player(office.admin).press(url(record), "file_receipt", **given)
    assert answer.status_code == 422
    assert "layar.exe" in words(answer.content.decode())
    assert not Receipt.objects.exists()


def test_others_read_and_do_not_note_receipts(office, neighbour):
    record = office.sealed()
    assert 'value="file_receipt"' not in page(url(record), of=office.kasubag)
    given = {"verb": "file_receipt", "received_on": "2026-10-06", "number": "1"}
    assert Player(office.kasubag).client.post(url(record), given).status_code == 403
    Player(neighbour.admin).see(url(record), status=404)
    Player(office.admin).see(url(record, "sirup"), status=404)
    assert not Receipt.objects.exists()


@pytest.mark.django_db
def test_the_page_asks_no_more_for_thirty_rows():
    counts = []
    for rows in (3, 30):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"r{rows}.")
        counts.append(questions(url(office.sealed()), of=office.admin))
    assert counts[0] == counts[1]


def test_a_receipt_of_today_is_offered_first(office):
    html = page(url(office.sealed()), of=office.admin)
    assert f'value="{date(2026, 10, 6).isoformat()}"' in html
