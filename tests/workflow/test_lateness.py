"""What of a unit's year is late and where: the open record, its step, since when."""

from datetime import date

import make
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.models import Period
from workflow import actions
from workflow.screens import lateness
from workflow.screens.summary import late_words

START = make.at("2026-10-05 08:00")  # a Monday; forms are back on the 7th, the report on the 14th
QUESTIONS = 7  # however many records and forms there are
BEFORE, AFTER = make.at("2026-10-06 09:00"), make.at("2026-10-20 09:00")


def told(office, at=AFTER) -> list[str]:
    return [late_words(each) for each in lateness.read(office.unit, 2026, at=at).late]


def test_what_is_in_time_is_not_told(office):
    office.entering(when=START)
    found = lateness.read(office.unit, 2026, at=BEFORE)
    assert found.late == ()
    assert found.of_period(3).state == "entering"


def test_forms_that_are_not_back_are_told_by_their_section(office):
    office.entering(when=START)
    found = told(office)
    assert (
        "Triwulan III 2026: Formulir, Seksi 1, sejak 5 Oktober 2026, "
        "batas formulir 7 Oktober 2026 lewat"
    ) in found
    assert sum("Formulir, " in each for each in found) == 2


def test_a_form_whose_record_has_gone_on_is_awaited_no_more(office):
    record = office.entering(when=START)
    for code in office.codes():
        actions.enter(
            record, values={code: make.entry("90", source="paper")}, by=office.kasubag, at=START
        )
    actions.accept(record, rows=office.codes(), by=office.kasubag, at=START)
    actions.submit(record, by=office.kasubag, at=START)
    assert not [each for each in told(office) if "Formulir" in each]


def test_a_round_over_its_standard_is_told_with_its_step_and_who_is_to_act(office):
    record = office.reviewing(when=START)
    actions.start(record.runs.get(step=3, finished_at=None), by=office.sekcam, at=START)
    (found,) = told(office)
    assert found.startswith("Triwulan III 2026: Koreksi, Sekcam, sejak 5 Oktober 2026, lewat ")


def test_a_report_that_is_due_is_told_though_no_clock_runs(office):
    office.reviewing(when=START)
    (found,) = told(office)
    assert found == (
        "Triwulan III 2026: Koreksi, Sekcam, sejak 5 Oktober 2026, batas laporan 14 Oktober 2026 "
        "lewat"
    )


def test_on_its_last_day_the_report_is_not_late(office):
    office.reviewing(when=START)
    assert Period.objects.get().report_due == date(2026, 10, 14)
    assert told(office, make.at("2026-10-14 15:00")) == []


def test_a_sealed_report_is_made_though_its_paper_is_on_the_way(office):
    office.sealed(when=START)
    assert told(office) == []


def test_an_archived_record_is_not_read(office):
    office.archived(when=START)
    assert lateness.read(office.unit, 2026, at=AFTER).records == ()


def test_the_records_of_a_neighbour_and_of_another_year_are_not_read(office, neighbour):
    neighbour.entering(when=START)
    office.entering(when=START)
    found = lateness.read(office.unit, 2026, at=AFTER)
    assert {each.record.unit_id for each in found.late} == {office.unit.pk}
    assert lateness.read(office.unit, 2025, at=AFTER).records == ()


@pytest.mark.parametrize("quarters", [(3,), (1, 2, 3)])
def test_it_asks_the_same_number_of_questions_for_1_and_3_records(office, quarters):
    for quarter in quarters:
        office.entering(when=START, quarter=quarter)
    with CaptureQueriesContext(connection) as asked:
        lateness.read(office.unit, 2026, at=AFTER)
    assert len(asked) == QUESTIONS
