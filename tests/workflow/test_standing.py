"""How a record stands: its rows with findings and marks, its forms, its archive."""

import make
import pytest
from deeds import LATER, stage

from kinerja.models import Line
from workflow import actions, standing


def read(record) -> standing.Standing:
    return standing.read(make.fresh(record))


def codes(rows) -> list[str]:
    return [each.row.code for each in rows]


@pytest.fixture
def mixed(office):
    """A record with a row of every sort."""
    record = office.entering()
    values = {
        "1.1": make.entry("90"),
        "1.2": make.entry("40"),
        "2.1": make.entry("90", source="phone"),
    }
    texts = {"1.3": actions.Text(obstacles="Cuaca", follow_up="Ulang")}
    first = {code: values[code] for code in ("1.1", "1.2")}
    third = {"1.3": make.entry("40")}
    actions.fill(
        office.form(record), values=first | third, texts=texts, by=office.kasi, at=make.at()
    )
    actions.enter(record, values={"2.1": values["2.1"]}, by=office.kasubag, at=make.at())
    return record


def test_rows_are_sorted_by_what_they_need(mixed):
    stands = read(mixed)
    assert codes(stands.rows) == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"]
    assert codes(stands.to_mend) == ["1.2", "2.2", "2.3"]
    assert codes(stands.to_see) == ["1.2", "1.3", "2.2", "2.3"]
    assert codes(stands.unaccepted) == ["1.1", "1.2", "1.3", "2.2", "2.3"]
    assert codes(stands.acceptable) == ["1.1"]
    assert codes(stands.unchecked) == codes(stands.rows)
    assert codes(stands.checkable) == ["1.1", "2.1"]


def test_only_rows_typed_at_step_2_are_closed_to_their_section(mixed):
    assert codes(each for each in read(mixed).rows if each.is_closed_to_section) == ["2.1"]


def test_rows_of_a_section_are_its_own(office, mixed):
    assert codes(read(mixed).of_section(office.sections[1].pk)) == ["2.1", "2.2", "2.3"]


def test_row_outside_its_schedule_is_not_among_the_asked(office, mixed):
    Line.objects.filter(code="2.3").update(schedule="4")
    stands = read(mixed)
    assert "2.3" not in stands.by_code
    assert len(stands.table.rows) == 6


def test_blank_row_carries_no_mark_even_where_one_was_set(office, mixed):
    actions.accept(mixed, rows=["1.1"], by=office.kasubag, at=LATER)
    blank = {"1.1": actions.Entry()}
    actions.fill(office.form(mixed), values=blank, by=office.kasi, at=LATER)
    assert not read(mixed).by_code["1.1"].is_accepted


def test_forms_are_counted_until_they_are_out_and_back(office):
    record = office.opened()
    assert read(record).forms_waiting == 2
    actions.distribute_form(office.form(record), by=office.kasi, at=LATER)
    assert read(record).forms_waiting == 1
    assert not read(record).every_form_is_back
    assert read(stage(make.office("Lain", prefix="l."), "filled")).every_form_is_back


@pytest.mark.parametrize(
    ("name", "is_sealed", "had_paper"),
    [
        ("archiving", False, False),
        ("sealed", True, False),
        ("archived", True, False),
        ("reopened", False, True),
    ],
)
def test_archive_is_that_of_the_edition(office, name, is_sealed, had_paper):
    stands = read(stage(office, name))
    assert (stands.is_sealed, stands.has_paper) == (is_sealed, had_paper)
    assert (stands.archive is not None) is is_sealed


def test_round_of_step_2_is_numbered_from_one(office):
    record = office.entering()
    assert read(record).entering_round == 1
    assert read(record).returned_lines == frozenset()
    record = office.reviewing(quarter=2)
    actions.send_back(record, reason="Periksa", rows=["1.1"], by=office.sekcam, at=LATER)
    assert read(record).entering_round == 2
    assert {office.lines[0].pk} == read(record).returned_lines


def test_standing_of_the_past_is_not_remembered(office, mixed):
    before = read(mixed)
    assert codes(before.unaccepted)
    actions.accept(mixed, rows=["1.1"], by=office.kasubag, at=LATER)
    assert "1.1" in codes(before.unaccepted)
    assert "1.1" not in codes(read(mixed).unaccepted)


@pytest.mark.django_db
def test_standing_asks_as_much_of_30_rows_as_of_3(django_assert_max_num_queries):
    for rows in (3, 30):
        office = make.office(f"Kecamatan {rows}", rows=rows, prefix=f"k{rows}.")
        record = make.fresh(stage(office, "checked"))
        with django_assert_max_num_queries(9):
            stands = standing.read(record)
            assert not stands.to_mend
            assert not stands.unaccepted
            assert not stands.unchecked
            assert stands.every_form_is_back
            assert not stands.is_sealed
            assert not stands.has_paper


def test_what_must_be_mended_asks_nothing_and_hints_ask_twice_for_all_rows(
    mixed, django_assert_num_queries
):
    stands = read(mixed)
    assert stands.table
    assert stands.marks is not None
    assert stands.returned_lines is not None
    with django_assert_num_queries(0):
        assert codes(stands.to_mend) == ["1.2", "2.2", "2.3"]
    with django_assert_num_queries(2):
        assert codes(stands.to_see) == ["1.2", "1.3", "2.2", "2.3"]
    with django_assert_num_queries(0):
        assert codes(stands.acceptable) == ["1.1"]
