"""What the database itself does not take, whatever the program asks for."""

from datetime import date

import make
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from kinerja.formula import Accumulation, Basis, Kind
from kinerja.models import (
    Agreement,
    Assignment,
    Explanation,
    Indicator,
    JournalEntry,
    Line,
    Period,
    Predicate,
    PredicateScale,
    Quarter,
    Realisation,
    Role,
    Target,
    Unit,
    User,
    latest_closed_quarter,
)
from kinerja.models.period import last_day_of, working_day_after

CHOICE, NUMBER = Line.Measure.CHOICE, Line.Measure.NUMBER
SUM = {"accumulation": Accumulation.SUM, "basis": Basis.QUARTER}


def refuses(make_row) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_row()


@pytest.fixture
def line(office) -> Line:
    return office.lines[0]


@pytest.mark.parametrize(
    "fields",
    [
        SUM | {"satuan": "%", "measure": NUMBER},
        SUM | {"satuan": "persen", "measure": NUMBER},
        {"kind": Kind.PREDICATE},
        {"measure": CHOICE},
        {"kind": Kind.PREDICATE, "measure": CHOICE},
        {"schedule": ""},
        {"schedule": "6"},
        {"schedule": "1,2"},
    ],
)
def test_line_that_cannot_be_measured_is_not_set_up(line, fields):
    refuses(lambda: Line.objects.filter(pk=line.pk).update(**fields))


@pytest.mark.parametrize("fields", [SUM | {"satuan": "dokumen"}, SUM | {"measure": "ratio"}])
def test_counts_and_ratios_may_add_up(line, fields):
    assert Line.objects.filter(pk=line.pk).update(**fields)


def test_scale_belongs_to_predicates_only(line):
    scale = PredicateScale.objects.create(name="Opini")
    refuses(lambda: Line.objects.filter(pk=line.pk).update(scale=scale))
    Line.objects.filter(pk=line.pk).update(scale=scale, measure=CHOICE, kind=Kind.PREDICATE)


@pytest.mark.parametrize("field", ["code", "indicator_id"])
def test_agreement_names_each_code_and_indicator_once(office, field):
    first, second = office.lines[:2]
    taken = {field: getattr(first, field)}
    refuses(lambda: Line.objects.filter(pk=second.pk).update(**taken))


def test_sasaran_of_a_line_is_of_its_own_agreement(office, line):
    line.objective = make.objective(make.agreement(office.unit, version=2))
    with pytest.raises(ValidationError, match="perjanjian kinerja lain"):
        line.clean()


def test_range_goes_upwards(line):
    refuses(lambda: Target.objects.filter(line=line, quarter=3).update(value=6, upper=5))
    assert Target.objects.filter(line=line, quarter=3).update(value=5, upper=5)


def test_change_of_an_agreement_has_its_reason(office):
    changed = {"unit": office.unit, "year": 2026, "version": 2, "date": date(2026, 7, 1)}
    refuses(lambda: Agreement.objects.create(**changed))
    assert Agreement.objects.create(**changed, reason="Perubahan anggaran")


# What a cell holds, which is not one thing.
CELLS = [
    {"status": "measured"},
    {"status": "measured", "numerator": 1},
    {"status": "", "value": 1},
    {"status": "not_yet", "reason": "BPS"},
    {"status": "not_yet", "promised_on": date(2026, 11, 1)},
    {"status": "not_measured"},
    {"status": "not_measured", "reason": "Survei", "value": 1},
    {"status": "measured", "value": 1, "confirmed_at": make.at()},
]


@pytest.mark.parametrize("fields", CELLS)
def test_cell_holds_a_number_or_a_status_with_its_reason(office, line, fields):
    refuses(lambda: cell(office, line, **fields))


def cell(office, line, **fields) -> Realisation:
    return Realisation.objects.create(
        line=line,
        period=make.period(),
        source="section",
        entered_at=make.at(),
        entered_by=office.kasi,
        **fields,
    )


def test_number_exists_once(office, line):
    cell(office, line, status="measured", value=1)
    refuses(lambda: cell(office, line, status="measured", value=2))
    assert cell(office, line, status="measured", value=2, edition=2)


@pytest.mark.parametrize("about", [(), ("line", "objective")])
def test_explanation_is_about_one_thing(office, line, about):
    subjects = {name: {"line": line, "objective": line.objective}[name] for name in about}
    refuses(
        lambda: Explanation.objects.create(
            period=make.period(), written_at=make.at(), written_by=office.kasi, **subjects
        )
    )


NIP = "198001012005011001"


@pytest.mark.parametrize(
    "fields",
    [
        {"identity_kind": "nip"},
        {"identity_kind": "none", "identity_number": NIP},
    ],
)
def test_staff_number_goes_with_its_kind(db, fields):
    refuses(lambda: make.person("siti", **fields))


def test_staff_number_belongs_to_one_person_and_none_to_many(db):
    make.person("siti", identity_kind="nip", identity_number=NIP)
    refuses(lambda: make.person("budi", identity_kind="nip", identity_number=NIP))
    assert make.person("andi").identity == make.person("umar").identity == ""
    assert User.objects.get(username="siti").identity == f"NIP {NIP}"


@pytest.mark.parametrize(
    "fields",
    [
        {"role": Role.AUDITOR, "end": None},
        {"role": Role.SECRETARY, "unit": None},
        {"role": Role.SECTION_HEAD, "section": None},
        {"end": date(2023, 12, 31)},
    ],
)
def test_assignment_that_means_nothing_is_not_kept(office, fields):
    kasubag = Assignment.objects.filter(user=office.kasubag)
    refuses(lambda: kasubag.update(**fields))


def test_section_of_an_assignment_is_of_its_unit(office, neighbour):
    held = Assignment.objects.get(user=office.kasi)
    held.section = neighbour.sections[0]
    with pytest.raises(ValidationError, match="bukan bagian"):
        held.clean()


@pytest.mark.parametrize(
    ("field", "value"),
    [("quarter", 6), ("quarter", 0), ("forms_back", date(2027, 1, 1))],
)
def test_period_is_a_known_span_with_its_dates_in_order(db, field, value):
    period = make.period()
    refuses(lambda: Period.objects.filter(pk=period.pk).update(**{field: value}))


def test_default_dates_are_5_10_and_15_working_days_after_the_quarter(db):
    """Triwulan III 2026 ends on Wednesday, 30 September."""
    period = make.period()
    dates = (period.forms_back, period.report_due, period.data_frozen)
    assert dates == (date(2026, 10, 7), date(2026, 10, 14), date(2026, 10, 21))
    assert period.last_day == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("quarter", "last"), [(1, (3, 31)), (2, (6, 30)), (3, (9, 30)), (4, (12, 31)), (5, (12, 31))]
)
def test_periods_end_with_their_month(quarter, last):
    assert last_day_of(2028, quarter) == date(2028, *last)
    assert Quarter(quarter).label in {
        "Tahunan",
        *(f"Triwulan {n}" for n in ("I", "II", "III", "IV")),
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), (2025, 4)),
        (date(2026, 3, 31), (2025, 4)),
        (date(2026, 4, 1), (2026, 1)),
        (date(2026, 12, 31), (2026, 3)),
    ],
)
def test_latest_closed_quarter(day, expected):
    assert latest_closed_quarter(day) == expected


def test_working_days_leave_out_the_weekend():
    assert working_day_after(date(2026, 10, 2), 1) == date(2026, 10, 5)


@pytest.mark.parametrize(
    "model", [Unit, Period, Agreement, Indicator, Line, Predicate, Realisation, JournalEntry, User]
)
def test_nothing_that_others_point_at_is_deleted_with_them(model):
    keys = [field for field in model._meta.fields if isinstance(field, models.ForeignKey)]
    assert all(field.remote_field.on_delete is models.PROTECT for field in keys)
