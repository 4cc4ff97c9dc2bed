"""A press on the clock keeps what is typed on the page, without a script."""

import re

import make
import pytest
import time_machine
from play import Player

from kinerja.models import Realisation
from workflow import actions
from workflow.models import Pause

pytestmark = pytest.mark.django_db
TEN = make.at("2026-10-05 10:00")


@pytest.fixture(autouse=True)
def at_ten():
    with time_machine.travel(TEN, tick=False):
        yield


@pytest.fixture
def record(office):
    return office.entering(when=make.at("2026-10-05 08:00"))


def run_of(record, step: int = 2):
    return record.runs.get(step=step).pk


def at_input(office, record) -> tuple[int, Player, str]:
    """Step 2 waits for its start; Kasubag has the page before him."""
    for number, head in enumerate(office.heads):
        actions.hand_in(office.form(record, number), by=head, at=make.at("2026-10-05 09:00"))
    return run_of(record), Player(office.kasubag), f"/berkas/{record.pk}/input/"


def test_mulai_brings_typed_values_back_and_stores_none(office, record):
    run, kasubag, there = at_input(office, record)
    typed = {"value-1.1": "1.234,5", "value-2.1": "abc", "drivers-1.1": "Gotong royong"}
    answer = kasubag.press(there, "start", run=run, **typed)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "Waktu langkah ini berjalan." in told
    assert "Yang Anda ketik tetap di halaman ini dan belum tersimpan." in told
    for text in ('value="1.234,5"', 'value="abc"', "Gotong royong</textarea>"):
        assert text in told
    assert not Realisation.objects.exclude(value=None).exists()
    kept = {"value-1.1": "1.234,5"}
    assert "Isian tersimpan" in kasubag.does(there, "enter", **kept)


def test_jeda_brings_typed_values_back(office, record):
    run, kasubag, there = at_input(office, record)
    kasubag.does(there, "start", run=run)
    tap = {"post_to": f"{there}?alasan=meeting", "run": run, "value-1.1": "91"}
    told = kasubag.press(there, "pause", **tap).content.decode()
    assert 'value="91"' in told
    assert "Dijeda: rapat" in told
    assert Pause.objects.get().is_open


def test_second_press_of_the_same_page_pauses_once(office, record):
    run, kasubag, there = at_input(office, record)
    kasubag.does(there, "start", run=run)
    sent = {**kasubag.carried(there), "verb": "pause", "run": run, "value-1.1": "91"}
    for _ in range(2):
        answer = kasubag.client.post(f"{there}?alasan=meeting", sent)
        assert 'value="91"' in answer.content.decode()
    assert Pause.objects.count() == 1


def test_without_typing_the_press_leads_to_the_page(office, record):
    run, kasubag, there = at_input(office, record)
    assert kasubag.press(there, "start", run=run)["Location"] == there


def test_refused_jeda_brings_typed_values_back_too(office, record):
    run, kasubag, there = at_input(office, record)
    kasubag.does(there, "start", run=run)
    tap = {"post_to": f"{there}?alasan=tidur", "run": run, "value-1.1": "91"}
    answer = kasubag.press(there, "pause", **tap)
    assert answer.status_code == 422
    assert 'value="91"' in answer.content.decode()


def test_reason_of_a_return_survives_mulai(office):
    record = office.reviewing(when=make.at("2026-10-05 08:00"))
    there = f"/berkas/{record.pk}/koreksi/"
    sent = {"run": run_of(record, 3), "reason": "Satuan keliru"}
    told = Player(office.sekcam).press(there, "start", **sent).content.decode()
    assert "Satuan keliru</textarea>" in told
    assert 'value="pause"' in told


def test_box_and_shelf_survive_lanjutkan(office):
    record = office.sealed(when=make.at("2026-10-05 08:00"))
    there = f"/berkas/{record.pk}/dokumentasi/"
    sent = {"run": run_of(record, 4), "box": "12", "shelf": "C"}
    told = Player(office.admin).press(there, "resume", **sent).content.decode()
    assert 'value="12"' in told and 'value="C"' in told


def test_order_of_a_form_survives_mulai(office):
    record = office.opened(when=make.at("2026-10-05 08:00"))
    form = office.form(record)
    there, run = f"/formulir/{form.pk}/", record.runs.get(form=form).pk
    typed = {"run": run, "instruction": "Pakai register baru", "due": "2026-10-06"}
    told = Player(office.kasi).press(there, "start", **typed).content.decode()
    assert 'value="Pakai register baru"' in told
    assert 'value="2026-10-06"' in told


@pytest.mark.parametrize(("verb", "screen", "stage"), [
    ("enter", "input", "filled"),
    ("send_back", "koreksi", "reviewing"),
    ("seal", "dokumentasi", "archiving"),
])  # fmt: skip
def test_enter_key_presses_no_button_of_the_clock(office, verb, screen, stage):
    """A browser takes the first button of the form, in the order of the page."""
    record = getattr(office, stage)(when=make.at("2026-10-05 08:00"))
    who = {"enter": office.kasubag, "send_back": office.sekcam, "seal": office.admin}[verb]
    told = Player(who).see(f"/berkas/{record.pk}/{screen}/")
    form = re.search(r'value="(?:start|pause)"[^>]* form="(\w+)"', told)[1]
    first = re.search(rf'<button[^>]+value="(\w+)" form="{form}"[^>]*>', told)
    assert first[1] == verb
    # Enter on a tick of Koreksi must not return the record.
    assert ("disabled" in first[0]) == (verb == "send_back")
    assert f'<form method="post" id="{form}"' in told or f'class="actions" id="{form}"' in told
