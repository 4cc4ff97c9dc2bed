"""The only writer of values: what it takes, what it refuses, what it answers."""

from datetime import date
from decimal import Decimal

import make
import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from witness import refused

from kinerja import recording
from kinerja.formula import Kind
from kinerja.models import Line, Predicate, PredicateScale, Realisation
from kinerja.recording import Entry, Overtaken, Unfit

NOT_YET = Realisation.Status.NOT_YET
NOT_MEASURED = Realisation.Status.NOT_MEASURED


@pytest.fixture
def writer(office):
    return Writer(office)


class Writer:
    """Writes into one period of an office that has a line of every measure."""

    def __init__(self, office) -> None:
        self.office, self.period = office, make.period()
        scale = PredicateScale.objects.create(name="Opini BPK")
        for rank, label in enumerate(("WDP", "WTP"), start=1):
            Predicate.objects.create(scale=scale, rank=rank, label=label)
        section = office.sections[0]
        make.line(office.agreement, section, "9.1", measure=Line.Measure.RATIO)
        make.line(
            office.agreement,
            section,
            "9.2",
            target=None,
            kind=Kind.PREDICATE,
            measure=Line.Measure.CHOICE,
            scale=scale,
        )

    @property
    def lines(self) -> dict[str, Line]:
        return {line.code: line for line in Line.objects.filter(agreement=self.office.agreement)}

    def allow(self, code: str, **fields) -> None:
        Line.objects.filter(code=code).update(**fields)

    def write(self, entry: Entry, code: str = "1.1", *, when: str = "2026-10-05 08:00"):
        return recording.write(
            self.lines,
            {code: entry},
            period=self.period,
            edition=1,
            by=self.office.kasi,
            at=make.at(when),
        )

    def row(self, code: str = "1.1") -> Realisation:
        return Realisation.objects.get(line__code=code)

    def unfit(self, entry: Entry, code: str = "1.1") -> str:
        return refused(Unfit, lambda: self.write(entry, code)).errors[code]


def test_value_is_written_with_who_and_when(writer):
    changes = writer.write(make.entry("86.12"))
    row = writer.row()
    assert (row.value, row.status, row.source) == (Decimal("86.12"), "measured", "section")
    assert (row.entered_by, row.entered_at) == (writer.office.kasi, make.at())
    assert (row.version, row.confirmed_at) == (1, None)
    assert changes.before == {"1.1": {}}
    assert changes.after == {"1.1": {"value": "86.12", "source": "section"}}
    assert changes.versions == {row.line_id: 1}


def test_change_counts_the_version_up_and_tells_what_stood(writer):
    writer.write(make.entry("86.12"))
    changes = writer.write(make.entry("87"), when="2026-10-05 09:00")
    assert writer.row().version == 2
    assert writer.row().entered_at == make.at("2026-10-05 09:00")
    assert changes.before["1.1"]["value"] == "86.12"


def test_same_value_again_is_no_change(writer):
    writer.write(make.entry("90"))
    assert not writer.write(make.entry("90.00"), when="2026-10-05 09:00")
    assert writer.row().version == 1
    assert writer.row().entered_at == make.at()


def test_zero_is_a_number_and_blank_is_none(writer):
    writer.write(make.entry("0"))
    assert writer.row().status == "measured"
    writer.write(Entry())
    assert (writer.row().status, writer.row().value, writer.row().version) == ("", None, 2)


def test_blank_into_a_blank_cell_leaves_no_row(writer):
    assert not writer.write(Entry())
    assert not Realisation.objects.exists()


@pytest.mark.parametrize("status", [NOT_YET, NOT_MEASURED])
def test_status_needs_its_reason(writer, status):
    entry = Entry(status=status, reason="  ", promised_on=date(2026, 11, 1))
    assert writer.unfit(entry) == "Tuliskan alasannya."


def test_belum_tersedia_needs_a_promised_date(writer):
    assert "dijanjikan" in writer.unfit(Entry(status=NOT_YET, reason="BPS belum rilis"))
    writer.write(Entry(status=NOT_YET, reason="BPS belum rilis", promised_on=date(2026, 11, 1)))
    assert writer.row().promised_on == date(2026, 11, 1)


def test_tidak_diukur_keeps_no_promised_date(writer):
    entry = Entry(status=NOT_MEASURED, reason="Survei ditiadakan", promised_on=date(2026, 11, 1))
    writer.write(entry)
    assert (writer.row().status, writer.row().promised_on) == ("not_measured", None)


@pytest.mark.parametrize("status", [NOT_YET, NOT_MEASURED])
def test_number_and_status_together_are_refused(writer, status):
    assert "Pilih salah satu" in writer.unfit(make.entry("5", status=status, reason="x"))


@pytest.mark.parametrize("status", ["measured", "dikarang", "MEASURED"])
def test_status_that_nobody_can_choose_is_refused(writer, status):
    assert writer.unfit(Entry(status=status, reason="x"))


def test_source_that_is_not_in_the_list_is_refused(writer):
    assert writer.unfit(make.entry("5", source="mimpi"))


@pytest.mark.parametrize("length", [501, 10_000])
def test_reason_longer_than_its_column_is_refused(writer, length):
    assert "500" in writer.unfit(Entry(status=NOT_MEASURED, reason="x" * length))


def test_negative_is_refused_unless_the_indicator_allows_it(writer):
    assert writer.unfit(make.entry("-33.33")) == "Terbaca -33,33: nilai tidak boleh negatif."
    writer.allow("1.1", allows_negative=True)
    assert writer.write(make.entry("-33.33"))


def test_more_than_100_is_refused_only_where_100_is_the_most(writer):
    assert writer.write(make.entry("100.01"))
    writer.allow("1.1", at_most_100=True)
    assert writer.unfit(make.entry("100.01")) == "Terbaca 100,01: paling tinggi 100."
    assert writer.write(make.entry("100"))


@pytest.mark.parametrize(
    "parts", [{"numerator": Decimal(3)}, {"denominator": Decimal(3)}, {"value": Decimal(75)}]
)
def test_ratio_is_given_by_numerator_and_denominator(writer, parts):
    assert writer.unfit(Entry(**parts), "9.1") == "Isi pembilang dan penyebut."


@pytest.mark.parametrize(("above", "below"), [("-1", "4"), ("1", "-4"), ("-1", "-4")])
def test_negative_parts_of_a_ratio_are_refused(writer, above, below):
    ratio = Entry(numerator=Decimal(above), denominator=Decimal(below))
    assert "tidak boleh negatif" in writer.unfit(ratio, "9.1")


def test_ratio_of_nothing_to_nothing_is_written(writer):
    assert writer.write(Entry(numerator=Decimal(0), denominator=Decimal(0)), "9.1")


def test_part_above_its_whole_is_refused_only_where_100_is_the_most(writer):
    ratio = Entry(numerator=Decimal(5), denominator=Decimal(4))
    assert writer.write(ratio, "9.1")
    writer.allow("9.1", at_most_100=True)
    assert "paling tinggi 100%" in writer.unfit(ratio, "9.1")


def test_predicate_is_chosen_from_its_scale(writer):
    assert writer.unfit(Entry(choice="Sangat bagus"), "9.2").startswith("“Sangat bagus”")
    assert writer.unfit(make.entry("5"), "9.2")
    changes = writer.write(Entry(choice="WTP"), "9.2")
    assert changes.after["9.2"]["choice"] == "WTP"


def test_cell_keeps_only_the_parts_of_its_measure(writer):
    """A crafted entry cannot leave a second figure behind the shown one."""
    everything = Entry(value=Decimal(5), numerator=Decimal(1), denominator=Decimal(2), choice="WTP")
    for code, kept in (("1.1", {"value"}), ("9.1", {"numerator", "denominator"}), ("9.2", set())):
        writer.write(everything, code)
        row = writer.row(code)
        assert {part for part in recording.PARTS if getattr(row, part) is not None} == kept
        assert bool(row.predicate) == (code == "9.2")


def test_one_unfit_value_keeps_all_from_being_written(writer):
    values = {"1.1": make.entry("5"), "1.2": make.entry("-5")}
    where = {"period": writer.period, "edition": 1, "by": writer.office.kasi, "at": make.at()}
    error = refused(Unfit, lambda: recording.write(writer.lines, values, **where))
    assert set(error.errors) == {"1.2"}


@pytest.mark.parametrize("seen", [0, 2])
def test_row_that_changed_since_it_was_shown_is_not_overwritten(writer, seen):
    writer.write(make.entry("90", seen=0))
    error = refused(Overtaken, lambda: writer.write(make.entry("91", seen=seen)))
    assert error.codes == ("1.1",)
    assert writer.write(make.entry("91", seen=1))


def test_entry_that_saw_nothing_writes_over_whatever_stands(writer):
    writer.write(make.entry("90"))
    assert writer.write(make.entry("91"))


@pytest.mark.parametrize(
    "entry",
    [
        make.entry("91", source="phone"),
        Entry(source="phone"),
        Entry(source="phone", status=NOT_MEASURED),
    ],
)
def test_replacing_a_sections_value_needs_a_reason(writer, entry):
    writer.write(make.entry("90"))
    assert "alasan" in writer.unfit(entry)


def test_clearing_a_sections_status_needs_a_reason(writer):
    writer.write(Entry(status=NOT_YET, reason="BPS", promised_on=date(2026, 11, 1)))
    assert "alasan" in writer.unfit(Entry(source="phone"))


def test_sections_value_typed_again_stays_the_sections(writer):
    writer.write(make.entry("90"))
    assert not writer.write(make.entry("90.0", source="document"))
    assert writer.row().source == "section"


def test_value_typed_at_step_2_may_be_corrected_without_a_reason(writer):
    writer.write(make.entry("90", source="phone"))
    assert writer.write(make.entry("91", source="paper"))
    assert writer.row().source == "paper"


def test_database_keeps_a_number_out_of_a_row_that_is_not_measured(writer):
    writer.write(Entry(status=NOT_MEASURED, reason="Survei ditiadakan"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Realisation.objects.update(value=5)


# 15 significant digits, at most 15 of them on either side of the comma.
figures = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(min_value=0, max_value=10**15 - 1),
    st.integers(min_value=0, max_value=15),
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(figure=figures)
def test_fifteen_digits_come_back_without_loss(writer, figure):
    """SQLite keeps numbers in 64-bit floating point, exact to 15 significant digits."""
    writer.write(Entry(value=figure))
    assert writer.row().value == figure
