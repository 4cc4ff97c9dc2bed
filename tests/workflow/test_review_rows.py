"""At one row of Koreksi: ticks that lead on, notes, corrections, answers, and what comes back."""

from decimal import Decimal

import make
import pytest
import time_machine
from axes.models import AccessAttempt
from django.db import connection
from django.test.utils import CaptureQueriesContext
from play import Player

from workflow import actions, standing

BY_SEKCAM_AT = make.at("2026-10-05 09:00")


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(BY_SEKCAM_AT, tick=False):
        yield


@pytest.fixture
def record(office):
    return office.reviewing()


@pytest.fixture
def url(record) -> str:
    return f"/berkas/{record.pk}/koreksi/"


def corrected(office, record, row="1.1", value="88"):
    by_sekcam = {"by": office.sekcam, "at": make.at()}
    given = make.entry(value)
    actions.correct(record, row=row, value=given, reason="Salah hitung", **by_sekcam)


def noted(office, record, row="1.1", text="Satuannya?"):
    actions.note(record, row=row, text=text, by=office.sekcam, at=make.at())


def stands(record):
    return standing.read(make.fresh(record))


def test_tick_at_a_row_leads_on_to_the_next_that_waits(office, url, record):
    player = Player(office.sekcam)
    page = player.see(url)
    form = page.split('id="baris-1.1"')[1].split("</form>")[0]
    assert 'name="follows" value="1.2"' in form
    answer = player.press(url, "check", row="1.1@1", follows="1.2")
    assert answer["Location"] == f"{url}#baris-1.2"
    assert stands(record).by_code["1.1"].is_checked


def test_after_the_last_row_the_first_that_waits_follows(office, url, record):
    actions.check(record, rows=["1.2", "1.3"], by=office.sekcam, at=make.at())
    page = Player(office.sekcam).see(url)
    assert 'name="follows" value="1.1"' in page.split('id="baris-2.3"')[1].split("</form>")[0]


def test_after_the_last_tick_of_all_the_approval_is_at_hand(office, url, record):
    codes = [code for code in office.codes() if code != "1.1"]
    actions.check(record, rows=codes, by=office.sekcam, at=make.at())
    answer = Player(office.sekcam).press(url, "check", row="1.1@1", follows="")
    assert answer["Location"] == f"{url}#kepala"


def test_note_stands_at_its_row_until_it_is_closed(office, url, record):
    player = Player(office.sekcam)
    page = player.does(url, "note", row="1.2@1", **{"note-1.2": "Dari mana angka ini?"})
    assert "Catatan: Dari mana angka ini?" in page
    assert "Masih ada catatan yang belum ditutup." in player.see(f"{url}setujui/")
    page = player.does(url, "close_note", note=record.notes.get().pk, follows="1.2")
    assert "Catatan, ditutup: Dari mana angka ini?" in page


def test_row_with_a_note_is_among_those_to_look_at(office, url, record):
    noted(office, record, row="2.3")
    page = Player(office.sekcam).see(url)
    assert (
        page.index("Perlu Anda lihat") < page.index("Indikator 2.3") < page.index("Indikator 1.1")
    )


def test_note_that_is_refused_stays_typed(office, url):
    answer = Player(office.sekcam).press(url, "note", row="1.1@1", **{"note-1.1": "a" * 501})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a" * 501 in page
    assert "Paling panjang 500 huruf" in page


@pytest.mark.parametrize("pk", ["999999", "", "x", "9" * 30])
def test_note_of_another_record_is_not_found(office, url, pk):
    assert Player(office.sekcam).press(url, "close_note", note=pk).status_code == 404


def test_correction_reads_numbers_as_people_write_them(office, url, record):
    typed = {"value-1.1": "88,5", "reason-1.1": "Salah hitung"}
    page = Player(office.sekcam).does(url, "correct", row="1.1@1", **typed)
    assert "Dikoreksi: 90 → 88,5" in page
    assert stands(record).by_code["1.1"].row.reading.value == Decimal("88.5")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"value-1.1": "2 dok", "reason-1.1": "Salah"}, "2 dok"),
        ({"value-1.1": "88", "reason-1.1": ""}, "Tuliskan isinya."),
        ({"value-1.1": "", "reason-1.1": "Salah"}, "Isi nilai yang benar"),
        ({"value-1.1": "90", "reason-1.1": "Salah"}, "Nilainya sama"),
    ],
)
def test_correction_that_is_refused_stays_typed_at_its_row(office, url, record, typed, message):
    answer = Player(office.sekcam).press(url, "correct", row="1.1@1", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    form = page.split('id="baris-1.1"')[1].split("</tbody>")[0]
    assert "data-correct open" in form
    assert message in form
    assert f'value="{typed["reason-1.1"]}"' in form
    assert stands(record).by_code["1.1"].row.reading.value == 90


def test_correction_of_a_row_that_does_not_exist_is_refused(office, url):
    answer = Player(office.sekcam).press(url, "correct", row="9.9@1", **{"value-9.9": "1"})
    assert answer.status_code == 422


def test_kasubag_finds_the_corrections_in_tugas_and_agrees(office, url, record):
    corrected(office, record)
    player = Player(office.kasubag)
    assert "Jawab koreksi" in player.see("/")
    assert "1 nilai dikoreksi dan menunggu jawaban Anda" in player.see(url)
    pk = record.corrections.get().pk
    page = player.does(url, "answer", correction=pk, answer="agreed", follows="1.1")
    assert "Jawaban Kasubag: sesuai" in page
    assert "Jawab koreksi" not in player.see("/")


def test_kasubag_asks_to_look_again_in_words(office, url, record):
    corrected(office, record)
    pk = record.corrections.get().pk
    given = {"correction": pk, "answer": "look_again", f"answer-{pk}": "Lampiran menyebut 90"}
    page = Player(office.kasubag).does(url, "answer", **given)
    assert "mohon ditinjau kembali. Lampiran menyebut 90" in page
    assert "Catatan: Lampiran menyebut 90" in Player(office.sekcam).see(url)


def test_who_may_not_answer_sees_that_an_answer_is_awaited(office, url, record):
    corrected(office, record)
    page = Player(office.camat).see(url)
    assert "Menunggu jawaban." in page
    assert 'value="answer"' not in page


def test_open_notes_are_the_reasons_of_a_return(office, url, record):
    noted(office, record)
    player = Player(office.sekcam)
    boxes = player.see(url).split('form="pengembalian" value="1.1@1"')[1]
    assert boxes.startswith(" checked")
    player.does(url, "send_back", row="1.1@1", reason="")
    entry = record.journal().order_by("-number").first()
    assert (entry.note, entry.after["returned"]) == ("1.1: Satuannya?", "1.1")


def test_returned_rows_stand_first_and_open_the_others_are_read(office, record):
    noted(office, record, row="2.3")
    actions.send_back(record, reason="", rows=["2.3"], by=office.sekcam, at=make.at())
    page = Player(office.kasubag).see(f"/berkas/{record.pk}/input/")
    first, rest = page.split("Dikembalikan untuk diperbaiki")[1].split("Baris lain")
    assert "Indikator 2.3" in first
    assert "Catatan: Satuannya?" in first
    assert 'name="value-2.3"' in first
    assert "Indikator 1.1" in rest
    assert 'name="value-1.1"' not in rest
    assert page.count('name="drivers-sasaran-2"') == 1


def test_the_section_sees_which_of_its_rows_came_back(office, record):
    noted(office, record, row="1.3")
    actions.send_back(record, reason="", rows=["1.3"], by=office.sekcam, at=make.at())
    page = Player(office.kasi).see(f"/formulir/{office.form(record).pk}/")
    assert "Dikembalikan dari koreksi: baris 1.3." in page
    assert page.index("Indikator 1.3") < page.index("Indikator 1.1")
    assert "Catatan: Satuannya?" in page


def test_rows_that_were_not_returned_keep_their_tick(office, record):
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    actions.send_back(record, reason="Salah", rows=["1.1"], by=office.sekcam, at=make.at())
    assert [each.row.code for each in stands(record).unchecked] == ["1.1"]


def test_only_what_changed_since_the_round_before_is_shown(office, url, record):
    actions.send_back(record, reason="Salah", rows=["1.1"], by=office.sekcam, at=make.at())
    values = {"1.1": make.entry("93", reason="Diperbaiki")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    page = Player(office.sekcam).see(f"{url}?banding=putaran")
    assert "90 → 93" in page
    assert 'id="baris-1.1"' in page
    assert 'id="baris-1.2"' not in page


def test_what_the_section_handed_in_is_compared_with_what_stands(office):
    record = office.filled()
    values = {"1.2": make.entry("77", reason="Rekap akhir")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    texts = {"1.2": actions.Text(obstacles="Cuaca", follow_up="Jadwal ulang")}
    actions.explain(record, texts=texts, by=office.kasubag, at=make.at())
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    page = Player(office.sekcam).see(f"/berkas/{record.pk}/koreksi/?banding=serahan")
    assert "90 → 77" in page
    assert page.count("data-row") == 1


def test_an_edition_is_compared_with_the_one_before(office):
    record = office.archived()
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=make.at())
    values = {"1.3": make.entry("95", reason="Lampiran")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at())
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    page = Player(office.sekcam).see(f"/berkas/{record.pk}/koreksi/?banding=edisi")
    assert "90 → 95" in page
    assert page.count("data-row") == 1


def test_an_unknown_comparison_shows_all_rows(office, url):
    assert Player(office.sekcam).see(f"{url}?banding=x").count("data-row") == 6


def test_nothing_changed_is_said_plainly(office, url, record):
    page = Player(office.sekcam).see(f"{url}?banding=serahan")
    assert "Tidak ada baris yang berubah sejak diserahkan seksi." in page


def test_approval_asks_for_the_password_and_stays_signed_in(office, url, record):
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    player = Player(office.sekcam)
    answer = player.press(f"{url}setujui/", "approve", seen="99", password="salah")
    assert answer.status_code == 422
    assert "Kata sandi tidak cocok" in answer.content.decode()
    assert make.fresh(record).state == "reviewing"
    player.does(f"{url}setujui/", "approve", seen="99", password=make.PASSWORD)
    assert "Batalkan persetujuan" in player.see(f"{url}setujui/")


def test_ten_wrong_passwords_at_the_approval_and_it_waits(office, url, record):
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    player = Player(office.sekcam)
    for _ in range(10):
        player.press(f"{url}setujui/", "approve", seen="99", password="salah")
    answer = player.press(f"{url}setujui/", "approve", seen="99", password=make.PASSWORD)
    assert answer.status_code == 429
    assert "Kata sandi salah terlalu sering. Coba lagi pukul" in answer.content.decode()
    assert make.fresh(record).state == "reviewing"


@pytest.mark.parametrize("name", ["kasubag", "admin", "apip"])
def test_of_who_may_not_approve_no_guess_is_taken(office, url, record, name):
    """Kasubag is refused as who entered, the others as who they are; the password is not told."""
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at())
    player = Player(getattr(office, name))
    press = {"verb": "approve", "seen": "99", "password": "salah"}
    answer = player.client.post(f"{url}setujui/", press)
    assert answer.status_code == 403
    assert "Kata sandi" not in answer.content.decode()
    assert not AccessAttempt.objects.exists()


def test_approval_page_lists_what_is_missing(office, url, record):
    noted(office, record)
    actions.check(record, rows=["1.1"], by=office.sekcam, at=make.at())
    page = Player(office.sekcam).see(f"{url}setujui/")
    assert "Yang masih kurang" in page
    assert "#baris-1.2" in page
    assert "#baris-1.1" not in page
    assert "Catatan belum ditutup: Satuannya?" in page


def test_queries_of_the_screen_do_not_grow_with_rows_notes_and_corrections(db):
    counts = []
    for rows in (3, 60):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
        record = office.reviewing()
        for row in office.codes()[: rows // 3]:
            corrected(office, record, row=row)
            noted(office, record, row=row)
        player = Player(office.sekcam)
        player.see(f"/berkas/{record.pk}/koreksi/")
        with CaptureQueriesContext(connection) as queries:
            player.see(f"/berkas/{record.pk}/koreksi/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
