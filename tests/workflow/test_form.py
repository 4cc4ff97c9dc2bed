"""One page per form, from order to hand-in."""

import make
import pytest
import time_machine
from play import Player

from kinerja.models import Explanation, JournalEntry, Realisation
from workflow import actions


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def record(office):
    return office.entering()


@pytest.fixture
def url(office, record) -> str:
    return f"/formulir/{office.form(record).pk}/"


def value(code: str = "1.1") -> Realisation | None:
    return Realisation.objects.filter(line__code=code).first()


def test_one_button_distributes_as_last_quarter(office):
    before = office.opened(quarter=2)
    actions.distribute_form(
        office.form(before),
        people=[office.filler],
        instruction="Isi sampai Rabu",
        by=office.kasi,
        at=make.at(),
    )
    record = office.opened()
    form = office.form(record)
    page = Player(office.kasi).see(f"/formulir/{form.pk}/")
    assert "Petugas" in page
    Player(office.kasi).does(f"/formulir/{form.pk}/", "distribute_form")
    form.refresh_from_db()
    assert form.is_distributed
    assert list(form.people.all()) == [office.filler]
    assert form.instruction == "Isi sampai Rabu"


def test_a_bad_date_in_the_order_is_told_at_the_field(office):
    record = office.opened()
    url = f"/formulir/{office.form(record).pk}/"
    answer = Player(office.kasi).press(url, "distribute_form", due="kemarin", instruction="Segera")
    assert answer.status_code == 422
    assert "Segera" in answer.content.decode()
    assert office.form(record).is_prepared


def test_values_are_saved_and_echoed(office, url):
    page = Player(office.kasi).does(url, "fill", **{"value-1.1": "1.100"})
    assert "terbaca: 1.100 = seribu seratus" in page
    assert value().value == 1100


def test_a_value_that_is_no_number_is_named_and_the_others_are_kept(office, url):
    answer = Player(office.kasi).press(
        url, "fill", **{"value-1.1": "82,5", "value-1.2": "2 dok", "value-1.3": "77"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Terbaca “2 dok”" in page
    assert 'value="82,5"' in page
    assert 'value="77"' in page
    assert not Realisation.objects.exists()


def test_a_single_bad_value_is_named_too(office, url):
    answer = Player(office.kasi).press(url, "fill", **{"value-1.1": "2 dok"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Terbaca “2 dok”" in page
    assert 'value="2 dok"' in page


def test_a_value_that_the_line_refuses_keeps_what_was_typed(office, url):
    answer = Player(office.kasi).press(url, "fill", **{"value-1.1": "-5", "value-1.2": "60"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tidak boleh negatif" in page
    assert 'value="60"' in page


def test_untouched_cells_are_not_written_again(office, url):
    player = Player(office.kasi)
    player.does(url, "fill", **{"value-1.1": "90", "value-1.2": "80"})
    player.does(url, "fill", **{"value-1.1": "90", "value-1.2": "81"})
    assert (value("1.1").version, value("1.2").version) == (1, 2)


def test_an_emptied_cell_is_blank_again(office, url):
    player = Player(office.kasi)
    player.does(url, "fill", **{"value-1.1": "90"})
    player.does(url, "fill", **{"value-1.1": ""})
    assert value("1.1").status == ""


def test_saving_without_a_change_writes_nothing(office, url):
    player = Player(office.kasi)
    player.does(url, "fill", **{"value-1.1": "90"})
    count = JournalEntry.objects.count()
    assert "Tidak ada isian yang berubah" in player.does(url, "fill", **{"value-1.1": "90"})
    assert JournalEntry.objects.count() == count


def test_belum_tersedia_needs_reason_and_date(office, url):
    player = Player(office.kasi)
    answer = player.press(url, "fill", **{"status-1.1": "not_yet"})
    assert answer.status_code == 422
    player.does(
        url,
        "fill",
        **{
            "status-1.1": "not_yet",
            "reason-1.1": "Menunggu BPS",
            "promised_on-1.1": "2026-11-15",
        },
    )
    assert value().status == "not_yet"


def test_two_people_on_one_row_lose_nothing(office, record, url):
    mine, other = Player(office.kasi), Player(office.kasi)
    page_of_other = other.carried(url)
    mine.does(url, "fill", **{"value-1.1": "90"})
    answer = other.client.post(url, {**page_of_other, "verb": "fill", "value-1.1": "70"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nilai sekarang: 90" in page
    assert 'value="70"' in page
    assert value().value == 90


def test_a_form_below_target_asks_why(office, url):
    page = Player(office.kasi).does(url, "fill", **{"value-1.1": "50"})
    assert "Faktor penghambat" in page
    Player(office.kasi).does(
        url, "fill", **{"obstacles-1.1": "Jaringan putus", "follow_up-1.1": "Rekap mingguan"}
    )
    assert "Jaringan putus" in Player(office.sekcam).see(url)


def test_a_handed_in_form_is_read_only_and_keeps_what_came_late(office, record, url):
    stale = Player(office.kasi)
    page = stale.carried(url)
    Player(office.kasi).does(url, "hand_in", **{"value-1.1": "90"})
    answer = stale.client.post(url, {**page, "verb": "fill", "value-1.2": "66"})
    assert answer.status_code == 403
    assert "sudah diserahkan oleh Kasi1" in answer.content.decode()
    assert "66" in answer.content.decode()
    assert 'name="value-1.1"' not in stale.see(url)


def test_an_older_quarter_asks_once(office, quarter_is_over):
    record = office.entering(quarter=2)
    url = f"/formulir/{office.form(record).pk}/"
    player = Player(office.kasi)
    asked = player.press(url, "fill", **{"value-1.1": "90"})
    page = asked.content.decode()
    assert "Anda mengisi Triwulan II Tahun 2026" in page
    assert not Realisation.objects.exists()
    fields = {"value-1.1": "90", "confirmed_period": str(record.period_id)}
    player.does(url, "fill", **fields)
    player.does(url, "fill", **{"value-1.2": "91"})
    assert value("1.2").value == 91


@pytest.mark.parametrize("who", ["kasubag", "sekcam", "camat", "apip", "filler"])
def test_others_cannot_fill(office, url, who):
    player = Player(getattr(office, who))
    answer = player.client.post(url, {"verb": "fill", "value-1.1": "90"})
    assert answer.status_code == 403
    assert "Kepala Seksi 1 (Kasi1)" in answer.content.decode()
    assert not Realisation.objects.exists()


def test_a_deadline_in_the_past_is_told_at_the_field(office):
    record = office.opened()
    url = f"/formulir/{office.form(record).pk}/"
    answer = Player(office.kasi).press(url, "distribute_form", due="2026-10-01", instruction="Isi")
    assert answer.status_code == 422
    assert "Batas waktu sudah lewat" in answer.content.decode()
    assert office.form(record).is_prepared


def test_a_late_order_gets_a_deadline_of_its_own(office, quarter_is_over):
    record = office.opened(quarter=1)
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at())
    assert office.form(record).due.isoformat() == "2026-10-07"


def test_a_note_on_documents_is_kept_beside_the_number_and_read_by_all(office, record, url):
    kasi = Player(office.kasi)
    page = kasi.does(url, "fill", **{"value-1.1": "90", "evidence_note-1.1": "BA 12, map biru"})
    assert "BA 12, map biru</textarea>" in page
    assert "Faktor penghambat" not in page
    assert "Catatan dokumen:</b> BA 12, map biru" in Player(office.sekcam).see(url)
    entry = JournalEntry.objects.get(verb="fill")
    assert entry.after["rows"]["1.1"]["evidence_note"] == "BA 12, map biru"
    kasi.does(url, "hand_in")
    record = f"/berkas/{record.pk}/"
    assert "BA 12, map biru</textarea>" in Player(office.kasubag).see(f"{record}input/")
    assert "Catatan dokumen:</b> BA 12, map biru" in Player(office.sekcam).see(f"{record}koreksi/")


def test_a_note_that_stands_keeps_beside_an_explanation_that_is_written(office, url):
    kasi = Player(office.kasi)
    kasi.does(url, "fill", **{"value-1.1": "50", "evidence_note-1.1": "Rekap di map biru"})
    said = {"obstacles-1.1": "Cuaca", "follow_up-1.1": "Ulang"}
    kasi.does(url, "fill", **said, **{"evidence_note-1.1": "Rekap di map biru"})
    text = Explanation.objects.get()
    assert (text.obstacles, text.evidence_note) == ("Cuaca", "Rekap di map biru")


def test_a_refused_number_loses_no_note(office, url):
    given = {"value-1.1": "2 dok", "evidence_note-1.1": "Map biru"}
    answer = Player(office.kasi).press(url, "fill", **given)
    assert answer.status_code == 422
    assert "Map biru</textarea>" in answer.content.decode()
