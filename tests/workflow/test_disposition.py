"""The page of a lembar disposisi, its print on half folio, and how it stands in Tugas."""

import html
import re

import make
import pytest
import time_machine
from deeds import instruction, stage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from kinerja import qr
from workflow import actions

AT = make.at()


@pytest.fixture(autouse=True)
def next_day():
    with time_machine.travel(make.at("2026-10-06 09:00"), tick=False):
        yield


@pytest.fixture
def disposed(office):
    return stage(office, "disposed")


@pytest.fixture
def url(disposed):
    return f"/disposisi/{instruction(disposed).pk}/"


def verbs(page: str) -> list[str]:
    return re.findall(r'name="verb" value="(\w+)"', page)


def test_addressee_reads_answers_and_the_head_sees_it(office, url):
    sekcam, camat = Player(office.sekcam), Player(office.camat)
    assert url in sekcam.see("/")
    assert verbs(sekcam.see(url)) == ["acknowledge", "respond", "forward", "file_agenda"]
    sekcam.does(url, "acknowledge")
    assert url in sekcam.see("/")
    assert url not in camat.see("/")
    sekcam.does(url, "respond", answer="Sudah diperiksa.")
    assert url not in sekcam.see("/")
    assert "Sudah diperiksa." in camat.see("/")
    camat.does(url, "acknowledge")
    assert url not in camat.see("/")


def test_addressee_forwards_and_the_next_one_finds_it(office, url):
    page = Player(office.sekcam).does(
        url,
        "forward",
        to=str(office.seat(office.kasubag).pk),
        instructions=["advise", "coordinate"],
        due="2026-10-08",
    )
    assert "diteruskan kepada Kasubag Perencanaan" in page
    tasks = Player(office.kasubag).see("/")
    assert url in tasks
    assert "batas waktu 8 Oktober 2026" in tasks


@pytest.mark.parametrize(
    ("field", "given", "message"),
    [
        ("due", {"due": "2026-10-05"}, "Batas waktu sudah lewat."),
        ("to", {"to": "sekcam"}, "tidak dapat ditujukan kepada diri sendiri"),
        ("to", {"to": "admin"}, "belum dijabat orang yang mempunyai akun"),
    ],
)
def test_bad_forwarding_is_told_at_its_field_and_keeps_what_was_typed(
    office, disposed, url, field, given, message
):
    to = office.seat(getattr(office, given.get("to", "kasubag")))
    office.admin.is_active = False
    office.admin.save()
    fields = {"note": "Mohon dicek"} | given | {"to": str(to.pk)}
    answer = Player(office.sekcam).press(url, "forward", **fields)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert message in page[page.index(f'id="div_id_{field}"') :][:3000]
    assert "Mohon dicek" in page
    assert instruction(disposed).forwardings.count() == 1


def test_second_forwarding_to_the_same_position_is_told_at_its_field(office, url):
    sekcam, fields = Player(office.sekcam), {"to": str(office.seat(office.kasubag).pk), "note": "x"}
    sekcam.does(url, "forward", **fields)
    answer = sekcam.press(url, "forward", **fields)
    assert answer.status_code == 422
    assert "sudah diteruskan kepada Kasubag Perencanaan" in answer.content.decode()


def test_kasubag_completes_the_head_from_the_agenda(office, url):
    page = Player(office.kasubag).does(
        url, "file_agenda", agenda_number="45/X", letter_number="000/12", letter_date="2026-10-01"
    )
    assert all(text in page for text in ("45/X", "000/12", "1 Oktober 2026"))


def test_others_read_the_sheet_and_have_no_button(office, url):
    assert verbs(Player(office.apip).see(url)) == []
    assert verbs(Player(office.kasi).see(url)) == []


def test_sheet_of_another_unit_does_not_exist_for_strangers(neighbour, url):
    for page in (url, f"{url}cetak/"):
        Player(neighbour.camat).see(page, status=404)


def test_a_double_click_answers_once(office, disposed, url):
    player = Player(office.sekcam)
    fields = {**player.carried(url), "verb": "respond", "answer": "Sudah"}
    first, second = (player.client.post(url, fields) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert disposed.journal().filter(verb="respond").count() == 1


def printed(player: Player, url: str) -> str:
    page = html.unescape(player.see(url))
    text = re.sub(r"<[^>]+>", " ", page[page.index("<article") : page.index("</article")])
    return " ".join(text.split())


def test_print_bears_every_field_of_the_form(office):
    office.camat.rank, office.camat.identity_kind = "Pembina, IV/a", "nip"
    office.camat.identity_number = "197503152000031002"
    office.camat.save()
    record = stage(office, "filled")
    given = {"instructions": ["advise"], "note": "Bandingkan dengan tahun lalu"}
    due = make.at("2026-10-09").date()
    actions.dispose(record, **given, due=due, urgency="segera", by=office.camat, at=AT)
    sheet = instruction(record)
    text = printed(Player(office.sekcam), f"/disposisi/{sheet.pk}/cetak/")
    for field in (
        "Pemerintah Kabupaten Natuna Kecamatan Suak Midai Lembar Disposisi",
        f"Nomor: {sheet.number}",
        "Surat dari Camat",
        "No. surat Tgl. surat 5 Oktober 2026",
        "Diterima tgl. 5 Oktober 2026",
        "No. agenda Sifat ☐ Biasa ☑ Segera ☐ Sangat Segera ☐ Rahasia",
        "Hal Data realisasi kinerja Triwulan III Tahun 2026",
        "Diteruskan kepada ☑ Sekretaris Camat ☐ Kasubag Perencanaan ☐ Kepala Seksi 1",
        "Dengan hormat harap ☑ Tanggapan dan saran ☐ Proses lebih lanjut ☐ Koordinasi/konfirmasi "
        "☐ Siapkan dan distribusikan formulir ☐ Perbaiki dan kirim kembali",
        "Catatan Bandingkan dengan tahun lalu",
        "Batas waktu 9 Oktober 2026",
        "Jabatan Camat Nama Camat Pangkat Pembina, IV/a NIP 197503152000031002 "
        "Tanggal 5 Oktober 2026 Paraf",
    ):
        assert field in text, (field, text)


def test_print_names_whom_it_was_passed_on_to(office, disposed, url):
    to = office.seat(office.kasubag)
    actions.forward(instruction(disposed), to=to, note="Siapkan", by=office.sekcam, at=AT)
    text = printed(Player(office.sekcam), f"{url}cetak/")
    assert "☐ Kasubag Perencanaan" in text
    assert "Sekretaris Camat 5 Oktober 2026 Kasubag Perencanaan Siapkan" in text


def test_blank_form_is_there_for_handwriting(office):
    text = printed(Player(office.kasi), "/disposisi/kosong/")
    assert "☑" not in text
    for word in ("Surat dari", "No. agenda", "Sifat", "Hal", "Catatan", "Batas waktu", "Paraf"):
        assert word in text
    assert "☐ Sekretaris Camat" in text
    assert "Auditor" not in text


def test_person_without_unit_gets_no_blank_form(db):
    Player(make.person("orang.baru")).see("/disposisi/kosong/", status=404)


def test_unread_order_stands_in_tugas_until_it_is_read_or_carried_out(office):
    record = office.opened()
    form = office.form(record)
    actions.order_form(form, people=[office.filler], by=office.kasi, at=AT)
    sheet = f"/disposisi/{record.sheets.get().pk}/"
    filler = Player(office.filler)
    assert sheet in filler.see("/")
    filler.does(sheet, "acknowledge")
    assert sheet not in filler.see("/")


def test_queries_do_not_grow_with_the_chain(office, disposed, url):
    player, counts = Player(office.sekcam), []
    for to in (None, office.kasubag, office.admin, office.kasi):
        if to:
            seat = office.seat(to)
            actions.forward(instruction(disposed), to=seat, note="x", by=office.sekcam, at=AT)
        for page in (url, f"{url}cetak/", "/"):
            player.see(page)
        with CaptureQueriesContext(connection) as queries:
            for page in (url, f"{url}cetak/", "/"):
                player.see(page)
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts


def test_printed_sheet_carries_a_code_that_leads_to_its_page_and_a_blank_one_does_not(
    office, url, settings
):
    settings.SITE_URL = "https://kinerja.contoh.go.id"
    page = Player(office.sekcam).see(f"{url}cetak/")
    address = f"https://kinerja.contoh.go.id{url}"
    assert f"Lembar ini di aplikasi: {address}" in page
    assert html.escape(qr.picture(address), quote=True) in page
    assert "Kode QR" not in Player(office.sekcam).see("/disposisi/kosong/")


def test_a_file_of_the_sheet_is_named_by_its_number(office, disposed, url):
    number = instruction(disposed).number.replace("/", "-")
    name = f"Lembar Disposisi {number} Kecamatan Suak Midai"
    assert f"<title>{name}</title>" in Player(office.sekcam).see(f"{url}cetak/")
