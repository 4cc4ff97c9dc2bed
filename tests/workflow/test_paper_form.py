"""The form on paper: empty, with the workbook's rows and codes and room to write; and filled."""

from datetime import date
from io import BytesIO

import make
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from play import Player
from reading import page, words

from kinerja.models import Section, Unit
from kinerja.recording import Entry, Text
from workflow import actions

NOT_YET = Entry(status="not_yet", reason="Menunggu BPS", promised_on=date(2026, 10, 20))


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


@pytest.mark.parametrize("rest", ["kosong/", "cetak/", "excel/", "unggah/"])
def test_more_rows_ask_the_database_no_more(office, url, rest):
    def asked() -> int:
        player = Player(office.kasi)
        with CaptureQueriesContext(connection) as queries:
            assert player.client.get(url + rest).status_code == 200
        return len(queries)

    asked()  # the first file of the hour begins its count
    before = asked()
    for number in range(10, 20):
        make.line(office.agreement, office.sections[0], f"1.{number}")
    assert asked() == before


# The filled one


@pytest.fixture
def filled(office) -> str:
    values = {"1.1": make.entry("86.12"), "1.2": NOT_YET}
    return f"/formulir/{office.form(office.filled(entries=values)).pk}/cetak/"


def test_the_filled_one_shows_what_stands_with_its_formula_and_who_handed_it_in(office, filled):
    office.kasi.rank, office.kasi.identity_kind = "Penata, III/c", "nip"
    office.kasi.identity_number = "198003152005011002"
    office.kasi.save()
    shown = words(page(filled, of=office.kasi))
    assert "Diserahkan Senin, 5 Oktober 2026, pukul 08.00 WIB" in shown
    assert "86,12 dari seksi 107,65% Sangat Tinggi 86,12 / 80,00 × 100 = 107,65%" in shown
    assert "belum tersedia Menunggu BPS dijanjikan 20 Oktober 2026" in shown
    assert "5 Oktober 2026 Kepala Seksi 1 Kasi1 Penata, III/c NIP 198003152005011002" in shown
    assert "2.1" not in shown


def test_the_filled_one_shows_words_and_documents_notes(office):
    record = office.entering()
    words_of = {"drivers": "Petugas hadir", "obstacles": "Listrik", "follow_up": "Genset"}
    text = Text(**words_of, evidence_note="BA")
    values = {"1.1": make.entry("40")}
    who = {"by": office.kasi, "at": make.at()}
    actions.fill(office.form(record), values=values, texts={"1.1": text}, **who)
    shown = words(page(f"/formulir/{office.form(record).pk}/cetak/", of=office.kasi))
    assert "Pendorong: Petugas hadir Penghambat: Listrik Genset BA" in shown


def test_a_form_that_was_not_handed_in_says_sementara_and_is_signed_by_nobody(office, url):
    shown = words(page(f"{url}cetak/", of=office.camat))
    assert "SEMENTARA: " in shown
    assert "Diserahkan" not in shown
    assert "Kasi1" not in shown


def test_a_form_taken_up_by_another_person_is_signed_in_that_capacity(office):
    office.have_superiors()
    record = office.entering()
    form = office.form(record)
    values = {code: make.entry("90") for code in office.codes(office.sections[0])}
    actions.hand_in(form, values=values, by=office.sekcam, at=make.at())
    shown = words(page(f"/formulir/{form.pk}/cetak/", of=office.kasi))
    entry = record.journal().get(verb="hand_in")
    assert f"{entry.capacity} Sekcam" in shown


def test_what_people_wrote_is_no_markup_on_the_sheet(office, filled):
    Section.objects.filter(pk=office.sections[0].pk).update(name="<b>&Seksi</b>")
    html = page(filled, of=office.kasi)
    assert "&lt;b&gt;&amp;Seksi&lt;/b&gt;" in html
    name = "Formulir Triwulan III 2026 -b-&amp;Seksi--b- Kecamatan Suak Midai"
    assert f"<title>{name}</title>" in html


def test_it_is_reached_from_the_form_once_that_was_distributed(office):
    record = office.opened()
    form = f"/formulir/{office.form(record).pk}/"
    assert f"{form}cetak/" not in page(form, of=office.kasi)
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at())
    assert f"{form}cetak/" in page(form, of=office.kasi)


def test_strangers_see_no_form_of_the_unit(office, neighbour, filled):
    Player(neighbour.kasubag).see(filled, status=404)
    Player(neighbour.kasubag).see(filled.replace("cetak", "kosong"), status=404)
