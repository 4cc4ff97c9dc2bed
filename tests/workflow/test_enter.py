"""Kasubag's screen: what the sections gave, what is missing, and the way on."""

import make
import pytest
import time_machine
from play import Player

from kinerja.models import Explanation, Realisation
from workflow import actions


@pytest.fixture(autouse=True)
def quarter_is_over():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False):
        yield


def url(record) -> str:
    return f"/berkas/{record.pk}/input/"


def test_one_press_accepts_all_without_warning(office):
    record = office.filled()
    player = Player(office.kasubag)
    page = player.see(url(record))
    assert "Terima 6 tanpa peringatan" in page
    rows = [f"{code}@1" for code in office.codes()]
    page = player.does(url(record), "accept", row=rows)
    assert "0 belum diterima" in page


def test_the_grey_button_says_why(office):
    page = Player(office.kasubag).see(url(office.filled()))
    assert "Belum dapat dikirim: Masih ada baris yang belum diterima." in page


def test_a_row_below_target_is_shown_and_not_among_those_accepted_at_once(office):
    record = office.filled("50")
    page = Player(office.kasubag).see(url(record))
    assert "di bawah target" in page
    assert "tanpa peringatan</button>" not in page


def test_a_typed_value_names_its_source_and_is_accepted_with_it(office):
    record = office.entering()
    page = Player(office.kasubag).does(
        url(record), "enter", **{"value-1.1": "90", "source-1.1": "phone"}
    )
    assert Realisation.objects.get(line__code="1.1").source == "phone"
    assert "telepon" in page
    assert page.count("✓ diterima") == 1


def test_replacing_a_handed_in_value_asks_for_a_reason(office):
    record = office.filled()
    answer = Player(office.kasubag).press(url(record), "enter", **{"value-1.1": "70"})
    assert answer.status_code == 422
    assert "alasan mengganti nilai dari seksi" in answer.content.decode()
    assert Realisation.objects.get(line__code="1.1").value == 90


def test_what_was_typed_beside_the_ticks_is_kept_when_accepting(office):
    record = office.filled()
    page = Player(office.kasubag).does(
        url(record),
        "accept",
        **{"value-1.1": "88", "reason-1.1": "Rekap terbaru", "row": ["1.1@1", "1.2@1"]},
    )
    assert Realisation.objects.get(line__code="1.1").value == 88
    assert page.count("✓ diterima") == 2


def test_a_single_bad_value_is_named_and_kept(office):
    record = office.entering()
    answer = Player(office.kasubag).press(url(record), "enter", **{"value-1.1": "#DIV/0!"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "#DIV/0!" in page
    assert "cell-error" in page


def test_a_row_typed_here_is_closed_to_its_section(office):
    record = office.entering()
    Player(office.kasubag).does(url(record), "enter", **{"value-1.1": "90"})
    page = Player(office.kasi).see(f"/formulir/{office.form(record).pk}/")
    assert 'name="value-1.1"' not in page
    assert 'name="value-1.2"' in page


def test_kasubag_explains_a_sasaran(office):
    record = office.entering()
    Player(office.kasubag).does(url(record), "enter", **{"drivers-sasaran-1": "Tim lengkap"})
    assert Explanation.objects.get().objective.number == 1


def test_after_a_partial_return_only_those_rows_are_open(office):
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", rows=["1.2"], by=office.sekcam, at=make.at())
    page = Player(office.kasubag).see(url(record))
    assert 'name="value-1.2"' in page
    assert 'name="value-1.1"' not in page
    assert "Periksa" in page


def test_a_value_that_changed_meanwhile_is_not_accepted_blindly(office):
    record = office.entering()
    form, at = office.form(record), make.at()
    actions.fill(form, values={"1.1": make.entry("90")}, by=office.kasi, at=at)
    player = Player(office.kasubag)
    shown = player.carried(url(record))
    actions.fill(form, values={"1.1": make.entry("10")}, by=office.kasi, at=at)
    answer = player.client.post(url(record), {**shown, "verb": "accept", "row": "1.1@1"})
    assert answer.status_code == 409


def test_a_page_that_lies_open_too_long_says_who_sent_it_on_and_keeps_the_words(office):
    record = office.filled()
    player = Player(office.kasubag)
    shown = player.carried(url(record))
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at())
    actions.submit(record, by=office.kasubag, at=make.at())
    answer = player.client.post(
        url(record), {**shown, "verb": "enter", "value-1.1": "77,7", "reason-1.1": "Baru"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Koreksi" in page
    assert "mengirim untuk dikoreksi" in page
    assert "77,7" in page


def test_others_read_the_page_without_inputs(office):
    record = office.filled()
    for user in (office.sekcam, office.camat, office.kasi):
        page = Player(user).see(url(record))
        assert 'name="value-1.1"' not in page
        assert 'name="verb"' not in page
