"""A press that waited while another was written is done again; a clock that is wrong is told."""

import make
import pytest
import time_machine
from play import Player

from workflow import actions

LAST, BEFORE, AFTER = (make.at(f"2026-10-05 09:00:0{second}") for second in (5, 4, 6))


@pytest.fixture
def record(office):
    """A record in step 2, written to last at five seconds past nine."""
    found = office.filled(when=make.at("2026-10-05 08:00"))
    actions.start(found.runs.get(step=2), by=office.kasubag, at=LAST)
    return found


def pressed(office, record, monkeypatch, *moments):
    """Press Jeda, while the clock shows these moments one after another, the last for ever."""
    page = f"/berkas/{record.pk}/waktu/"
    kasubag = Player(office.kasubag)
    with time_machine.travel(AFTER, tick=False):
        fields = {**kasubag.carried(page), "verb": "pause", "reason": "meeting"}
    shown = list(moments)
    now = lambda: shown.pop(0) if len(shown) > 1 else shown[0]  # noqa: E731
    monkeypatch.setattr("kinerja.clock.now", now)
    return kasubag.client.post(page, {**fields, "run": record.runs.get(step=2).pk})


def test_a_press_that_waited_for_another_is_done_as_of_now(office, record, monkeypatch):
    response = pressed(office, record, monkeypatch, BEFORE, AFTER)
    assert response.status_code == 302
    assert record.runs.get(step=2).pauses.get().since == AFTER


def test_a_clock_that_stands_before_the_last_entry_stops_the_writing(office, record, monkeypatch):
    response = pressed(office, record, monkeypatch, BEFORE)
    told = response.content.decode()
    assert response.status_code == 503
    assert "Jam server menunjukkan 05-10-2026 pukul 09.00.04" in told
    assert f"Hubungi {office.seat(office.administrator).title}" in told
    assert not record.runs.get(step=2).pauses.exists()
