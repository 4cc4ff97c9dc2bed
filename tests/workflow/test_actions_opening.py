"""Opening a period's record, and cancelling one that was opened by mistake."""

from datetime import date

import make
import pytest
from deeds import DEEDS, LATER, stage
from witness import refused, verified

from kinerja.models import Line, Period, Realisation
from workflow import actions, standing
from workflow.actions import Incomplete, NotNow, NotYours
from workflow.models import Sop, Submission


@pytest.fixture
def press(office):
    def open_it(**given):
        period = given.pop("period", None) or make.period()
        who = {"by": office.kasubag, "at": make.at(), "unit": office.unit} | given
        return actions.open_submission(period=period, **who)

    return open_it


def test_kasubag_opens_a_period_with_a_form_for_each_section(office, press):
    entry = press()
    record = Submission.objects.get()
    assert (record.state, record.edition, record.agreement) == ("distributing", 1, office.agreement)
    assert (record.opened_by, record.opened_at) == (office.kasubag, make.at())
    assert [form.section for form in record.forms.all()] == office.sections
    runs = list(record.runs.values_list("step", "form__section__name", "round", "started_at"))
    assert runs == [(1, "Seksi 1", 1, None), (1, "Seksi 2", 1, None)]
    assert (entry.number, entry.verb, entry.person) == (1, "open_submission", office.kasubag)
    assert entry.capacity == "Kasubag Perencanaan"
    assert entry.after == {
        "state": "distributing",
        "edition": "1",
        "unit": "Kecamatan Suak Midai",
        "period": "Triwulan III Tahun 2026",
        "agreement": "PK murni 2026, Kecamatan Suak Midai",
        "sections": "Seksi 1, Seksi 2",
        "taken_over": "",
    }
    assert verified()


def test_system_opens_without_a_person(office, press):
    entry = press(by=None)
    assert (entry.person, entry.name, entry.capacity) == (None, "", "sistem")
    assert Submission.objects.get().opened_by is None


def test_unit_without_sections_starts_at_step_2(db):
    office = make.office(sections=0)
    make.line(office.agreement, None, "1.1")
    record = office.opened()
    assert (record.state, record.forms.count()) == ("entering", 0)
    assert record.runs.get().step == 2
    actions.enter(record, values={"1.1": make.entry("90")}, by=office.kasubag, at=make.at())
    assert actions.submit(record, by=office.kasubag, at=make.at())


def test_section_without_a_measured_row_gets_no_form(office, press):
    Line.objects.filter(section=office.sections[1]).update(schedule="4")
    press()
    assert [form.section for form in Submission.objects.get().forms.all()] == [office.sections[0]]


def test_period_in_which_nothing_is_measured_is_not_opened(office, press):
    Line.objects.update(schedule="4")
    make.period()
    assert "Tidak ada indikator" in refused(Incomplete, press).reason


def test_year_without_agreement_is_not_opened(office, press):
    period = make.period(2031, 1)
    error = refused(Incomplete, lambda: press(period=period))
    assert "tahun 2031 belum ada" in error.reason


def test_latest_agreement_version_of_the_year_is_measured(office, press):
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "1.1")
    press()
    assert Submission.objects.get().agreement == changed


def test_record_runs_under_the_sop_that_held_when_it_was_opened(office, press):
    general = Sop.objects.get()
    own = revision(general, unit=office.unit, effective_on=date(2026, 10, 5))
    revision(general, unit=office.unit, effective_on=date(2026, 10, 6))
    press()
    assert Submission.objects.get().sop == own


def test_before_any_sop_nothing_is_opened(office, press):
    Sop.objects.update(effective_on=date(2026, 10, 6))
    make.period()
    assert "Belum ada SOP" in refused(Incomplete, press).reason


def revision(sop: Sop, **changed) -> Sop:
    steps = list(sop.steps.all())
    made = Sop.objects.get(pk=sop.pk)
    made.pk, made._state.adding = None, True
    for name, value in changed.items():
        setattr(made, name, value)
    made.save()
    for step in steps:
        step.pk, step.sop, step._state.adding = None, made, True
        step.save()
    return made


def test_unit_and_period_are_free_again_after_cancelling(office, press):
    first = stage(office, "cancelled")
    assert press(at=LATER)
    assert Submission.objects.alive().exclude(pk=first.pk).count() == 1
    refused(NotNow, lambda: press(at=LATER))


def test_neighbours_record_does_not_stand_in_the_way(office, neighbour, press):
    neighbour.opened()
    assert press()
    assert {record.unit for record in Submission.objects.all()} == {office.unit, neighbour.unit}


@pytest.mark.parametrize("name", DEEDS["cancel"].stages[:-1])
@pytest.mark.parametrize("who", ["sekcam", "administrator"])
def test_mistaken_record_is_cancelled_and_its_clocks_stop(office, name, who):
    record = stage(office, name)
    before = record.state
    entry = actions.cancel(record, reason=" Salah periode ", by=getattr(office, who), at=LATER)
    record = make.fresh(record)
    assert (record.state, record.edition) == ("cancelled", 1)
    assert not record.runs.filter(finished_at=None).exists()
    assert set(record.runs.filter(finished_at=LATER).values_list("outcome", flat=True)) <= {
        "cancel"
    }
    assert (entry.before, entry.after) == ({"state": before}, {"state": "cancelled"})
    assert entry.note == "Salah periode"


def test_cancelling_needs_a_reason(office):
    record = office.opened()
    error = refused(
        Incomplete, lambda: actions.cancel(record, reason="  ", by=office.sekcam, at=LATER)
    )
    assert error.errors == {"reason": "Tuliskan alasannya."}


def test_administrator_of_another_unit_does_not_cancel(office, neighbour):
    record = office.opened()
    stranger = make.person("admin-tetangga")
    make.assign(stranger, "administrator", neighbour.unit, title="Administrator tetangga")
    refused(NotYours, lambda: actions.cancel(record, reason="Keliru", by=stranger, at=LATER))


def test_values_of_a_cancelled_record_are_taken_over_by_the_next(office):
    record = office.filled("87")
    actions.cancel(record, reason="Salah SOP", by=office.sekcam, at=LATER)
    again = office.opened(when=LATER)
    assert again.pk != record.pk
    rows = standing.read(make.fresh(again)).rows
    assert [each.row.realised for each in rows] == [87] * 6
    assert not any(each.is_accepted for each in rows)


def test_values_are_taken_over_under_a_new_agreement_version(office):
    """The new version's rows are other rows of the same indicators."""
    record = office.filled("87")
    actions.cancel(record, reason="PK berubah", by=office.sekcam, at=LATER)
    changed = make.agreement(office.unit, version=2)
    for line in office.lines:
        make.line(changed, line.section, line.code, target="70")
    again = office.opened(when=LATER)
    assert "1.1" in again.journal().get(number=1).after["taken_over"]
    row = standing.read(make.fresh(again)).by_code["1.1"].row
    assert (row.realised, row.target, row.version) == (87, 70, 1)
    for number, head in enumerate(office.heads):
        actions.distribute_form(office.form(again, number), by=head, at=LATER)
    values = {"1.1": make.entry("88", seen=row.version)}
    actions.fill(office.form(again), values=values, by=office.kasi, at=LATER)
    assert standing.read(make.fresh(again)).by_code["1.1"].row.realised == 88
    assert Realisation.objects.filter(line__agreement=office.agreement, value=87).count() == 6


def test_cancelling_the_second_edition_leads_back_to_the_archive(office):
    record = stage(office, "reopened")
    values = {"1.1": make.entry("70", reason="Salah")}
    actions.enter(record, values=values, by=office.kasubag, at=LATER)
    entry = actions.cancel(record, reason="Tidak jadi", by=office.sekcam, at=LATER)
    record = make.fresh(record)
    assert (record.state, record.edition) == ("archived", 1)
    assert entry.before == {"state": "entering", "edition": "2"}
    assert entry.after == {"state": "archived", "edition": "1"}
    assert standing.read(make.fresh(record)).by_code["1.1"].row.realised == 90
    assert not record.runs.filter(finished_at=None).exists()
    assert verified()


def test_cancelling_leads_back_to_filing_where_the_paper_was_not_put_away(office):
    record = office.sealed()
    actions.reopen(record, reason="Keliru", by=office.sekcam, at=LATER)
    actions.cancel(record, reason="Tidak jadi", by=office.sekcam, at=LATER)
    record = make.fresh(record)
    assert (record.state, record.edition) == ("archiving", 1)
    waiting = record.runs.get(finished_at=None)
    assert (waiting.step, waiting.edition, waiting.round) == (4, 1, 2)
    actions.file_copy(record, place=("1", "A"), by=office.admin, at=LATER)
    assert make.fresh(record).state == "archived"


def test_edition_that_was_abandoned_begins_anew(office):
    """Nothing of the cancelled second edition comes back: values, texts, marks, rounds."""
    record = stage(office, "reopened")
    actions.enter(
        record,
        values={"1.1": make.entry("60", reason="Salah")},
        texts={"1.1": actions.Text(obstacles="Cuaca", follow_up="Ulang")},
        by=office.kasubag,
        at=LATER,
    )
    actions.cancel(record, reason="Tidak jadi", by=office.sekcam, at=LATER)
    actions.reopen(record, reason="Ternyata perlu", by=office.sekcam, at=LATER)
    rows = standing.read(make.fresh(record)).rows
    assert [each.row.realised for each in rows] == [90] * 6
    assert not any(each.is_accepted or each.is_checked or each.row.words for each in rows)
    assert record.runs.get(finished_at=None).step == 2
    assert verified()


def test_periods_are_made_once(db):
    assert make.period() == make.period()
    assert Period.objects.count() == 1
