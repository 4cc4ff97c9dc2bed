"""The period Tahunan: a record like any other, for what is measured once a year."""

import make
import pytest
import time_machine
from play import Player
from reading import words

from kinerja.models import Realisation, Target
from workflow import actions
from workflow.models import Submission

AT = make.at("2027-01-05 09:00")


@pytest.fixture(autouse=True)
def the_year_is_over():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def yearly(office):
    """One row of the first section that is measured once a year; last year it was 70."""
    line = make.line(office.agreement, office.sections[0], "9.1", target=None, schedule="5")
    Target.objects.create(line=line, quarter=5, value=80)
    before = make.agreement(office.unit, year=2025)
    last = make.line(before, office.sections[0], "9.1", target=None, schedule="5")
    Realisation.objects.create(
        line=last,
        period=make.period(2025, 5),
        status="measured",
        value=70,
        source="section",
        entered_at=make.at("2026-01-05 09:00"),
        entered_by=office.kasi,
    )
    return line


@pytest.fixture
def record(office, yearly) -> Submission:
    actions.open_submission(unit=office.unit, period=make.period(2026, 5), by=office.kasubag, at=AT)
    return Submission.objects.with_names().get()


def test_only_what_is_scheduled_for_the_year_is_asked(office, record):
    assert [form.section for form in record.forms.all()] == [office.sections[0]]
    assert Player(office.kasubag).see(f"/berkas/{record.pk}/input/").count('name="value-') == 0
    actions.distribute_form(record.forms.get(), by=office.kasi, at=AT)
    page = Player(office.kasubag).see(f"/berkas/{record.pk}/input/")
    assert 'name="value-9.1"' in page
    assert 'name="value-1.1"' not in page


def test_screens_name_it_without_the_word_tahun_twice(office, record):
    actions.distribute_form(record.forms.get(), by=office.kasi, at=AT)
    for path in ("", "input/", "koreksi/", "koreksi/setujui/", "dokumentasi/", "laporan/"):
        page = words(Player(office.sekcam).see(f"/berkas/{record.pk}/{path}"))
        assert "Tahunan 2026" in page
        assert "Tahunan Tahun" not in page
        assert "Triw. lalu" not in page
    page = words(Player(office.kasi).see(f"/formulir/{record.forms.get().pk}/"))
    assert "Tahun lalu" in page
    assert "setahun" in page
    assert "70,00" in page
    assert "80,00" in page


def test_year_goes_from_opening_to_the_archive(office, record):
    who = {"by": office.kasubag, "at": AT}
    form = record.forms.get()
    actions.distribute_form(form, by=office.kasi, at=AT)
    actions.hand_in(form, values={"9.1": make.entry("84")}, by=office.kasi, at=AT)
    actions.accept(record, rows=["9.1"], **who)
    actions.submit(record, **who)
    actions.check(record, rows=["9.1"], by=office.sekcam, at=AT)
    actions.approve(record, seen=10_000, by=office.sekcam, at=AT)
    actions.seal(record, filing="000.8/9", by=office.admin, at=AT)
    actions.file_copy(record, place=("1", "A"), by=office.admin, at=AT)
    assert make.fresh(record).state == "archived"
    page = words(Player(office.camat).see(f"/berkas/{record.pk}/laporan/"))
    assert "80,00 84,00 105,00%" in page
    assert "diukur pada setiap triwulan" in page
    page = Player(office.camat).see("/capaian/2026/")
    assert "84,00" in page
