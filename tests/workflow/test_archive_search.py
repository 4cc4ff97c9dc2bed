"""Arsip: found by unit, period, number and words, with the place of the paper."""

import make
import pytest
import time_machine
from play import Player
from reading import page, questions, row, words

from kinerja import access
from kinerja.models import Indicator, Unit
from workflow import actions, searching

URL = "/arsip/"


@pytest.fixture(autouse=True)
def in_october():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


def found(text: str, **asked) -> list[str]:
    return [str(each) for each in searching.find(Unit.objects.all(), text, **asked)]


def explained(office, text: str, quarter: int = 2):
    """An archived record in whose first row this was written."""
    record = office.filled(quarter=quarter)
    texts = {"1.1": actions.Text(obstacles=text, follow_up="Jadwal ulang")}
    actions.explain(record, texts=texts, by=office.kasubag, at=make.at())
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at())
    actions.seal(record, filing="045/17", by=office.admin, at=make.at())
    return make.fresh(record)


@pytest.mark.parametrize(
    "text",
    [
        "SUAK midai",
        "triwulan II",
        "tw2 2026",
        "045/17",
        "ombak tinggi",
        "jadwal",
        "Indikator 1.1",
        "2.3",
        "meningkatnya 045",
        "045/17 ombak suak 2026",
    ],
)
def test_unit_period_number_words_and_indicators_are_found(office, text):
    explained(office, "Ombak tinggi di Selat Lampa")
    assert found(text) == ["Kecamatan Suak Midai, Triwulan II Tahun 2026, edisi 1"]


@pytest.mark.parametrize("text", ["tw3", "triwulan III", "2025", "gempa", "045/17 gempa", "9.9"])
def test_an_archive_that_lacks_one_of_the_words_is_not_found(office, text):
    explained(office, "Ombak tinggi di Selat Lampa")
    assert found(text) == []


@pytest.mark.parametrize("sign", ["%", "_", "\\", "100%", "a_b", "'", '"'])
def test_signs_of_a_pattern_are_looked_for_as_they_are(office, sign):
    explained(office, f"Terserap {sign} dari pagu")
    office.archived(quarter=3)
    assert found(sign) == ["Kecamatan Suak Midai, Triwulan II Tahun 2026, edisi 1"]


def test_nothing_breaks_on_odd_texts(office):
    office.archived()
    for text in ("\0", "x" * 5000, "a " * 500, "٢٠٢٦", "😀", "%' OR 1=1 --"):
        assert isinstance(found(text), list)


def test_words_that_only_a_draft_holds_are_not_found(office):
    record = office.filled()
    texts = {"1.1": actions.Text(obstacles="Ombak tinggi")}
    actions.explain(record, texts=texts, by=office.kasubag, at=make.at())
    assert found("ombak") == []


def test_each_edition_is_found_by_its_own_words(office):
    record = explained(office, "Ombak tinggi")
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=make.at())
    assert len(found("ombak")) == 1
    assert len(found("suak")) == 1


def test_period_and_year_narrow_what_is_found(office):
    office.archived(quarter=2)
    office.archived(quarter=3)
    assert len(found("", year=2026)) == 2
    assert found("", year=2026, quarter=3) == [
        "Kecamatan Suak Midai, Triwulan III Tahun 2026, edisi 1"
    ]
    assert found("", year=2025) == []


def test_the_page_shows_the_place_of_the_paper_and_the_edition(office):
    record = office.archived()
    told = row(page(f"{URL}?q=suak&periode=3&tahun=2026", of=office.admin), "Triwulan III 2026")
    assert "000.8.6.3/1/2026" in told
    assert "Boks 1, rak A" in told
    assert "✓ berlaku" in told
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=make.at())
    told = row(page(URL, of=office.admin), "Triwulan III 2026")
    assert "▲ dibuka kembali, edisi 2 belum disegel" in told
    actions.mark_superseded(record, by=office.admin, at=make.at())
    assert "salinan ditandai DIGANTI" in row(page(URL, of=office.admin), "Triwulan III 2026")


def test_only_units_that_the_person_sees_are_found(office, neighbour):
    office.archived()
    html = page(f"{URL}?q=suak", of=neighbour.admin)
    assert "Tidak ada arsip yang cocok" in words(html)
    assert "000.8.6.3/1/2026" not in html
    Player(neighbour.admin).see(f"{URL}?unit={office.unit.code}", status=404)


def test_an_empty_archive_says_when_there_will_be_something(office):
    assert "Belum ada arsip. Arsip terbit ketika berkas disegel" in words(
        page(URL, of=office.admin)
    )


def test_what_is_misnamed_in_the_address_is_left_out(office):
    office.archived()
    html = page(f"{URL}?tahun=abad&periode=9&hal=-1&q=+", of=office.admin)
    assert "1 arsip" in words(html)


def test_markup_in_the_words_stays_a_text(office):
    assert "<b>x" not in page(f"{URL}?q=<b>x", of=office.admin)


@pytest.mark.parametrize(("who", "has_it"), [("admin", True), ("apip", True), ("camat", False)])
def test_arsip_is_the_last_entry_where_there_is_room_and_in_the_foot_elsewhere(office, who, has_it):
    user = getattr(office, who)
    menu = access.menu(access.duties(user, make.at()))
    assert (("archive_search", "Arsip") in menu) is has_it
    assert len(menu) <= 4
    assert page("/berkas/", of=user).count('href="/arsip/"') == 1


def test_the_page_asks_no_more_for_many_archives(office):
    office.archived(quarter=1)
    address = f"{URL}?q=suak+indikator"
    one = questions(address, of=office.admin)
    for quarter in (2, 3, 4):
        office.archived(quarter=quarter)
    assert questions(address, of=office.admin) == one


def test_an_indicator_is_found_by_a_part_of_its_name_in_any_case(office):
    Indicator.objects.filter(name="Indikator 1.1").update(name="Persentase PELAYANAN Terpadu")
    office.archived()
    assert len(found("pelayanan terpadu")) == 1
