"""Which of several editions, and of several agreement versions, a figure is read from."""

import make
import pytest

from kinerja import recording, table
from kinerja.models import Explanation, Realisation
from kinerja.recording import Entry, Text


@pytest.fixture
def line(office):
    return make.line(office.agreement, office.sections[0], "9.1", target="10")


def write(line, value, *, edition=1, quarter=3, by):
    recording.write(
        {line.code: line},
        {line.code: value if isinstance(value, Entry) else make.entry(value)},
        period=make.period(2026, quarter),
        edition=edition,
        by=by,
        at=make.at(),
    )


def explain(line, drivers, *, edition=1, by):
    subject = {line.code: Explanation(line=line)}
    recording.explain(
        {line.code: Text(drivers=drivers)},
        subject,
        period=make.period(),
        edition=edition,
        by=by,
        at=make.at(),
    )


def confirm(line, *, edition=1, quarter=3, by):
    period = make.period(2026, quarter)
    recording.confirm([line.pk], period=period, edition=edition, by=by, at=make.at())


def row(agreement, quarter=3, **options):
    read = table.read(agreement, make.period(2026, quarter), **options)
    return next(row for row in read.rows if row.code == "9.1")


def test_edition_reads_its_own_value_and_none_from_later_ones(office, line):
    write(line, "5", by=office.kasi)
    confirm(line, by=office.admin)
    write(line, "7", edition=2, by=office.kasubag)
    assert row(office.agreement, edition=1).realised == 5
    assert row(office.agreement, edition=2).realised == 7
    assert row(office.agreement, edition=1).reading.is_confirmed
    assert not row(office.agreement, edition=2).reading.is_confirmed


def test_earlier_edition_fills_what_the_next_has_not(office, line):
    write(line, "5", by=office.kasi)
    reading = row(office.agreement, edition=2).reading
    assert (reading.value, reading.edition) == (5, 1)


def test_other_quarters_read_the_confirmed_edition_before_a_draft(office, line):
    write(line, "5", by=office.kasi)
    confirm(line, by=office.admin)
    write(line, "7", edition=2, by=office.kasubag)
    assert row(office.agreement, 4).previous == 5
    confirm(line, edition=2, by=office.admin)
    assert row(office.agreement, 4).previous == 7


def test_other_quarters_read_a_draft_where_nothing_is_confirmed(office, line):
    write(line, "5", by=office.kasi)
    assert row(office.agreement, 4).previous == 5


def test_year_reads_the_highest_confirmed_edition_of_each_period(office, line):
    for quarter, value in ((2, "4"), (3, "5")):
        write(line, value, quarter=quarter, by=office.kasi)
        confirm(line, quarter=quarter, by=office.admin)
    write(line, "7", edition=2, by=office.kasubag)
    second, third = table.read_year(office.agreement, [make.period(2026, 2), make.period()])
    assert (second.rows[-1].code, third.rows[-1].code) == ("2.3", "2.3")
    found = [next(each for each in read.rows if each.code == "9.1") for read in (second, third)]
    assert [each.realised for each in found] == [4, 5]


def test_explanation_is_read_in_its_own_edition(office, line):
    explain(line, "Gotong royong", by=office.kasi)
    explain(line, "Cuaca baik", edition=2, by=office.kasubag)
    assert row(office.agreement, edition=1).words.drivers == "Gotong royong"
    assert row(office.agreement, edition=2).words.drivers == "Cuaca baik"


def test_confirmed_rows_are_copied_and_stay_as_they_were(office, line):
    write(line, "5", by=office.kasi)
    explain(line, "Gotong royong", by=office.kasi)
    confirm(line, by=office.admin)
    before = Realisation.objects.values().get(edition=1)
    recording.reopen([line], period=make.period(), edition=2)
    assert Realisation.objects.values().get(edition=1) == before
    copy = Realisation.objects.get(edition=2)
    assert (copy.value, copy.confirmed_at, copy.confirmed_by) == (5, None, None)
    assert (copy.entered_by, copy.entered_at) == (office.kasi, make.at())
    assert copy.version == 2
    assert Explanation.objects.get(edition=2).drivers == "Gotong royong"


def test_abandoned_edition_leaves_nothing_behind(office, line):
    """Neither a value nor a text of a cancelled edition 2 comes back with the next one."""
    write(line, "5", by=office.kasi)
    confirm(line, by=office.admin)
    recording.reopen([line], period=make.period(), edition=2)
    write(line, "8", edition=2, by=office.kasubag)
    write(line, "9", edition=2, by=office.kasubag)
    explain(line, "Tidak jadi", edition=2, by=office.kasubag)
    abandoned = Realisation.objects.get(edition=2).version
    recording.reopen([line], period=make.period(), edition=2)
    assert Realisation.objects.get(edition=2).value == 5
    assert not row(office.agreement, edition=2).words
    # A page that still shows the abandoned value must find it changed.
    assert Realisation.objects.get(edition=2).version > abandoned


def test_new_agreement_version_reads_what_the_earlier_one_measured(office, line):
    write(line, "4", quarter=2, by=office.kasi)
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "9.1", target="20")
    read = row(changed)
    assert (read.previous, read.target) == (4, 20)


def test_value_that_a_later_agreement_version_measured_stands_over_the_earlier(office, line):
    changed = make.agreement(office.unit, version=2)
    again = make.line(changed, office.sections[0], "9.1", target="20")
    write(again, "6", quarter=2, by=office.kasi)
    write(line, "4", quarter=2, by=office.kasi)
    assert row(changed, 3).previous == 6


def test_record_shows_only_cells_that_it_can_write(office, line):
    """A cancelled record's value of another agreement version would never be accepted here."""
    write(line, "4", by=office.kasi)
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "9.1")
    assert row(changed).is_blank


def test_unconfirmed_values_are_taken_over_by_indicator(office, line):
    write(line, "4", by=office.kasi)
    changed = make.agreement(office.unit, version=2)
    again = make.line(changed, office.sections[1], "8.8")
    again.indicator.name = line.indicator.name
    type(again).objects.filter(pk=again.pk).update(indicator=line.indicator)
    assert recording.take_over(changed, make.period()) == ["8.8"]
    taken = Realisation.objects.get(line=again)
    assert (taken.value, taken.entered_by) == (4, office.kasi)
    assert recording.take_over(changed, make.period()) == []


@pytest.mark.parametrize("obstacle", ["confirmed", "measured otherwise", "not scheduled"])
def test_what_does_not_fit_is_not_taken_over(office, line, obstacle):
    write(line, "4", by=office.kasi)
    changed = make.agreement(office.unit, version=2)
    fields = {
        "measured otherwise": {"measure": "ratio"},
        "not scheduled": {"schedule": "4"},
    }.get(obstacle, {})
    make.line(changed, office.sections[0], "9.1", **fields)
    if obstacle == "confirmed":
        confirm(line, by=office.admin)
    assert recording.take_over(changed, make.period()) == []
