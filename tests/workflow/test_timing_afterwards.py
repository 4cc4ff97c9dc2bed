"""What is noted after its time stands beside the round: it undoes no overrun unseen."""

import make
import pytest
import time_machine
from play import Player

from workflow import actions
from workflow.models import Disruption, StepRun

pytestmark = pytest.mark.django_db
NINE = make.at("2026-10-05 09:00")


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(make.at("2026-10-07 09:00"), tick=False):
        yield


@pytest.fixture
def record(office):
    """A record in step 3, whose 90 minutes began on Monday at 09.00."""
    record = office.reviewing(when=make.at("2026-10-05 08:00"))
    actions.start(run_of(record), by=office.sekcam, at=NINE)
    return record


def run_of(record) -> StepRun:
    return record.runs.get(step=3)


def jeda(office, record, *, at: str, since: str | None = None, until: str | None = None) -> None:
    span = {"since": since and make.at(since), "until": until and make.at(until)}
    actions.pause(run_of(record), reason="meeting", **span, by=office.sekcam, at=make.at(at))


def shown(office, record) -> str:
    return Player(office.kasubag).see(f"/berkas/{record.pk}/waktu/")


def printed(office, record) -> str:
    return Player(office.kasubag).see(f"/berkas/{record.pk}/kendali/")


LATE = {"at": "2026-10-05 11:00", "since": "2026-10-05 09:10", "until": "2026-10-05 10:50"}


def test_jeda_that_undoes_an_overrun_says_who_noted_it_when_and_what_stood(office, record):
    """From 09.00 to 11.00 are 120 minutes: 30 over the 90."""
    jeda(office, record, **LATE)
    told = shown(office, record)
    assert (
        "Jeda (rapat) 5 Okt 2026 09.10 s.d. 5 Okt 2026 10.50 dicatat sesudahnya oleh Sekcam, "
        "5 Okt 2026 11.00; saat dicatat, standar sudah lewat 30 menit."
    ) in told


def test_the_printed_sheet_says_it_without_a_name(office, record):
    jeda(office, record, **LATE)
    told = printed(office, record)
    assert (
        "jeda: rapat, 1 jam 40 menit (dicatat sesudahnya, 5 Okt 2026 11.00, "
        "ketika standar sudah lewat 30 menit)"
    ) in told
    assert "Sekcam," not in told


def test_jeda_noted_in_time_is_told_as_noted_afterwards_and_no_more(office, record):
    jeda(office, record, at="2026-10-05 10:00", since="2026-10-05 09:10", until="2026-10-05 09:50")
    told = shown(office, record)
    assert "dicatat sesudahnya oleh Sekcam, 5 Okt 2026 10.00." in told
    assert "sudah lewat" not in told


def test_jeda_pressed_when_it_began_is_not_told_apart(office, record):
    jeda(office, record, at="2026-10-05 10:00")
    assert "dicatat sesudahnya" not in shown(office, record) + printed(office, record)


def test_earlier_jeda_is_taken_off_before_the_later_one_is_judged(office, record):
    jeda(office, record, at="2026-10-05 09:30", since="2026-10-05 09:00", until="2026-10-05 09:30")
    jeda(office, record, at="2026-10-05 10:45", since="2026-10-05 10:00", until="2026-10-05 10:30")
    assert "sudah lewat" not in shown(office, record)


def gangguan(office, *, confirmed: str) -> None:
    span = {"starts_at": make.at("2026-10-05 09:15"), "ends_at": make.at("2026-10-05 09:45")}
    at = make.at("2026-10-05 11:00")
    actions.record_disruption(office.unit, **span, reason="Badai", by=office.kasubag, at=at)
    at = make.at(confirmed)
    actions.confirm_disruption(Disruption.objects.get(), by=office.sekcam, at=at)


def ended(office, record) -> None:
    at = make.at("2026-10-05 10:00")
    actions.send_back(record, reason="Periksa lagi", by=office.sekcam, at=at)


REMARK = (
    "Gangguan kerja (Badai, 5 Okt 2026 09.15 s.d. 5 Okt 2026 09.45) dibenarkan 6 Okt 2026 08.00, "
    "sesudah putaran ini selesai: catatan saja, hitungannya tetap."
)


def test_gangguan_confirmed_after_the_end_is_a_remark_at_the_round_that_it_touched(office, record):
    ended(office, record)
    before = shown(office, record)
    gangguan(office, confirmed="2026-10-06 08:00")
    told = shown(office, record)
    assert told.count(REMARK) == 1
    assert "Dikerjakan 1 jam" in before and "Dikerjakan 1 jam" in told
    assert "gangguan kerja (Badai) dibenarkan sesudah selesai" in printed(office, record)


def test_gangguan_that_counts_is_a_span_and_no_remark(office, record):
    gangguan(office, confirmed="2026-10-06 08:00")
    told = shown(office, record)
    assert "gangguan kerja: Badai" in told
    assert "catatan saja" not in told


def test_round_of_another_hour_has_no_remark(office, record):
    at = make.at("2026-10-05 09:10")
    actions.send_back(record, reason="Periksa lagi", by=office.sekcam, at=at)
    gangguan(office, confirmed="2026-10-06 08:00")
    assert "catatan saja" not in shown(office, record)
