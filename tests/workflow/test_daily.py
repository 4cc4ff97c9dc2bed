"""manage.py daily: opens what is due, distributes, reminds; safe to run twice and at once."""

import os
from functools import partial

import make
import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from witness import at_once, verified

from kinerja import serving
from kinerja.evidence import parts
from kinerja.models import Agreement, Line
from workflow import actions
from workflow.models import Digest, Holiday, Press, SectionForm, Sop, Submission
from workflow.reminding import opening

pytestmark = pytest.mark.django_db
# Triwulan III ends on a Wednesday; Thursday 1 October 2026 is its first working day after.
EVENING, MORNING = make.at("2026-09-30 20:00"), make.at("2026-10-01 07:45")


def run(capsys, when=MORNING) -> list[str]:
    with time_machine.travel(when, tick=False):
        call_command("daily")
    return capsys.readouterr().out.splitlines()


def holiday(day: str) -> None:
    Holiday.objects.create(
        day=make.at(f"{day} 00:00").date(), name="Libur", kind="local", recorded_at=EVENING
    )


def test_quarter_opens_on_its_first_working_day_and_not_before(office, capsys):
    assert not [line for line in run(capsys, EVENING) if "Triwulan III" in line]
    assert "Kecamatan Suak Midai: Triwulan III Tahun 2026 dibuka." in run(capsys)
    record = Submission.objects.get(period__quarter=3)
    assert record.opened_by is None
    assert record.journal().get().person is None


def test_holiday_puts_the_opening_off(office, capsys):
    holiday("2026-10-01")
    assert not [line for line in run(capsys) if "dibuka" in line]
    assert [line for line in run(capsys, make.at("2026-10-02 07:45")) if "dibuka" in line]


def test_quarter_opens_later_too_where_nobody_ran_it_in_time(office, capsys):
    assert [line for line in run(capsys, make.at("2026-11-10 09:00")) if "dibuka" in line]


def test_second_run_does_nothing(office, capsys):
    first = run(capsys)
    assert first
    assert run(capsys) == []
    assert Submission.objects.count() == 1


def test_record_that_a_person_cancelled_is_left_to_people(office, capsys):
    record = office.opened(when=MORNING)
    actions.cancel(record, reason="Salah", by=office.sekcam, at=MORNING)
    assert not [line for line in run(capsys, make.at("2026-10-02 07:45")) if "dibuka" in line]


def test_unit_that_measures_nothing_in_the_quarter_is_left_out(office, neighbour, capsys):
    Line.objects.filter(agreement=office.agreement).update(schedule="4")
    assert [str(record.unit) for record in opened_on(capsys)] == ["Kecamatan Tetangga"]


def opened_on(capsys, when=MORNING) -> list[Submission]:
    run(capsys, when)
    return list(Submission.objects.order_by("unit__name", "period__quarter"))


def test_the_latest_version_of_the_agreement_decides(office, capsys):
    changed = make.agreement(office.unit, version=2)
    make.line(changed, office.sections[0], "1.1", schedule="4", quarters=(4,))
    assert opened_on(capsys) == []


def test_year_opens_with_its_last_quarter_where_it_is_measured(office, neighbour, capsys):
    make.line(office.agreement, office.sections[0], "9.1", schedule="5", quarters=(5,))
    records = opened_on(capsys, make.at("2027-01-04 08:00"))
    quarters = [(record.unit.name, record.period.quarter) for record in records]
    assert quarters == [
        ("Kecamatan Suak Midai", 4),
        ("Kecamatan Suak Midai", 5),
        ("Kecamatan Tetangga", 4),
    ]


def test_unit_that_fails_is_told_and_does_not_stop_the_others(office, neighbour, capsys):
    Sop.objects.filter(unit=None).update(unit=neighbour.unit)
    with pytest.raises(SystemExit) as ended:
        run(capsys)
    assert ended.value.code == 1
    out = capsys.readouterr().out
    assert "Kecamatan Suak Midai: gagal. Belum ada SOP yang berlaku" in out
    assert "Kecamatan Tetangga: Triwulan III Tahun 2026 dibuka." in out


def test_step_that_fails_does_not_stop_the_next(office, capsys, monkeypatch):
    def broken(_year, _quarter):
        raise OSError("disk penuh")

    monkeypatch.setattr(opening, "units_to_open", broken)
    Press.objects.create(token=uuid(1), user=office.kasi, at=make.at(), url="/", message="x")
    with pytest.raises(SystemExit):
        run(capsys, make.at("2026-12-01 08:00"))
    out = capsys.readouterr().out
    assert "gagal. OSError: disk penuh" in out
    assert "1 tanda tombol lama dihapus." in out


def test_nothing_is_done_while_data_is_restored(office, capsys):
    with serving.alone(), pytest.raises(SystemExit):
        run(capsys)
    assert "sedang dipulihkan" in capsys.readouterr().out
    assert not Submission.objects.exists()


def test_rests_of_old_uploads_are_swept(office, capsys):
    parts.add(office.kasi, "0" * 16, b"x", offset=0)
    stamp = int(make.at("2026-09-01 08:00").timestamp())
    os.utime(parts.located(office.kasi, "0" * 16), (stamp, stamp))
    assert "1 sisa unggahan lama dihapus." in run(capsys)
    assert parts.received(office.kasi, "0" * 16) == 0
    assert not [line for line in run(capsys) if "unggahan" in line]


def uuid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def test_tokens_are_kept_for_thirty_days(office, capsys):
    for number, when in enumerate(("2026-09-01 07:00", "2026-09-01 08:00")):
        token = {"token": uuid(number), "at": make.at(when)}
        Press.objects.create(**token, user=office.kasi, url="/", message="x")
    run(capsys, make.at("2026-10-01 07:45"))
    assert [str(press.token) for press in Press.objects.all()] == [uuid(1)]


def test_form_goes_out_under_its_standing_order_in_the_same_run(office, capsys):
    actions.give_standing_order(office.sections[0], by=office.kasi, at=EVENING)
    lines = run(capsys)
    assert (
        "Kecamatan Suak Midai: Formulir Seksi 1, Triwulan III Tahun 2026 didistribusikan "
        "atas perintah tetap DK-001/2026."
    ) in lines
    states = SectionForm.objects.values_list("section__name", "state")
    assert dict(states) == {"Seksi 1": "distributed", "Seksi 2": "prepared"}


def test_nothing_opens_without_an_agreement(office, capsys):
    Agreement.objects.update(year=2025)
    assert opened_on(capsys) == []


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_do_each_thing_once():
    with transaction.atomic():
        offices = [make.office(), make.office("Kecamatan Tetangga", prefix="tetangga.")]
        for office in offices:
            actions.give_standing_order(office.sections[0], by=office.kasi, at=EVENING)
    with time_machine.travel(MORNING, tick=False):
        assert at_once([partial(call_command, "daily")] * 3) == [None] * 3
    assert Submission.objects.count() == 2
    assert SectionForm.objects.filter(state="distributed").count() == 2
    people = list(Digest.objects.values_list("user", flat=True))
    assert len(people) == len(set(people)) > 0
    assert verified()
