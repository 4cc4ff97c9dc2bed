"""Mulai, jeda, lanjutkan, perpanjang: the clock of a round in its actor's hand."""

from datetime import timedelta

import make
import pytest
from deeds import stage
from witness import refused

from workflow import actions
from workflow.actions import Incomplete, NotNow, NotYours
from workflow.models import Pause, StepRun
from workflow.timing.clock import Clocks

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = "2026-10-05 09:00"


@pytest.fixture
def run(office) -> StepRun:
    """Step 2, started on Monday at 09.00."""
    found = office.filled(when=make.at("2026-10-05 08:00")).runs.get(step=2)
    actions.start(found, by=office.kasubag, at=make.at(MORNING))
    return found


def pause(run, office, *, at: str, reason: str = "meeting", **span):
    span = {name: make.at(moment) for name, moment in span.items()}
    return actions.pause(run, reason=reason, **span, by=office.kasubag, at=make.at(at))


def test_a_pause_lasts_until_it_is_ended(run, office):
    entry = pause(run, office, at="2026-10-05 10:00")
    assert entry.after["reason"] == "rapat"
    actions.resume(run, by=office.kasubag, at=make.at("2026-10-05 11:00"))
    found = run.pauses.get()
    assert (found.since, found.until) == (make.at("2026-10-05 10:00"), make.at("2026-10-05 11:00"))


def test_who_works_ends_the_pause(run, office):
    pause(run, office, at="2026-10-05 10:00")
    record = run.submission
    actions.accept(record, rows=["1.1"], by=office.kasubag, at=make.at("2026-10-05 10:40"))
    assert run.pauses.get().until == make.at("2026-10-05 10:40")
    refused(
        NotNow,
        lambda: actions.resume(run, by=office.kasubag, at=make.at("2026-10-05 10:50")),
    )


def test_a_pause_ends_when_the_step_is_handed_on(run, office):
    record = run.submission
    early = make.at("2026-10-05 09:30")
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=early)
    pause(run, office, at="2026-10-05 10:00")
    actions.submit(record, by=office.kasubag, at=make.at("2026-10-05 13:30"))
    assert run.pauses.get().until == make.at("2026-10-05 13:30")


def test_a_pause_ends_when_the_record_is_cancelled(run, office):
    pause(run, office, at="2026-10-05 10:00")
    at = make.at("2026-10-05 10:30")
    actions.cancel(run.submission, reason="Keliru", by=office.sekcam, at=at)
    assert run.pauses.get().until == at


def test_a_pause_can_be_noted_afterwards_on_the_same_day(run, office):
    pause(run, office, at="2026-10-05 15:00", since="2026-10-05 10:00", until="2026-10-05 11:00")
    assert not run.pauses.get().is_open


@pytest.mark.parametrize(("at", "span", "words"), [
    ("2026-10-05 10:00", {"since": "2026-10-05 10:01"}, "belum tiba"),
    ("2026-10-05 10:00", {"since": "2026-10-05 09:30", "until": "2026-10-05 10:30"}, "belum tiba"),
    ("2026-10-05 10:00", {"since": "2026-10-05 08:30"}, "baru dimulai"),
    ("2026-10-06 10:00", {"since": "2026-10-05 15:00"}, "hari yang sama"),
    (
        "2026-10-05 11:00",
        {"since": "2026-10-05 10:00", "until": "2026-10-05 09:50"},
        "berakhir sesudah",
    ),
])  # fmt: skip
def test_an_impossible_span_is_refused(run, office, at, span, words):
    error = refused(Incomplete, lambda: pause(run, office, at=at, **span))
    assert words in error.reason
    assert error.errors


def test_an_unknown_reason_is_refused(run, office):
    error = refused(Incomplete, lambda: pause(run, office, at="2026-10-05 10:00", reason="tidur"))
    assert "reason" in error.errors


def test_a_pause_over_an_own_act_is_refused(run, office):
    """Who accepted a row at 10.30 was not in a meeting from 10 to 11."""
    record, half_past = run.submission, make.at("2026-10-05 10:30")
    actions.accept(record, rows=["1.1"], by=office.kasubag, at=half_past)
    span = {"since": "2026-10-05 10:00", "until": "2026-10-05 11:00"}
    error = refused(Incomplete, lambda: pause(run, office, at="2026-10-05 12:00", **span))
    assert "10.30 berkas ini dikerjakan" in error.reason
    pause(run, office, at="2026-10-05 12:00", since="2026-10-05 10:30")


def test_overlapping_pauses_are_refused(run, office):
    pause(run, office, at="2026-10-05 11:00", since="2026-10-05 10:00", until="2026-10-05 10:30")
    span = {"since": "2026-10-05 10:20", "until": "2026-10-05 10:50"}
    error = refused(Incomplete, lambda: pause(run, office, at="2026-10-05 12:00", **span))
    assert "Sudah ada jeda (rapat)" in error.reason


def test_a_second_pause_waits_for_the_first_to_end(run, office):
    pause(run, office, at="2026-10-05 10:00")
    refused(NotNow, lambda: pause(run, office, at="2026-10-05 10:30"))
    assert Pause.objects.count() == 1


def test_nothing_is_paused_after_the_round(run, office):
    record, at = run.submission, make.at("2026-10-05 10:00")
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=at)
    actions.submit(record, by=office.kasubag, at=at)
    refused(NotNow, lambda: pause(run, office, at="2026-10-05 10:30"))


def test_the_superior_extends_with_a_reason_and_the_actor_does_not(office):
    record = stage(office, "with_superiors")
    run = record.runs.get(step=2)
    given = {"minutes": 60, "reason": "Data BPS terlambat", "at": make.at("2026-10-06 09:00")}
    refused(NotYours, lambda: actions.extend(run, **given, by=office.kasubag))
    entry = actions.extend(run, **given, by=office.sekcam)
    assert (entry.capacity, entry.note) == ("Sekretaris Camat", "Data BPS terlambat")
    assert run.extensions.get().minutes == 60


@pytest.mark.parametrize("given", [{"minutes": 0}, {"minutes": 10**6}, {"reason": " "}])
def test_an_extension_without_time_or_reason_is_refused(office, given):
    record = stage(office, "with_superiors")
    run = record.runs.get(step=2)
    given = {"minutes": 60, "reason": "Listrik padam"} | given
    at = make.at("2026-10-06 09:00")
    refused(Incomplete, lambda: actions.extend(run, **given, by=office.sekcam, at=at))


def test_a_round_that_nobody_started_is_not_extended(office):
    record = stage(office, "with_superiors")
    at = make.at("2026-10-06 09:00")
    actions.submit(record, by=office.kasubag, at=at)
    run = record.runs.get(step=3)
    given = {"minutes": 60, "reason": "Rapat", "by": office.camat, "at": at}
    refused(NotNow, lambda: actions.extend(run, **given))


def test_a_pause_from_the_very_start_noted_later_leaves_the_rest_measured(run, office):
    """Who took the offered pause goes on being measured afterwards."""
    pause(run, office, at="2026-10-05 09:40", since=MORNING)
    actions.resume(run, by=office.kasubag, at=make.at("2026-10-05 10:00"))
    found = StepRun.objects.with_times().get(pk=run.pk)
    clock = Clocks([office.unit.pk], at=make.at("2026-10-05 11:00")).of(found, office.unit.pk)
    assert (clock.is_measured, clock.worked) == (True, timedelta(minutes=60))


def test_ticking_again_does_not_hide_when_a_row_was_accepted(run, office):
    record, early = run.submission, make.at("2026-10-05 10:30")
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=early)
    late = make.at("2026-10-05 12:00")
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=late)
    span = {"since": "2026-10-05 10:00", "until": "2026-10-05 11:00"}
    refused(Incomplete, lambda: pause(run, office, at="2026-10-05 13:30", **span))


def test_nobody_pauses_over_what_another_did_at_the_step(office):
    record = stage(office, "with_superiors")
    run, at = record.runs.get(step=2), make.at("2026-10-05 11:00")
    values = {"1.1": make.entry("91", reason="Salah")}
    actions.enter(record, values=values, by=office.kasubag, at=make.at("2026-10-05 10:00"))
    span = {"since": make.at("2026-10-05 09:00"), "reason": "meeting", "at": at}
    error = refused(Incomplete, lambda: actions.pause(run, by=office.sekcam, **span))
    assert "10.00 berkas ini dikerjakan" in error.reason


def test_a_reason_that_does_not_fit_is_refused(office):
    record = stage(office, "with_superiors")
    given = {"minutes": 60, "reason": "x" * 501, "by": office.sekcam}
    at = make.at("2026-10-06 09:00")
    error = refused(Incomplete, lambda: actions.extend(record.runs.get(step=2), **given, at=at))
    assert "extension_reason" in error.errors
