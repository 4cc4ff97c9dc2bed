"""What is brought as a workbook and does not fit, and who may bring one at all."""

from time import monotonic

import make
import pytest
import time_machine
from attacks import ATTACKS, ON_PAGES
from bringing import brought, confirmed, hidden, seen, taken, value
from play import Player
from witness import nothing_changes
from workbooks import filled, with_part

from kinerja.models import Explanation, JournalEntry
from kinerja.recording import Text
from workflow import actions


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    return office.entering()


@pytest.fixture
def url(office, record) -> str:
    return f"/formulir/{office.form(record).pk}/"


BAD_FILES = {
    "empty": (b"", 400, "kosong"),
    "text": (b"kode;realisasi\n1.1;90\n", 400, "bukan buku kerja"),
    "cut": (b"PK\x03\x04" + b"\x00" * 90, 400, "rusak atau terpotong"),
    "large": (b"PK\x03\x04" + b"\x00" * (10 << 20), 413, "lebih besar daripada 10 MB"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_a_page_in_plain_words_and_nothing_is_written(office, url, kind):
    content, status, told = BAD_FILES[kind]
    taken(url, office.kasi)
    with nothing_changes():
        answer = brought(url, content, of=office.kasi)
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert 'type="file"' in answer.content.decode()


@pytest.mark.parametrize("kind", ON_PAGES)
def test_a_hostile_file_gets_a_page_in_time_and_nothing_is_written(office, url, kind):
    made, told = ATTACKS[kind]
    taken(url, office.kasi)
    content, begun = made(), monotonic()
    with nothing_changes():
        answer = brought(url, content, of=office.kasi)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert monotonic() - begun < 10


def test_a_bad_file_beside_a_good_one_hinders_nothing(office, url):
    good = filled(taken(url, office.kasi), {("1.1", "value"): "91"})
    page = seen(url, b"", good, of=office.kasi)
    assert "kosong (0 bita)" in page
    assert "Akan berubah: 1 baris" in page


def test_no_file_and_too_many_files_are_told(office, url):
    assert brought(url, of=office.kasi).status_code == 400
    answer = brought(url, *[b"x"] * 11, of=office.kasi)
    assert answer.status_code == 400
    assert "Paling banyak 10 berkas" in answer.content.decode()


def test_text_in_a_file_stays_text_on_the_page(office, url):
    cells = {("1.1", "value"): "<script>alert(1)</script>", ("1.2", "drivers"): "<b>tebal</b>"}
    page = seen(url, filled(taken(url, office.kasi), cells), of=office.kasi)
    assert "<script>alert" not in page
    assert "<b>tebal" not in page


def test_signs_that_no_text_can_hold_are_left_out(office, url):
    file = filled(taken(url, office.kasi), {("1.1", "value"): "90", ("1.1", "drivers"): "TANDA"})
    odd = with_part(
        file,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"TANDA", b"a_x0000_b_xD800_c_x0007_d"),
    )
    page = seen(url, odd, of=office.kasi)
    assert confirmed(url, page, "fill", of=office.kasi).status_code == 302
    assert Explanation.objects.get().drivers == "abcd"


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "camat", "apip", "filler"])
def test_others_cannot_upload_but_may_take_the_form_along(office, url, who):
    person = getattr(office, who)
    file = taken(url, person)
    assert brought(url, file, of=person).status_code == 403
    assert not JournalEntry.objects.filter(verb="fill").exists()


def test_strangers_find_no_form(office, neighbour, url):
    for path in ("excel/", "unggah/", "kosong/"):
        assert Player(neighbour.kasi).client.get(url + path).status_code == 404


def test_a_handed_in_form_takes_no_upload(office, record, url):
    file = taken(url, office.kasi)
    actions.hand_in(office.form(record), by=office.kasi, at=make.at())
    answer = brought(url, file, of=office.kasi)
    assert answer.status_code == 403
    assert "sudah diserahkan" in answer.content.decode()
    assert "Unggah Excel" not in Player(office.kasi).see(url)


# --- the whole unit, at step 2 ---


def test_kasubag_takes_all_sections_in_one_file_and_brings_them_back(office, record):
    base = f"/berkas/{record.pk}/"
    file = taken(base, office.kasubag)
    file = filled(file, {("1.1", "value"): "91"}, title="Seksi 1")
    file = filled(file, {("2.1", "value"): "92"}, title="Seksi 2")
    page = seen(base, file, of=office.kasubag)
    answer = confirmed(f"{base}input/", page, "enter", of=office.kasubag)
    assert answer.status_code == 302
    assert (value("1.1").value, value("2.1").value) == (91, 92)
    assert value("1.1").source == "document"


def test_several_sections_files_come_in_at_once(office, record):
    base = f"/berkas/{record.pk}/"
    files = [
        filled(
            taken(f"/formulir/{office.form(record, number).pk}/", office.kasubag),
            {(f"{number + 1}.1", "value"): "91"},
        )
        for number in range(2)
    ]
    assert "Akan berubah: 2 baris" in seen(base, *files, of=office.kasubag)


def test_replacing_what_a_section_gave_asks_for_the_reason_in_the_preview(office):
    record = office.filled()
    base = f"/berkas/{record.pk}/"
    file = filled(taken(base, office.kasubag), {("1.1", "value"): "70"}, title="Seksi 1")
    page = seen(base, file, of=office.kasubag)
    assert "Alasan mengganti nilai dari seksi" in page
    reason = {"reason-1.1": "Salah ketik"}
    answer = confirmed(f"{base}input/", page, "enter", of=office.kasubag, **reason)
    assert answer.status_code == 302
    assert (value().value, value().reason) == (70, "Salah ketik")


def test_a_section_head_cannot_upload_at_step_2(office, record):
    base = f"/berkas/{record.pk}/"
    answer = brought(base, taken(base, office.kasi), of=office.kasi)
    assert answer.status_code == 403


def test_explanations_keep_their_version(office, record, url):
    texts = {"1.1": Text(drivers="Gotong royong")}
    actions.fill(office.form(record), values={}, texts=texts, by=office.kasi, at=make.at())
    file = filled(taken(url, office.kasi), {("1.1", "drivers"): "Gotong royong warga"})
    page = seen(url, file, of=office.kasi)
    assert hidden(page)["wseen-1.1"] == "1"
    confirmed(url, page, "fill", of=office.kasi)
    assert Explanation.objects.get().drivers == "Gotong royong warga"
