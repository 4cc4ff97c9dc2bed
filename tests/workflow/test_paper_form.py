"""The empty form on paper: the same rows and codes as the workbook, and room to write."""

from io import BytesIO

import make
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from play import Player
from reading import page, words

from kinerja.models import Unit


@pytest.fixture
def record(office):
    return office.entering()


@pytest.fixture
def url(office, record) -> str:
    return f"/formulir/{office.form(record).pk}/"


def test_it_has_the_rows_and_codes_of_the_workbook(office, url):
    shown = words(page(f"{url}kosong/", of=office.kasi))
    file = Player(office.kasi).client.get(f"{url}excel/").content
    sheet = load_workbook(BytesIO(file)).worksheets[0]
    codes = [sheet.cell(line, 2).value for line in range(9, sheet.max_row + 1)]
    assert codes == ["1.1", "1.2", "1.3"]
    for code in codes:
        assert f"{code} Indikator {code} % s.d. Triwulan ini 80,00" in shown


def test_it_says_whose_it_is_and_what_stands_is_not_on_it(office, record, url):
    Player(office.kasi).does(url, "fill", confirmed_period=record.period_id, **{"value-1.1": "93"})
    shown = words(page(f"{url}kosong/", of=office.kasi))
    assert "Triwulan III Tahun 2026 · Seksi 1 · PK murni, 15 Januari 2026" in shown
    assert "93" not in shown


def test_rows_of_two_parts_and_choices_have_room_for_theirs(office):
    make.line(office.agreement, office.sections[0], "1.8", measure="ratio")
    record = office.entering()
    shown = words(page(f"/formulir/{office.form(record).pk}/kosong/", of=office.kasi))
    assert "Pembilang: Penyebut:" in shown


@pytest.mark.parametrize(("paper", "name"), [("f4", "paper-f4"), ("a4", "paper-a4")])
def test_it_is_printed_on_the_paper_of_the_unit(office, url, paper, name):
    Unit.objects.update(paper=paper)
    assert name in page(f"{url}kosong/", of=office.kasi)


@pytest.mark.parametrize("rest", ["kosong/", "excel/", "unggah/"])
def test_more_rows_ask_the_database_no_more(office, url, rest):
    def asked() -> int:
        player = Player(office.kasi)
        with CaptureQueriesContext(connection) as queries:
            assert player.client.get(url + rest).status_code == 200
        return len(queries)

    before = asked()
    for number in range(10, 20):
        make.line(office.agreement, office.sections[0], f"1.{number}")
    assert asked() == before
