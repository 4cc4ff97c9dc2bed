"""Rincian waktu: the spans that counted and those that did not, and the buttons of the clock."""

import re

import make
import pytest
import time_machine
from play import Player

from workflow import actions
from workflow.models import Pause, StepRun
from workflow.screens import times
from workflow.seats import Seats
from workflow.timing import words


@pytest.fixture
def clock():
    with time_machine.travel(make.at("2026-10-05 09:00"), tick=False) as traveller:
        yield lambda text: traveller.move_to(make.at(text))


@pytest.fixture
def record(office, clock):
    """A record in step 2, all forms handed in on Monday at 08.00."""
    return office.filled(when=make.at("2026-10-05 08:00"))


def page(record) -> str:
    return f"/berkas/{record.pk}/waktu/"


def run_of(record, step: int) -> StepRun:
    return record.runs.get(step=step)


def started(office, record, when: str = "2026-10-05 09:00") -> StepRun:
    run = run_of(record, 2)
    actions.start(run, by=office.kasubag, at=make.at(when))
    return run


def test_the_spans_of_every_round_add_up_to_its_figure(office, record):
    run = started(office, record, "2026-10-05 15:00")
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at("2026-10-05 15:10"))
    at = make.at("2026-10-07 10:00")
    actions.pause(run, reason="meeting", by=office.kasubag, at=make.at("2026-10-07 08:30"))
    read = times.read(record, (), seats=Seats([office.unit.pk], at))
    assert read
    for each in read:
        for stretch in each.stretches:
            counted = [span.length for span in stretch.spans if span.counts]
            assert sum(counted[1:], counted[0]) == stretch.total if counted else not stretch.total
            assert all(
                a.end == b.start for a, b in zip(stretch.spans, stretch.spans[1:], strict=False)
            )


def test_what_did_not_count_says_why(office, record, clock):
    run = started(office, record, "2026-10-05 11:00")
    actions.pause(run, reason="meeting", by=office.kasubag, at=make.at("2026-10-05 14:00"))
    actions.resume(run, by=office.kasubag, at=make.at("2026-10-05 15:00"))
    clock("2026-10-06 08:00")
    told = Player(office.kasubag).see(page(record))
    for reason in ("istirahat", "jeda: rapat", "di luar jam kerja"):
        assert reason in told
    assert "Dikerjakan 3 jam 30 menit" in told


def test_mulai_starts_the_clock_and_leads_back_to_the_screen(office, record):
    kasubag = Player(office.kasubag)
    there = f"/berkas/{record.pk}/input/"
    assert 'value="start"' in kasubag.see(there)
    run = run_of(record, 2)
    answer = kasubag.does(there, "start", run=run.pk)
    assert 'value="pause"' in answer and "Mulai</button>" not in answer
    assert run_of(record, 2).started_at == make.at("2026-10-05 09:00")


def test_opening_a_page_starts_nothing(office, record):
    Player(office.kasubag).see(f"/berkas/{record.pk}/input/")
    assert run_of(record, 2).started_at is None


def test_a_pause_is_one_tap_and_ends_with_another(office, record, clock):
    run = started(office, record)
    clock("2026-10-05 09:10")
    kasubag, there = Player(office.kasubag), f"/berkas/{record.pk}/input/"
    tap = {"post_to": f"{there}?alasan=electricity", "run": run.pk}
    answer = kasubag.does(there, "pause", **tap)
    assert "Dijeda: listrik" in answer
    clock("2026-10-05 10:00")
    kasubag.does(there, "resume", run=run.pk)
    assert not Pause.objects.get().is_open


def test_a_pause_is_offered_after_thirty_minutes_since_the_last_act(office, record, clock):
    run = started(office, record)
    kasubag, there = Player(office.kasubag), f"/berkas/{record.pk}/input/"
    clock("2026-10-05 09:29")
    told = kasubag.see(there)
    assert 'data-idle="60000" hidden>' in told
    assert re.search(r'name="since" [^>]+ disabled>', told)
    clock("2026-10-05 09:31")
    told = kasubag.see(there)
    assert "Tidak ada tindakan sejak pukul 09.00" in told
    assert "data-idle" not in told
    since = re.search(r'name="since" value="([^"]+)"', told)[1]
    tap = {"post_to": f"{there}?alasan=meeting", "run": run.pk}
    kasubag.does(there, "pause", since=since, **tap)
    assert Pause.objects.get().since == make.at("2026-10-05 09:00")


def test_a_lunch_break_is_no_idleness(office, record, clock):
    started(office, record, "2026-10-05 11:45")
    clock("2026-10-05 13:10")
    told = Player(office.kasubag).see(f"/berkas/{record.pk}/input/")
    assert 'data-idle="300000" hidden>' in told  # 15 minutes before lunch, 10 after it


def test_a_pause_is_not_offered_for_what_would_be_the_next_day(office, record, clock):
    started(office, record, "2026-10-05 15:45")
    clock("2026-10-05 15:50")
    told = Player(office.kasubag).see(f"/berkas/{record.pk}/input/")
    assert "Tidak ada tindakan" not in told


def test_a_pause_is_typed_afterwards_with_its_hours(office, record, clock):
    run = started(office, record)
    clock("2026-10-05 14:00")
    kasubag = Player(office.kasubag)
    typed = {"run": run.pk, "since": "10.15", "until": "11.00", "reason": "meeting"}
    kasubag.does(page(record), "pause", **typed)
    assert Pause.objects.get().since == make.at("2026-10-05 10:15")


@pytest.mark.parametrize(("typed", "told"), [
    ({"since": "sepuluh", "until": ""}, "Tulis jam seperti 10.15"),
    ({"since": "13.00", "until": "12.00"}, "Jeda berakhir sesudah ia mulai"),
    ({"since": "15.00", "until": ""}, "belum tiba"),
])  # fmt: skip
def test_a_pause_that_cannot_be_is_refused_and_what_was_typed_stays(
    office, record, clock, typed, told
):
    run = started(office, record)
    clock("2026-10-05 14:00")
    fields = {"run": run.pk, "reason": "meeting", **typed}
    response = Player(office.kasubag).press(page(record), "pause", **fields)
    answer = response.content.decode()
    assert response.status_code == 422
    assert told in answer
    assert f'value="{typed["since"]}"' in answer
    assert not Pause.objects.exists()


def test_others_see_the_clocks_but_no_buttons(office, record):
    started(office, record)
    told = Player(office.apip).see(page(record))
    assert "Rincian waktu" in told
    assert 'name="verb"' not in told


def test_a_stranger_does_not_see_them(office, neighbour, record):
    Player(neighbour.kasubag).see(page(record), status=404)


def test_a_press_on_another_records_round_finds_nothing(office, record):
    other = make.fresh(record)
    run = run_of(other, 2)
    kasubag = Player(office.kasubag)
    for key in (run.pk + 999, "x", "²", "9" * 40, "9" * 5000):
        assert kasubag.press(page(record), "start", run=key).status_code == 404


def test_queries_do_not_grow_with_rounds(office, record, django_assert_max_num_queries):
    player = Player(office.kasubag)
    with django_assert_max_num_queries(40) as few:
        player.see(page(record))
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=make.at("2026-10-05 09:00"))
    for _ in range(3):
        actions.submit(record, by=office.kasubag, at=make.at("2026-10-05 09:00"))
        actions.withdraw(record, by=office.kasubag, at=make.at("2026-10-05 09:00"))
    with django_assert_max_num_queries(len(few)):
        player.see(page(record))


def test_the_form_shows_how_long_its_section_has_it(office, clock):
    record = office.entering(when=make.at("2026-10-05 08:00"))
    told = Player(office.kasi).see(f"/formulir/{office.form(record).pk}/")
    assert "di seksi 1 jam kerja; batas Rabu, 7 Oktober 2026, pukul 16.00 WIB" in told


def test_words_of_a_skipped_form_say_that_nobody_started(office):
    record = office.opened(when=make.at("2026-10-05 08:00"))
    at = make.at("2026-10-05 10:00")
    actions.skip_form(office.form(record), reason="Kosong", by=office.kasubag, at=at)
    read = times.read(record, (), seats=Seats([office.unit.pk], at))
    skipped = next(each for each in read if each.run.outcome == "skip_form")
    assert words.told(skipped.clock) == "tidak dimulai, menunggu 2 jam"


def test_mulai_stands_on_the_form_that_waits_to_go_out(office, clock):
    record = office.opened(when=make.at("2026-10-05 08:00"))
    there, run = f"/formulir/{office.form(record).pk}/", record.runs.get(form=office.form(record))
    answer = Player(office.kasi).does(there, "start", run=run.pk)
    assert 'value="pause"' in answer
    assert record.runs.get(pk=run.pk).started_at == make.at("2026-10-05 09:00")
