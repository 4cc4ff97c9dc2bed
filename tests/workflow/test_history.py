"""Riwayat: what was out of the usual in a year, for pimpinan and APIP."""

from datetime import date
from io import BytesIO
from re import search

import make
import pytest
import time_machine
from deeds import DEEDS, LATER, stage
from django.test import Client
from openpyxl import load_workbook
from overview import many_units, read_by
from play import Player
from reading import page, questions, row, words

from kinerja.models import Assignment, Role, Tenure, Unit
from workflow import actions
from workflow.unusual import filters
from workflow.unusual.rules import BY_KEY

pytestmark = pytest.mark.django_db
URL = "/riwayat/"
FORMULA = "=HYPERLINK(1)"


@pytest.fixture(autouse=True)
def a_day_in_december():
    with time_machine.travel(make.at("2026-12-07 09:00"), tick=False):
        yield


@pytest.fixture
def replaced(office):
    """A record in which step 2 replaced a value, and step 3 returned it."""
    record = office.filled()
    values = {"1.1": make.entry("88", reason="Register dihitung ulang")}
    actions.enter(record, values=values, by=office.kasubag, at=LATER)
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    actions.send_back(record, reason=FORMULA, rows=["1.1"], by=office.sekcam, at=LATER)
    return make.fresh(record)


# Who reads it


@pytest.mark.parametrize("who", ["camat", "apip", "administrator"])
def test_pimpinan_apip_and_administrator_read_it(office, replaced, who):
    assert "nilai seksi diganti" in page(URL, of=getattr(office, who))


def test_camat_and_apip_find_it_in_the_menu(office):
    for user in (office.camat, office.apip):
        menu = page(URL, of=user).split("<nav")[1].split("</nav>")[0]
        assert 'href="/riwayat/"' in menu
        assert menu.count("<a ") <= 4


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "kasi", "operator"])
def test_others_are_led_to_the_records(office, who):
    player = Player(getattr(office, who))
    response = player.client.get(URL, follow=True)
    assert response.redirect_chain == [("/berkas/", 302)]
    assert "riwayat tiap berkas ada pada halamannya" in response.content.decode()


def test_a_stranger_signs_in_first(office):
    assert Client().get(URL).url.startswith("/masuk/")


def test_the_neighbours_year_stays_hidden(office, neighbour):
    DEEDS["cancel"].press(neighbour, stage(neighbour, "opened"))
    assert "Tidak ada kejadian di luar kebiasaan" in page(URL, of=office.camat)
    Player(office.camat).see(f"{URL}?unit={neighbour.unit.code}", status=404)


# What it says


def test_a_line_tells_when_where_who_what_and_why(office, replaced):
    html = page(URL, of=office.camat).split("<tbody>")[1]
    shown = row(html, "nilai seksi diganti")
    for text in (
        "6 Okt 2026 09.00",
        "Triwulan III 2026",
        "1.1 Indikator 1.1",
        "90; sumber dari seksi → 88; sumber dokumen",
        "Kasubag menginput realisasi selaku Kasubag Perencanaan",
        "“Register dihitung ulang”",
    ):
        assert text in shown
    assert f'href="/berkas/{replaced.pk}/"' in html
    assert f'href="/indikator/{office.lines[0].indicator_id}/"' in html


def test_counts_per_kind_stand_on_top_and_lead_to_the_kind(office, replaced):
    html = page(URL, of=office.camat)
    assert "1 nilai seksi diganti 1 dikembalikan" in words(html)
    assert 'href="?tahun=2026&amp;jenis=dikembalikan"' in html


def test_a_year_without_anything_says_so_plainly(office):
    office.archived()
    html = page(URL, of=office.camat)
    assert "Tidak ada kejadian di luar kebiasaan pada tahun 2026." in html
    assert "<table" not in html


def test_letters_still_to_come_are_named(office):
    position = office.seat(office.sekcam)
    dates = {"start": date(2026, 11, 2), "end": date(2026, 11, 6)}
    seat = {"position": position, "role": Role.SECRETARY, "unit": office.unit}
    Assignment.objects.create(user=office.kasi, tenure=Tenure.PLH, **seat, **dates)
    text = words(page(URL, of=office.camat))
    assert "masih menyusul: Plh. Sekretaris Camat, Kasi1, 2 November 2026 s.d. 6 Nov" in text
    assert "masih menyusul" not in page(f"{URL}?tahun=2025", of=office.camat)
    Assignment.objects.filter(tenure=Tenure.PLH).update(letter="800/12")
    assert "masih menyusul" not in page(URL, of=office.camat)


# Filters and pages


def test_a_kind_narrows_the_lines_but_not_the_counts(office, replaced):
    html = page(f"{URL}?jenis=dikembalikan", of=office.camat)
    assert "1 nilai seksi diganti" in words(html)
    assert "Register dihitung ulang" not in html
    html = page(f"{URL}?jenis=susulan", of=office.camat)
    assert "Tidak ada kejadian “susulan” pada tahun 2026." in html


def test_another_year_shows_its_own(office, replaced):
    html = page(f"{URL}?tahun=2025", of=office.camat)
    assert "Tidak ada kejadian di luar kebiasaan pada tahun 2025." in html


def test_a_unit_narrows_lines_and_counts(office, neighbour, replaced):
    read_by(office, neighbour)
    DEEDS["cancel"].press(neighbour, stage(neighbour, "opened"))
    assert "1 berkas dibatalkan" in words(page(URL, of=office.apip))
    html = page(f"{URL}?unit={office.unit.code}", of=office.apip)
    assert "1 berkas dibatalkan" not in words(html)
    assert "1 dikembalikan" in words(html)


def test_an_address_says_what_is_shown(office):
    asked = {"tahun": "2025", "unit": office.unit.code, "jenis": "susulan", "hal": "3"}
    read = filters.read(asked, Unit.objects.all(), date(2026, 12, 7))
    assert read.address(page="2") == ("?tahun=2025&unit=kecamatan-suak-midai&jenis=susulan&hal=2")
    assert read.address(rule=BY_KEY["dokumen"]).endswith("&jenis=dokumen")


@pytest.mark.parametrize("asked", ["tahun=x", "jenis=%3Cb%3E", "hal=-1", "hal=semua", "tahun=9999"])
def test_what_the_address_misnames_is_left_out(office, replaced, asked):
    assert "Riwayat Tahun 2026" in page(f"{URL}?{asked}", of=office.camat)


def test_a_unit_with_strange_signs_does_not_exist(office):
    Player(office.camat).see(f"{URL}?unit=%01", status=404)


def test_fifty_lines_stand_on_a_page(office):
    for _ in range(51):
        record = make.fresh(office.opened())
        actions.cancel(record, reason="Keliru", by=office.sekcam, at=make.at())
    html = page(URL, of=office.camat)
    assert html.count("“Keliru”") == 50
    assert "Halaman 1 dari 2" in html
    assert page(f"{URL}?hal=2", of=office.camat).count("“Keliru”") == 1
    assert page(f"{URL}?hal=semua", of=office.camat).count("“Keliru”") == 51
    assert len(rows(office)) == 51


# The table to take along


def book(office, asked: str = ""):
    client = Client()
    client.force_login(office.camat)
    answer = client.get(f"{URL}?{asked}bentuk=xlsx")
    assert 'filename="riwayat-2026.xlsx"' in answer["Content-Disposition"]
    return load_workbook(BytesIO(answer.content)).active


def rows(office, asked: str = "") -> list[dict]:
    heads, *found = [
        values for values in book(office, asked).iter_rows(min_row=4, values_only=True) if values[1]
    ]
    return [dict(zip(heads, values, strict=True)) for values in found]


def test_the_workbook_holds_the_lines_that_are_asked_for(office, replaced):
    _, told = sorted(rows(office), key=lambda each: each["Jenis"])
    assert (told["Tanggal"], told["Pukul"]) == ("2026-10-06", "09.00 WIB")
    assert (told["Berkas"], told["Nomor berkas"]) == ("Triwulan III 2026", replaced.pk)
    assert (told["Baris"], told["Tentang"]) == ("1.1", "Indikator 1.1")
    assert (told["Semula"], told["Menjadi"]) == ("90; sumber dari seksi", "88; sumber dokumen")
    assert (told["Oleh"], told["Selaku"]) == ("Kasubag", "Kasubag Perencanaan")
    assert [each["Jenis"] for each in rows(office, "jenis=diganti&")] == ["nilai seksi diganti"]


def test_what_people_typed_is_never_a_formula(office, replaced):
    cells = [cell for line in book(office).iter_rows() for cell in line if cell.value == FORMULA]
    assert [cell.data_type for cell in cells] == ["s"]
    client = Client()
    client.force_login(office.camat)
    assert f"'{FORMULA}" in client.get(f"{URL}?bentuk=csv").content.decode("utf-8-sig")


def test_the_page_escapes_what_people_typed(office):
    record = make.fresh(office.opened())
    actions.cancel(record, reason="<script>x</script>", by=office.sekcam, at=make.at())
    assert not search(r"<script>x", page(URL, of=office.camat))


# Many of them


def test_many_units_and_entries_ask_no_more_than_few(office, neighbour):
    read_by(office, neighbour)
    DEEDS["send_back"].press(office, stage(office, "reviewing"))
    DEEDS["cancel"].press(neighbour, stage(neighbour, "opened"))
    few = questions(URL, of=office.apip)
    for each in many_units(4):
        read_by(office, each)
        record = each.filled()
        value = {"1.1": make.entry("88", reason="Baru")}
        actions.enter(record, values=value, by=each.kasubag, at=LATER)
        actions.cancel(record, reason="Keliru", by=each.sekcam, at=LATER)
    assert questions(URL, of=office.apip) == few
    assert few <= 15
