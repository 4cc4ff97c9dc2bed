"""An act that the record's state does not offer changes nothing, and says where it stands."""

from datetime import datetime, timedelta

import make
import pytest
from deeds import DEEDS, LATER, STAGES, stage
from witness import nothing_changes, raised, refused, verified

from workflow import actions
from workflow.actions import ClockWrong, Incomplete, NotNow, Refused

pytestmark = pytest.mark.django_db(transaction=True)

# Offered in this state, but something is missing first: the refusal says what.
UNREADY = {
    ("accept", "entering"),
    ("submit", "entering"),
    ("submit", "filled"),
    ("submit", "reopened"),
    ("approve", "reviewing"),
    ("file_copy", "archiving"),
    ("file_receipt", "archiving"),
    ("reopen", "archiving"),
    ("enter_late", "sealed"),
    ("enter_late", "archived"),
}
# These belong to a round, or to a note or correction; `open_submission` needs no record.
OF_A_ROUND = ("start", "pause", "resume", "extend")
OF_A_ROW = ("close_note", "answer")
OF_A_STATE = [verb for verb in DEEDS if verb not in (*OF_A_ROUND, *OF_A_ROW, "open_submission")]


@pytest.mark.parametrize("name", STAGES)
def test_verbs_that_a_stage_does_not_offer_change_nothing(name, office):
    record = stage(office, name)
    with nothing_changes():
        for verb in OF_A_STATE:
            if name not in DEEDS[verb].stages:
                error = Incomplete if (verb, name) in UNREADY else NotNow
                assert raised(error, lambda verb=verb: DEEDS[verb].press(office, record)).reason


def test_refusal_says_who_did_what_when(office):
    record = office.reviewing(when=make.at("2026-10-05 14:07"))
    error = refused(NotNow, lambda: DEEDS["submit"].press(office, record))
    assert error.reason == (
        "Berkas ini sekarang pada: Koreksi. Kasubag (Kasubag Perencanaan) mengirim untuk "
        "dikoreksi, 05-10-2026 pukul 14.07 WIB."
    )


def test_form_already_handed_in_says_by_whom(office):
    record = office.filled()
    for verb in ("fill", "hand_in"):
        error = refused(NotNow, lambda verb=verb: DEEDS[verb].press(office, record))
        assert "sudah diserahkan oleh Kasi1" in error.reason


def test_open_record_is_not_opened_again(office):
    office.opened()
    error = refused(NotNow, lambda: DEEDS["open_submission"].press(office, None))
    assert "Triwulan III Tahun 2026" in error.reason


def test_round_is_started_once_and_not_after_it_is_finished(office):
    record = office.filled()
    run = record.runs.get(step=2)
    actions.start(run, by=office.kasubag, at=LATER)
    refused(NotNow, lambda: actions.start(run, by=office.kasubag, at=LATER))
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=LATER)
    actions.submit(record, by=office.kasubag, at=LATER)
    refused(NotNow, lambda: actions.start(run, by=office.kasubag, at=LATER))


def test_finished_round_does_not_start_the_next_one(office):
    record = office.reviewing()
    first = record.runs.get(step=2)
    actions.send_back(record, reason="Periksa", by=office.sekcam, at=LATER)
    refused(NotNow, lambda: actions.start(first, by=office.kasubag, at=LATER))
    assert record.runs.get(step=2, round=2).started_at is None


@pytest.mark.parametrize("verb", [verb for verb in DEEDS if verb != "open_submission"])
def test_clock_before_the_last_entry_writes_nothing(verb, office):
    """The server's clock went back: nothing is written, not even a mark."""
    record = stage(office, DEEDS[verb].stage)
    earlier = make.at() - timedelta(microseconds=1)
    error = refused(ClockWrong, lambda: DEEDS[verb].press(office, record, at=earlier))
    assert "05-10-2026 pukul 07.59.59" in error.reason
    assert verified()


@pytest.mark.parametrize("verb", DEEDS)
def test_moment_without_time_zone_is_refused(verb, office):
    record = stage(office, DEEDS[verb].stage)
    naive = datetime(2026, 10, 6, 9, 0)
    refused(ValueError, lambda: DEEDS[verb].press(office, record, at=naive))


def test_refused_is_one_family():
    assert all(issubclass(kind, Refused) for kind in (NotNow, Incomplete, ClockWrong))
