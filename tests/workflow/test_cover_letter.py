"""Surat pengantar: what a hand-over up or sideways prints, made from the journal."""

import html
import re
from datetime import date

import make
import pytest
from play import Player

from kinerja import qr
from kinerja.models import Role
from workflow.papers import cover_letter


def told(record) -> list[tuple[str, str, str, int]]:
    return [
        (each.what, each.sender_title, each.to_title, each.rows)
        for each in cover_letter.read(record)
    ]


def test_every_hand_over_has_its_letter(office):
    record = office.archiving()
    form = "Formulir data kinerja"
    assert told(record) == [
        (f"{form} Seksi 1", "Kepala Seksi 1", "Kasubag Perencanaan", 3),
        (f"{form} Seksi 2", "Kepala Seksi 2", "Kasubag Perencanaan", 3),
        ("Draf laporan realisasi kinerja", "Kasubag Perencanaan", "Sekretaris Camat", 6),
        ("Laporan realisasi kinerja yang telah disetujui", "Sekretaris Camat", "Admin e-kejab", 6),
    ]


def test_letter_prints_number_sender_addressee_and_date(office):
    office.kasubag.rank, office.kasubag.identity_kind = "Penata, III/c", "nip"
    office.kasubag.identity_number = "198003152005011002"
    office.kasubag.save()
    record = office.reviewing()
    entry = record.journal().get(verb="submit")
    page = html.unescape(
        Player(office.sekcam).see(f"/berkas/{record.pk}/pengantar/{entry.number}/")
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    for field in (
        "5 Oktober 2026 Kepada Yth. Sekretaris Camat",
        f"Surat Pengantar Nomor: SP-{record.pk}-{entry.number}/2026",
        "Draf laporan realisasi kinerja, Triwulan III Tahun 2026",
        "1 berkas, 6 baris",
        "Penerima, Sekretaris Camat",
        "Pengirim, Kasubag Perencanaan Kasubag Penata, III/c NIP 198003152005011002",
    ):
        assert field in text, text


@pytest.mark.parametrize("verb", ["open_submission", "distribute_form"])
def test_entry_that_hands_nothing_over_has_no_letter(office, verb):
    record = office.entering()
    number = record.journal().filter(verb=verb).first().number
    Player(office.sekcam).see(f"/berkas/{record.pk}/pengantar/{number}/", status=404)


def test_letter_of_another_unit_does_not_exist_for_strangers(office, neighbour):
    record = office.filled()
    number = record.journal().filter(verb="hand_in").first().number
    Player(neighbour.kasubag).see(f"/berkas/{record.pk}/pengantar/{number}/", status=404)


def test_letter_keeps_naming_who_sat_there_on_that_day(office):
    record = office.reviewing()
    office.sekcam.assignments.update(end=date(2026, 10, 31))
    make.assign(
        make.person("baru"),
        Role.SECRETARY,
        office.unit,
        title="Sekretaris",
        start=date(2026, 11, 1),
    )
    assert told(record)[-1][2] == "Sekretaris Camat"


def test_letter_carries_a_code_that_leads_to_its_page(office, settings):
    settings.SITE_URL = "https://kinerja.contoh.go.id"
    record = office.reviewing()
    number = record.journal().get(verb="submit").number
    path = f"/berkas/{record.pk}/pengantar/{number}/"
    page = Player(office.sekcam).see(path)
    address = f"https://kinerja.contoh.go.id{path}"
    assert f"Lembar ini di aplikasi: {address}" in page
    assert html.escape(qr.picture(address), quote=True) in page


def test_blank_letter_has_room_for_everything_and_no_code(office):
    page = Player(office.kasi).see("/pengantar/kosong/")
    text = " ".join(re.sub(r"<[^>]+>", " ", html.unescape(page)).split())
    for field in ("Kepada Yth.", "Surat Pengantar Nomor:", "1. 2. 3.", "Penerima,", "Pengirim,"):
        assert field in text
    assert "Kode QR" not in page
    assert "<title>Surat Pengantar kosong Kecamatan Suak Midai</title>" in page


def test_blank_letter_is_reached_from_the_papers_of_a_record(office):
    record = office.filled()
    page = Player(office.kasi).see(f"/berkas/{record.pk}/lembar/")
    assert "/pengantar/kosong/?unit=kecamatan-suak-midai" in page


def test_blank_letter_is_that_of_a_unit_that_one_sees(office, neighbour):
    Player(office.kasi).see(f"/pengantar/kosong/?unit={neighbour.unit.code}", status=404)


def test_a_file_of_the_letter_is_named_by_its_number(office):
    record = office.reviewing()
    number = record.journal().get(verb="submit").number
    page = Player(office.sekcam).see(f"/berkas/{record.pk}/pengantar/{number}/")
    name = f"Surat Pengantar SP-{record.pk}-{number}-2026 Kecamatan Suak Midai"
    assert f"<title>{name}</title>" in page
