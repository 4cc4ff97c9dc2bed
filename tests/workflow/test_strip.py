"""The strip tells who, how long, in what round; only a return makes a perbaikan."""

import make

from workflow import actions
from workflow.models import StepRun
from workflow.screens.strip import strip

MORNING, NOON = make.at("2026-10-05 08:00"), make.at("2026-10-05 11:00")


def step(record, number: int, *, at=NOON):
    return strip(make.fresh(record), at=at)[number - 1]


def lines(record, number: int, *, at=NOON) -> str:
    return " · ".join(step(record, number, at=at).lines)


def test_step_1_counts_the_forms_that_are_out(office):
    record = office.opened()
    actions.distribute_form(office.form(record), by=office.kasi, at=make.at())
    assert "1 dari 2 formulir didistribusikan" in lines(record, 1)


def test_step_1_names_the_slowest_section(office):
    record = office.opened(when=MORNING)
    actions.distribute_form(office.form(record), by=office.kasi, at=MORNING)
    assert "terlama Seksi 2" in lines(record, 1)
    assert step(record, 1).clock.sentence == "menunggu 3 jam"


def test_a_running_step_shows_its_clock_against_the_standard(office):
    record = office.reviewing(when=MORNING)
    actions.start(StepRun.objects.get(step=3), by=office.sekcam, at=make.at("2026-10-05 08:30"))
    clock = step(record, 3, at=make.at("2026-10-05 09:00")).clock
    assert clock.sentence == (
        "30 menit dari 90 menit, sisa 1 jam; batas Senin, 5 Oktober 2026, pukul 10.00 WIB"
    )
    assert (clock.stage, clock.percent) == ("sesuai standar", 33)


def test_a_finished_step_says_how_long_it_took_and_waited(office):
    record = office.reviewing(when=MORNING)
    actions.start(StepRun.objects.get(step=3), by=office.sekcam, at=make.at("2026-10-05 08:30"))
    actions.check(record, rows=office.codes(), by=office.sekcam, at=make.at("2026-10-05 09:00"))
    actions.approve(record, seen=10_000, by=office.sekcam, at=make.at("2026-10-05 10:10"))
    told = lines(record, 3)
    assert "melampaui batas, selesai dalam 1 jam 40 menit dari 90 menit, lewat 10 menit" in told
    assert "menunggu 30 menit sebelumnya" in told


def test_a_step_that_nobody_started_waits(office):
    record = office.reviewing(when=MORNING)
    assert "standar 90 menit" in lines(record, 3)
    assert step(record, 3).clock.waited == "3 jam"


def test_a_return_makes_a_perbaikan_and_is_marked_as_an_addition(office):
    record = office.reviewing()
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=make.at())
    assert "perbaikan ke-1" in lines(record, 2)
    assert "tambahan dari SOP" in step(record, 3).back


def test_a_withdrawal_makes_no_perbaikan(office):
    record = office.reviewing()
    actions.withdraw(record, by=office.kasubag, at=make.at())
    assert "perbaikan" not in lines(record, 2)
